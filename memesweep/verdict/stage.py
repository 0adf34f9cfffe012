"""Whose word a score is. The stages of a scan ask one net after another, and most pictures but the first."""

from __future__ import annotations

from enum import StrEnum


class Stage(StrEnum):
    """What gave a score."""

    SCOUT = "scout"
    """The small net alone, sure of a picture that is kept."""
    JUDGE = "judge"
    """The judge, with the scout's vote where there is one; the bundle's thresholds are of that."""
    JOINT = "joint"
    """All nets, weighed together; it has thresholds of its own."""
