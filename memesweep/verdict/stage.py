"""Whose word a score is. The stages of a scan ask one net after another, and most pictures but the first."""

from __future__ import annotations

from enum import StrEnum


class Stage(StrEnum):
    """What gave a score."""

    SCOUT = "scout"
    """The small net alone, sure of a picture that is kept."""
    JUDGE = "judge"
    """The net whose thresholds are the bundle's."""
    JOINT = "joint"
    """Judge and second opinion, weighed together; it has thresholds of its own."""
