"""From a score to a verdict, with the guards that need the catalog and the clock."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from memesweep.scan.kept_copies import KeptCopies
from memesweep.scan.past_decisions import NOTHING_SAID, PastDecisions
from memesweep.scan.results import PictureResult
from memesweep.verdict.decide import decide
from memesweep.verdict.guards import Evidence
from memesweep.verdict.shape import is_camera_shaped

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from memesweep.catalog.pictures import CataloguedScore
    from memesweep.gallery.files import FileStamp, GalleryFile
    from memesweep.verdict.thresholds import Thresholds

_DAY_S: Final = 86_400.0


@dataclass(frozen=True, slots=True)
class VerdictOptions:
    """What the user changed about the verdicts."""

    thresholds: Thresholds
    min_age_days: float = 0.0
    sweep_camera: bool = False
    """Whether a camera in the metadata no longer keeps a picture."""
    chosen: Mapping[str, FileStamp] = field(default_factory=dict)
    """Files that a person says may go, by their paths below the root, as they were when that was said."""
    sweep_camera_shaped: bool = False
    """Whether the shape of a phone's camera no longer sends a picture to review."""


class Decider:
    """Decides about the files of one run against one clock and what a person has said until then."""

    def __init__(self, connection: sqlite3.Connection, options: VerdictOptions) -> None:
        """`connection` is an open catalog."""
        self._options = options
        self._past = PastDecisions(connection)
        self._kept_copies = KeptCopies(connection)
        self._newest_ns = int((time.time() - options.min_age_days * _DAY_S) * 1e9)

    def decide(self, file: GalleryFile, known: CataloguedScore) -> PictureResult:
        """Decide about one file."""
        at_stake = known.score is not None and known.score >= self._options.thresholds.review
        past = self._past.find(file, known.sha256) if at_stake else NOTHING_SAID
        if past.unseen and past.sha256 is not None:
            self._kept_copies.learn(past.sha256, known.info.perceptual_hash)
        evidence = Evidence(
            kept=past.kept,
            undone=past.undone,
            chosen=past.chosen or self._options.chosen.get(file.relative) == file.stamp,
            like_kept=at_stake and self._kept_copies.include(known.info.perceptual_hash),
            camera=known.info.camera and not self._options.sweep_camera,
            metadata_damaged=known.info.metadata_damaged and not self._options.sweep_camera,
            camera_shaped=not self._options.sweep_camera_shaped
            and is_camera_shaped(known.info.width, known.info.height),
            too_new=self._options.min_age_days > 0 and file.stamp.mtime_ns > self._newest_ns,
        )
        decided = decide(known.score, known.problem, evidence, self._options.thresholds)
        return PictureResult(
            file=file,
            info=known.info,
            score=known.score,
            verdict=decided.verdict,
            reason=decided.reason,
            depth=known.depth,
            stage=known.stage,
            sha256=known.sha256 or past.sha256,
        )
