"""The plan: the frozen list of files to sweep, each as it was when it was scored."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING

from memesweep.gallery.digest import digest_file
from memesweep.gallery.numbers import folded
from memesweep.gallery.picture import Depth
from memesweep.verdict.verdict import Reason, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from memesweep.gallery.files import FileStamp
    from memesweep.scan.results import PictureResult


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """One file with everything that must still be true when it moves."""

    number: int
    """Its place in the plan, from 0; names it in the journal."""
    relative: str
    stamp: FileStamp
    mode: int
    """Permission bits."""
    sha256: bytes
    score: float
    verdict: Verdict = Verdict.SWEEP
    reason: Reason = Reason.MEME


@dataclass(frozen=True, slots=True)
class Unplanned:
    """A file with the verdict `sweep` that changed before it could be hashed. It stays."""

    relative: str
    note: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What a sweep would do."""

    root: Path
    files: tuple[PlannedFile, ...]
    unplanned: tuple[Unplanned, ...]
    pictures: int
    """Pictures in the gallery, for the share."""

    @property
    def total_bytes(self) -> int:
        """Size of all files of the plan."""
        return sum(file.stamp.size for file in self.files)

    @property
    def share(self) -> float:
        """Part of the gallery's pictures that the plan takes, 0 to 1."""
        return len(self.files) / self.pictures if self.pictures else 0.0


def make_plan(root: Path, to_sweep: Iterable[PictureResult], pictures: int) -> Plan:
    """Hash every file with the verdict `sweep`, and freeze the list of those that are what was scored."""
    files: list[PlannedFile] = []
    unplanned: list[Unplanned] = []
    for result in to_sweep:
        relative = result.file.relative
        if result.depth is not Depth.FULL or result.sha256 is None:
            # The scan before a sweep confirms every score; this only makes sure that it did.
            unplanned.append(Unplanned(relative, "not looked at in full"))
            continue
        if folded(result.file.stamp.mtime_ns) != result.file.stamp.mtime_ns:
            unplanned.append(Unplanned(relative, "dated beyond the year 2262"))
            continue
        try:
            digested = digest_file(result.file.path, result.file.stamp)
            mode = stat.S_IMODE(os.lstat(result.file.path).st_mode)
        except OSError as error:
            unplanned.append(Unplanned(relative, error.strerror or str(error)))
            continue
        if digested is None or digested[0] != result.sha256:
            unplanned.append(Unplanned(relative, "changed since it was scored"))
            continue
        sha256, stamp = digested
        score = result.score or 0.0
        files.append(
            PlannedFile(len(files), relative, stamp, mode, sha256, score, result.verdict, result.reason)
        )
    return Plan(root, tuple(files), tuple(unplanned), pictures)
