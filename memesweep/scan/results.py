"""The result of a scan: what was decided about each picture, and the counts over all."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from memesweep.gallery.picture import Depth
from memesweep.gallery.skip import SkipReason
from memesweep.verdict.stage import Stage
from memesweep.verdict.verdict import Reason, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from memesweep.gallery.files import GalleryFile
    from memesweep.gallery.picture import ImageInfo
    from memesweep.gallery.walk import Listing, Skipped


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureResult:
    """A picture with what the net said and what the tool decided."""

    file: GalleryFile
    info: ImageInfo
    score: float | None
    verdict: Verdict
    reason: Reason
    depth: Depth = Depth.FULL
    """What the score rests on."""
    stage: Stage = Stage.JUDGE
    """Whose word it is."""
    sha256: bytes | None = None
    """The content, where this run has read the file as a whole: to score it, or to look for a decision."""

    @property
    def perceptual_hash(self) -> bytes | None:
        """What its copies are told by."""
        return self.info.perceptual_hash


_LEFT_OUT: Final = frozenset({SkipReason.SENT, SkipReason.PRIVATE, SkipReason.NOMEDIA})


@dataclass(slots=True)
class ScanCounts:
    """Counts of a scan, growing while it runs."""

    pictures: int = 0
    """Files that are pictures, readable or not."""
    scored_now: int = 0
    scored_before: int = 0
    verdicts: Counter[Verdict] = field(default_factory=Counter)
    reasons: Counter[Reason] = field(default_factory=Counter)
    skipped: Counter[SkipReason] = field(default_factory=Counter)
    unlisted: list[str] = field(default_factory=list)
    """Folders without permission to list, relative to the root; no other count has pictures in them."""
    unfinished: list[str] = field(default_factory=list)
    """Temporary files of downloads and synchronisers, relative to the root."""
    only_named: bool = False
    """Whether files were named, and the rest of the gallery is in no count but that of what was skipped."""
    unmet: set[str] = field(default_factory=set)
    """Files to look at alone, relative to the root, that the walk has not come to."""
    passed_over: set[str] = field(default_factory=set)
    """Names that were skipped, where some files are to be looked at alone: those may be in there."""
    left_out: list[Skipped] = field(default_factory=list)
    """Folders that are skipped by a rule that their owner may not know of."""
    sweep_bytes: int = 0
    interrupted: bool = False

    @property
    def everything_skipped(self) -> bool:
        """Whether there was something, and not one file of it was looked at."""
        return not (self.reasons or self.interrupted or self.only_named) and bool(self.skipped)

    def add_skipped(self, skipped: Iterable[Skipped]) -> None:
        """Count names that are not looked at."""
        for name in skipped:
            self.skipped[name.reason] += 1
            if name.reason is SkipReason.NO_PERMISSION:
                self.unlisted.append(name.relative)
            elif name.reason in _LEFT_OUT:
                self.left_out.append(name)
            elif name.reason is SkipReason.UNFINISHED:
                self.unfinished.append(name.relative)
            if self.unmet and name.reason is not SkipReason.NOT_NAMED:
                self.passed_over.add(name.relative or ".")

    def meet(self, listing: Listing) -> None:
        """Take the files of a listing off those that the walk has not come to."""
        if self.unmet:
            for name in listing.stamps:
                self.unmet.discard(listing.file(name).relative)

    def add(self, result: PictureResult) -> None:
        """Count one file. Videos and documents are counted as a reason, not as pictures."""
        self.reasons[result.reason] += 1
        if result.reason is Reason.NOT_A_PICTURE:
            return
        self.pictures += 1
        self.verdicts[result.verdict] += 1
        if result.verdict is Verdict.SWEEP:
            self.sweep_bytes += result.file.stamp.size

    def add_unchanged(self, unchanged: Counter[Reason]) -> None:
        """Count unchanged files that are kept."""
        self.reasons.update(unchanged)
        pictures = unchanged.total() - unchanged[Reason.NOT_A_PICTURE]
        if pictures:
            self.pictures += pictures
            self.verdicts[Verdict.KEEP] += pictures
