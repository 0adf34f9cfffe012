"""What the tool decides about a picture, and why. The score is the net's; the verdict is ours."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from memesweep.gallery.reading import Problem
    from memesweep.verdict.thresholds import Thresholds


class Verdict(StrEnum):
    """What happens to the picture."""

    SWEEP = "sweep"
    REVIEW = "review"
    KEEP = "keep"


class Reason(StrEnum):
    """Why. The first three come from the score, the rest are guards and problems, which always keep."""

    MEME = "meme"
    UNSURE = "unsure"
    NO_MEME = "no-meme"
    CAMERA = "camera"
    """EXIF names a camera or a position."""
    KEPT = "kept"
    """The user said so, by content."""
    TOO_NEW = "too-new"
    NOT_A_PICTURE = "not-a-picture"
    UNREADABLE = "unreadable"
    NO_PERMISSION = "no-permission"
    TOO_LARGE = "too-large"
    ANIMATED = "animated"
    CHANGED = "changed"
    READ_ERROR = "read-error"
    NEEDS_HEIC = "needs-heic"


@dataclass(frozen=True, slots=True)
class Decision:
    """A verdict always comes with its reason."""

    verdict: Verdict
    reason: Reason


@dataclass(frozen=True, slots=True)
class Guards:
    """What is known of a picture beside its score."""

    camera: bool = False
    kept: bool = False
    too_new: bool = False


def decide(score: float | None, problem: Problem | None, guards: Guards, thresholds: Thresholds) -> Decision:
    """Decide about one picture.

    Args:
        score: the net's calibrated probability of a meme, 0 to 1; None where there is none.
        problem: why there is no score.
        guards: rules that keep a picture whatever its score.
        thresholds: the bundle's, or the user's.

    """
    if problem is not None:
        return Decision(Verdict.KEEP, Reason(problem.value))
    if score is None or score < thresholds.review:
        return Decision(Verdict.KEEP, Reason.NO_MEME)
    guard = _guard(guards)
    if guard is not None:
        return Decision(Verdict.KEEP, guard)
    if score < thresholds.sweep:
        return Decision(Verdict.REVIEW, Reason.UNSURE)
    return Decision(Verdict.SWEEP, Reason.MEME)


def _guard(guards: Guards) -> Reason | None:
    """Return the guard that keeps a picture, the user's own word first."""
    if guards.kept:
        return Reason.KEPT
    if guards.camera:
        return Reason.CAMERA
    return Reason.TOO_NEW if guards.too_new else None
