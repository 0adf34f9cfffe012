"""A scan as its caller sees it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from memesweep.gallery.walk import count_by_name
from memesweep.workspace.named_files import unmet_files
from memesweep.workspace.troubles import Trouble, TroubleCode, reading_trouble, walking_troubles

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from memesweep.gallery.skip import SkipReason
    from memesweep.scan.results import PictureResult, ScanCounts


class ScanRun:
    """A scan that begins when it is iterated over, once; its counts and troubles grow meanwhile."""

    def __init__(self, root: Path, counts: ScanCounts, pictures: Iterator[PictureResult]) -> None:
        """Made by `GallerySession.scan`."""
        self.counts = counts
        self._root = root
        self._pictures = pictures
        self._unread: list[Trouble] = []

    def __iter__(self) -> Iterator[PictureResult]:
        """Give each picture with its verdict, in walking order."""
        for result in self._pictures:
            trouble = reading_trouble(result)
            if trouble is not None:
                self._unread.append(trouble)
            yield result

    def left_out_pictures(self) -> dict[SkipReason, int]:
        """Count, by their names, the pictures in skipped `Sent`, `Private` and `.nomedia` folders."""
        inside: Counter[SkipReason] = Counter()
        for skipped in self.counts.left_out:
            inside[skipped.reason] += count_by_name(self._root, skipped.relative)
        return dict(inside)

    @property
    def troubles(self) -> tuple[Trouble, ...]:
        """What could not be looked at, so that the scan is partial; and that it was interrupted."""
        interrupted = [Trouble(path=self._root, code=TroubleCode.INTERRUPTED)]
        return (
            *self._unread,
            *walking_troubles(self._root, self.counts),
            *unmet_files(self._root, self.counts),
            *(interrupted if self.counts.interrupted else ()),
        )
