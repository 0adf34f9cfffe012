"""What the catalog knows of a part of the gallery, and what it does not."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from memesweep.catalog.pictures import parse_details, row_holds
from memesweep.gallery.reading import Depth
from memesweep.verdict.verdict import Reason

if TYPE_CHECKING:
    from memesweep.catalog.pictures import CataloguedScore, PictureTable
    from memesweep.gallery.files import GalleryFile
    from memesweep.gallery.walk import Listing
    from memesweep.verdict.thresholds import Thresholds

_GONE: Final = 50_000
"""Rows of files that are gone, kept until the walk may have met the same files under other names."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One listing beside the catalog."""

    listing: Listing
    wanted: dict[str, CataloguedScore | None]
    """The files to judge, in the listing's order; None for those to score first."""
    settled: Counter[Reason]
    """Unchanged files that stay whatever else is true: a low score, or none. Only counted."""

    @property
    def missing(self) -> list[GalleryFile]:
        """The files to score."""
        return [self.listing.file(name) for name, known in self.wanted.items() if known is None]


class Lookup:
    """Compares listings with the catalog, and lets the catalog forget what is gone."""

    def __init__(self, table: PictureTable, thresholds: Thresholds, *, settle: bool, confirm: bool) -> None:
        """Prepare.

        Args:
            table: the gallery's rows.
            thresholds: a score below `review` keeps a picture, guards or not.
            settle: whether such pictures need no judgement of their own, only a count.
            confirm: whether other scores count only where they rest on the whole picture, and those that
                move a file only where they are this run's: a tool that edits in place and puts size and
                time back leaves a stamp that holds.

        """
        self._table = table
        self._thresholds = thresholds
        self._settle = settle
        self._confirm = confirm
        self._may_be_renamed = bool(table)
        self._gone: list[tuple[str, str]] = []

    def compare(self, listing: Listing) -> Compared:
        """Sort the files of a listing into settled, known and missing."""
        rows = self._table.rows(listing)
        details = {} if self._settle else self._table.details(listing)
        wanted: dict[str, CataloguedScore | None] = {}
        settled: Counter[str | None] = Counter()
        for name, stamp in listing.stamps.items():
            row = rows.pop(os.fsencode(name), None)
            if row is None or not row_holds(row, stamp):
                wanted[name] = None
            elif row[4] is None or row[4] < self._thresholds.review:
                if self._settle:
                    settled[row[5]] += 1
                else:
                    wanted[name] = parse_details(details[row[0]], stamp)
            elif self._confirm and (row[6] != Depth.FULL or row[4] >= self._thresholds.sweep):
                wanted[name] = None
            else:
                detail = details or self._table.details(listing, name)
                wanted[name] = parse_details(detail[row[0]], stamp)
        compared = Compared(listing, wanted, _by_reason(settled))
        self._adopt_renamed(compared)
        self._gone += [(listing.folder, os.fsdecode(name)) for name in rows]
        if len(self._gone) >= _GONE:
            self.forget_gone()
        return compared

    def forget_gone(self) -> None:
        """Drop the rows of files that were not met any more."""
        if self._gone:
            self._table.forget_files(self._gone)
            self._gone = []

    def _adopt_renamed(self, compared: Compared) -> None:
        """Give files that only moved within the gallery the score that they have."""
        if not self._may_be_renamed:
            return
        found = []
        for file in compared.missing:
            known = self._table.find_renamed(file.stamp, self._thresholds.review)
            if known is not None:
                compared.wanted[file.name] = known
                found.append((file, known))
        if found:
            self._table.record(found)


def _by_reason(settled: Counter[str | None]) -> Counter[Reason]:
    """Translate what was counted by problem, where None is a picture with a score."""
    return Counter(
        {Reason.NO_MEME if problem is None else Reason(problem): n for problem, n in settled.items()}
    )
