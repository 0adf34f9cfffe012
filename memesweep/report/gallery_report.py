"""What a report of a gallery says, before it is a page or a table."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from memesweep.copies.groups import group_copies
from memesweep.workspace import Reason, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from memesweep.workspace import GallerySession, PictureResult, ScanCounts, Thresholds

_NOT_LISTED: Final = frozenset({Reason.NO_MEME, Reason.NOT_A_PICTURE})
"""Reasons that keep most of a gallery. Such pictures are counted, not shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyGroup:
    """One picture and its copies, the newest first; most groups have one member."""

    pictures: tuple[PictureResult, ...]

    @property
    def total_bytes(self) -> int:
        """Size of all files."""
        return sum(picture.file.stamp.size for picture in self.pictures)

    @property
    def doubt(self) -> float:
        """How unsure the net was of its least sure member; 0 is as unsure as can be, 0.5 is certain."""
        return min(abs((picture.score or 0.0) - 0.5) for picture in self.pictures)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSection:
    """All listed pictures of one verdict."""

    verdict: Verdict
    groups: tuple[CopyGroup, ...]

    @property
    def count(self) -> int:
        """Number of files."""
        return sum(len(group.pictures) for group in self.groups)

    @property
    def total_bytes(self) -> int:
        """Size of all files."""
        return sum(group.total_bytes for group in self.groups)


@dataclass(frozen=True, slots=True, kw_only=True)
class GalleryReport:
    """One gallery at one moment."""

    root: Path
    made_at: float
    """Unix time."""
    model: str
    """Name and version of the bundle that scored it."""
    thresholds: Thresholds
    counts: ScanCounts
    sections: tuple[ReportSection, ...]
    """What would be swept, what needs a look, what is kept although the net did not call it no meme."""


@dataclass(slots=True)
class ReportedPictures:
    """Gathers from a scan what a report lists; the rest of the gallery is not held in memory."""

    _listed: dict[Verdict, list[PictureResult]] = field(
        default_factory=lambda: {verdict: [] for verdict in Verdict}
    )

    def add(self, result: PictureResult) -> None:
        """Take one picture of the scan."""
        if result.reason not in _NOT_LISTED:
            self._listed[result.verdict].append(result)

    def sections(self) -> tuple[ReportSection, ...]:
        """Return the sections, copies grouped: the least sure first, of kept ones reason by reason."""
        return tuple(
            ReportSection(verdict=verdict, groups=tuple(sorted(_grouped(pictures), key=_order)))
            for verdict, pictures in self._listed.items()
        )


def report_of(gallery: GallerySession, counts: ScanCounts, listed: ReportedPictures) -> GalleryReport:
    """Return the report of a scan that has ended."""
    return GalleryReport(
        root=gallery.root,
        made_at=time.time(),
        model=gallery.model,
        thresholds=gallery.thresholds,
        counts=counts,
        sections=listed.sections(),
    )


def _grouped(pictures: Iterable[PictureResult]) -> Iterable[CopyGroup]:
    newest_first = sorted(pictures, key=lambda picture: -picture.file.stamp.mtime_ns)
    return (CopyGroup(pictures=group) for group in group_copies(newest_first))


def _order(group: CopyGroup) -> tuple[object, ...]:
    first = group.pictures[0]
    reasons = list(Reason) if first.verdict is Verdict.KEEP else [first.reason]
    return reasons.index(first.reason), group.doubt, first.file.relative
