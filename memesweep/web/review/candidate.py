"""One picture on the page: what the tool would do with it, and what a person says."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from memesweep.verdict.decide import decide
from memesweep.verdict.guards import Evidence
from memesweep.verdict.shape import is_camera_shaped
from memesweep.verdict.verdict import Reason, ReasonedVerdict, Verdict
from memesweep.workspace import Choice

if TYPE_CHECKING:
    from memesweep.workspace import PictureResult, ScanOptions, Thresholds

_ID_BYTES: Final = 9
_PEOPLES_WORDS: Final = {
    Reason.KEPT: Choice.KEEP,
    Reason.UNDONE: Choice.KEEP,
    Reason.CHOSEN: Choice.SWEEP,
}
"""Reasons that are a person's own, as a choice."""


@dataclass(slots=True, kw_only=True, eq=False)
class Candidate:
    """A picture that somebody may want to decide about."""

    result: PictureResult
    proposed: ReasonedVerdict
    """What the tool would do, had nobody said anything."""
    choice: Choice | None
    group: int | None = None
    """Number of the group of copies that it belongs to; None where it has none."""
    id: str = field(default_factory=lambda: secrets.token_urlsafe(_ID_BYTES))
    """Drawn at random: it tells nothing about the file, and names no file that is not shown here."""

    @property
    def sha256(self) -> bytes | None:
        """What its exact copies are told by, where the scan has read it as a whole."""
        return self.result.sha256

    @property
    def perceptual_hash(self) -> bytes | None:
        """What its other copies are told by."""
        return self.result.perceptual_hash

    @property
    def may_be_swept(self) -> bool:
        """Whether a person's word is enough: most guards hold here, and are only lifted by options."""
        return self.proposed.verdict is not Verdict.KEEP or self.proposed.reason is Reason.LIKE_KEPT

    @property
    def can_be_shown(self) -> bool:
        """Whether there is anything to look at: what has no score was not decoded either."""
        return self.result.score is not None


def candidate_from(result: PictureResult, thresholds: Thresholds, options: ScanOptions) -> Candidate | None:
    """Return what the page shows of a picture; None of the many that are plainly not memes."""
    if result.reason in {Reason.NO_MEME, Reason.NOT_A_PICTURE}:
        return None
    choice = _PEOPLES_WORDS.get(result.reason)
    proposed = ReasonedVerdict(result.verdict, result.reason)
    if choice is not None:
        proposed = decide(result.score, None, _evidence_without_people(result, options), thresholds)
    return Candidate(result=result, proposed=proposed, choice=choice)


def _evidence_without_people(result: PictureResult, options: ScanOptions) -> Evidence:
    """Return what the file itself says against a sweep."""
    info = result.info
    return Evidence(
        camera=info.camera and not options.sweep_camera,
        metadata_damaged=info.metadata_damaged and not options.sweep_camera,
        camera_shaped=not options.sweep_camera_shaped and is_camera_shaped(info.width, info.height),
    )
