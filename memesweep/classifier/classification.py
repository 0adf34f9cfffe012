"""The result of classifying one picture: score and verdict, kept apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from memesweep.gallery.picture import Depth, ImageInfo, Problem
    from memesweep.verdict.stage import Stage
    from memesweep.verdict.verdict import Reason, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Classification:
    """What the net said of one picture, and what memesweep would do with it."""

    score: float | None
    """The calibrated probability of a meme, 0 to 1; None exactly where there is a problem."""
    verdict: Verdict
    reason: Reason
    info: ImageInfo
    """Format, size and camera of the file, as far as it could be read."""
    problem: Problem | None = None
    """Why there is no score. A picture with a problem is always kept."""
    stage: Stage | None = None
    """Which of the model's nets the score is from; None where there is none."""
    depth: Depth | None = None
    """How much of the picture it rests on."""
