"""Guards: what is known of a picture beside its score, and what each such thing turns a `sweep` into.

To add a guard: a reason in `verdict.py`, a field in `Evidence`, a class here and its place in `GUARDS`; then
its sentence in the front ends, its row in docs/safety.md, and its test.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Protocol

from memesweep.verdict.verdict import Reason, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What is known of a picture beside its score."""

    kept: bool = False
    """Its content is on the keep-list."""
    undone: bool = False
    """A person brought it back from a sweep."""
    like_kept: bool = False
    """It looks like a picture that the user keeps."""
    camera: bool = False
    """Its metadata name a camera, a position or an exposure, and the user did not say that such may go."""
    metadata_damaged: bool = False
    """They cannot be read, in part or at all, and the user did not say so either."""
    camera_shaped: bool = False
    """It has a camera's shape, and the user did not say that such pictures may go; see `shape`."""
    too_new: bool = False
    """It is younger than the user wants a picture to be that goes."""
    chosen: bool = False
    """A person looked at it and said that it goes. It counts only where no guard keeps the picture."""


class Guard(Protocol):
    """One rule."""

    reason: Reason
    """Why the picture stays, in all that is printed."""
    verdict: Verdict
    """`keep` holds against the net and against a person; `review` leaves the word to a person."""

    def applies(self, evidence: Evidence) -> bool:
        """Tell whether the rule speaks of this picture."""


class KeptGuard:
    """The user's own word."""

    reason = Reason.KEPT
    verdict = Verdict.KEEP

    def applies(self, evidence: Evidence) -> bool:
        """See `Guard`."""
        return evidence.kept


class UndoneGuard:
    """What was brought back is not taken again."""

    reason = Reason.UNDONE
    verdict = Verdict.KEEP

    def applies(self, evidence: Evidence) -> bool:
        """See `Guard`."""
        return evidence.undone


class CameraGuard:
    """What was taken with a camera is no forwarded picture."""

    reason = Reason.CAMERA
    verdict = Verdict.KEEP

    def applies(self, evidence: Evidence) -> bool:
        """See `Guard`."""
        return evidence.camera


class LikeKeptGuard:
    """Whoever keeps a picture means its copies too, but for those that they chose to let go."""

    reason = Reason.LIKE_KEPT
    verdict = Verdict.KEEP

    def applies(self, evidence: Evidence) -> bool:
        """See `Guard`."""
        return evidence.like_kept and not evidence.chosen


class TooNewGuard:
    """Nobody has seen a new picture yet."""

    reason = Reason.TOO_NEW
    verdict = Verdict.KEEP

    def applies(self, evidence: Evidence) -> bool:
        """See `Guard`."""
        return evidence.too_new


class MetadataDamagedGuard:
    """What cannot be read may have named a camera."""

    reason = Reason.METADATA_DAMAGED
    verdict = Verdict.REVIEW

    def applies(self, evidence: Evidence) -> bool:
        """See `Guard`."""
        return evidence.metadata_damaged


class CameraShapedGuard:
    """What a phone's camera may have made is for a person to judge: metadata do not survive a messenger."""

    reason = Reason.CAMERA_SHAPED
    verdict = Verdict.REVIEW

    def applies(self, evidence: Evidence) -> bool:
        """See `Guard`."""
        return evidence.camera_shaped


GUARDS: Final[tuple[Guard, ...]] = (
    KeptGuard(),
    UndoneGuard(),
    CameraGuard(),
    LikeKeptGuard(),
    TooNewGuard(),
    MetadataDamagedGuard(),
    CameraShapedGuard(),
)
"""Priority is order: the first that applies gives the reason. Those that keep come before those that leave
the word to a person, or one of the latter would hide one of the former."""


def find_guard(evidence: Evidence) -> Guard | None:
    """Return the guard that speaks of a picture, or None."""
    return next((guard for guard in GUARDS if guard.applies(evidence)), None)
