"""From a score to a verdict, with the guards that need the catalog and the clock."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from memesweep.catalog.keeps import is_kept, kept_sizes
from memesweep.gallery.digest import digest_file
from memesweep.scan.results import PictureResult
from memesweep.verdict.decide import decide
from memesweep.verdict.guards import Evidence

if TYPE_CHECKING:
    import sqlite3

    from memesweep.catalog.pictures import CataloguedScore
    from memesweep.gallery.files import GalleryFile
    from memesweep.verdict.thresholds import Thresholds

_DAY_S: Final = 86_400.0


@dataclass(frozen=True, slots=True)
class VerdictOptions:
    """What the user changed about the verdicts."""

    thresholds: Thresholds
    min_age_days: float = 0.0
    sweep_camera: bool = False
    """Whether camera EXIF no longer keeps a picture."""


class Decider:
    """Decides about the files of one run against one clock and one keep-list."""

    def __init__(self, connection: sqlite3.Connection, options: VerdictOptions) -> None:
        """Read the sizes of kept pictures once: only files of such a size are ever hashed."""
        self._connection = connection
        self._options = options
        self._kept_sizes = kept_sizes(connection)
        self._newest_ns = int((time.time() - options.min_age_days * _DAY_S) * 1e9)

    def decide(self, file: GalleryFile, known: CataloguedScore) -> PictureResult:
        """Decide about one file."""
        at_stake = known.score is not None and known.score >= self._options.thresholds.review
        evidence = Evidence(
            camera=known.info.camera and not self._options.sweep_camera,
            kept=at_stake and self._is_kept(file),
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
            sha256=known.sha256,
        )

    def _is_kept(self, file: GalleryFile) -> bool:
        if file.stamp.size not in self._kept_sizes:
            return False
        try:
            digested = digest_file(file.path, file.stamp)
        except OSError:
            digested = None
        # A file of a kept size that cannot be hashed may be the kept one.
        return digested is None or is_kept(self._connection, digested[0])
