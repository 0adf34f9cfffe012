"""Whose word a score is: the nets by the names that the documentation gives them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from memesweep import Depth, Stage

if TYPE_CHECKING:
    from collections.abc import Mapping

STAGES: Final[Mapping[Stage, str]] = {
    Stage.SCOUT: "scout",
    Stage.JUDGE: "judge",
    Stage.JOINT: "judge + second opinion",
}

DEPTHS: Final[Mapping[Depth, str]] = {
    Depth.QUICK: ", quick look",
    Depth.CLOSE: ", closer look",
    Depth.FULL: "",
}


def seen_by(stage: Stage | None, depth: Depth | None) -> str:
    """Return which nets have seen a picture, and how much of it; nothing where it has no score."""
    return "" if stage is None or depth is None else STAGES[stage] + DEPTHS[depth]
