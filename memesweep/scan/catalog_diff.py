"""What the catalog knows of a part of the gallery, and what it does not."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from memesweep.catalog.pictures import KeptBelow, parse_details, row_holds
from memesweep.catalog.seals import seal_of
from memesweep.verdict.purpose import ScanPurpose
from memesweep.verdict.stage import Stage
from memesweep.verdict.verdict import Reason

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from memesweep.catalog.pictures import CataloguedScore, DetailRow, PictureRow, PictureTable
    from memesweep.classifier.quick import QuickLimits
    from memesweep.gallery.files import GalleryFile
    from memesweep.gallery.walk import Listing
    from memesweep.verdict.thresholds import Thresholds

_GONE: Final = 50_000
"""Rows of files that are gone, kept until the walk may have met the same files under other names."""


@dataclass(frozen=True, slots=True)
class ListingDiff:
    """One listing beside the catalog."""

    listing: Listing
    wanted: dict[str, CataloguedScore | None]
    """The files to decide about, in the listing's order; None for those to score first."""
    unchanged: Counter[Reason]
    """Unchanged files that stay whatever else is true: a low score, or none. Only counted."""
    seal: bytes | None = None
    """To be written once what is missing has been scored: the catalog then has a row of each of these files,
    and no other. None where it has it already, or cannot have it."""

    @property
    def missing(self) -> list[GalleryFile]:
        """The files to score."""
        return [self.listing.file(name) for name, known in self.wanted.items() if known is None]


class CatalogDiff:
    """Compares listings with the catalog, and lets the catalog forget what is gone."""

    def __init__(
        self,
        table: PictureTable,
        thresholds: Thresholds,
        *,
        skip_unchanged: bool,
        is_whole: bool = True,
        purpose: ScanPurpose,
        limits: QuickLimits,
        chosen: Collection[str] = (),
        confirmed: Mapping[GalleryFile, CataloguedScore] = MappingProxyType({}),
        asked_from: float | None = None,
    ) -> None:
        """Prepare.

        Args:
            table: the gallery's rows.
            thresholds: a score below `review` keeps a picture, guards or not.
            skip_unchanged: whether such pictures need no verdict of their own, only a count.
            is_whole: whether the listings hold all files; else no row is of a gone one.
            purpose: for a sweep, other scores count only where they rest on the whole picture, and those that
                move a file only where they are this run's: a tool that edits in place and puts size and
                time back leaves a stamp that holds.
            limits: where a quick look is in doubt: under other thresholds, one may be that was not.
            chosen: files, below the root, that a score at `review` may move as well.
            confirmed: scores that this process has given to whole files, and still counts on.
            asked_from: the judge's score from which a sweep asks for a second opinion, where there is one.

        """
        self._table = table
        self._thresholds = thresholds
        self._skip_unchanged = skip_unchanged
        self._purpose = purpose
        self._is_whole = is_whole
        self._sweeps = purpose is ScanPurpose.SWEEP
        self._limits = limits
        self._chosen = chosen
        self._confirmed = confirmed
        self._asked_from = asked_from
        self._kept_below = _kept_below(thresholds, limits)
        self._only_counts = skip_unchanged and is_whole and not chosen
        self._may_be_renamed = bool(table)
        self._gone: list[tuple[str, str]] = []

    def compare(self, listing: Listing) -> ListingDiff:
        """Sort the files of a listing into unchanged, known and missing."""
        seal = seal_of(listing) if self._is_whole and listing.stamps else None
        if seal is not None and self._only_counts and self._table.seals.holds(listing, seal):
            return self._count_sealed(listing)
        rows = self._table.rows(listing)
        details = {} if self._skip_unchanged else self._table.details(listing)
        diff = self._sort(listing, listing.stamps, rows, details, seal)
        self._adopt_renamed(diff)
        if self._is_whole:
            self._gone += [(listing.folder, os.fsdecode(name)) for name in rows]
        if len(self._gone) >= _GONE:
            self.forget_gone()
        return diff

    def _count_sealed(self, listing: Listing) -> ListingDiff:
        """Sort the files of a part of which it is known that none has changed: by their rows alone."""
        part = self._table.sum_up(listing, self._kept_below)
        unchanged: Counter[str | None] = Counter(part.problems)
        unchanged[None] += len(listing.stamps) - len(part.rows) - unchanged.total()
        diff = self._sort(listing, map(os.fsdecode, part.rows), dict(part.rows), part.details, None)
        return replace(diff, unchanged=_by_reason(+unchanged))

    def _sort(
        self,
        listing: Listing,
        names: Iterable[str],
        rows: dict[bytes, PictureRow],
        details: dict[bytes, DetailRow],
        seal: bytes | None,
    ) -> ListingDiff:
        """Sort some files of a listing, and take their rows from `rows`."""
        wanted: dict[str, CataloguedScore | None] = {}
        unchanged: Counter[str | None] = Counter()
        for name in names:
            stamp = listing.stamps[name]
            row = rows.pop(os.fsencode(name), None)
            if row is None or not row_holds(row, stamp):
                wanted[name] = None
            elif row[4] is None or self._kept_below.include(row[4], row[6], row[7]):
                if self._skip_unchanged and not self._is_chosen(listing, name):
                    unchanged[row[5]] += 1
                else:
                    wanted[name] = parse_details(self._detail(listing, name, details), stamp)
            elif self._is_in_doubt(row[4], row[6], row[7]) or (
                self._sweeps and (self._may_go(listing, name, row[4]) or self._lacks_opinion(row[4], row[7]))
            ):
                wanted[name] = self._find_confirmed(listing.file(name))
            else:
                wanted[name] = parse_details(self._detail(listing, name, details), stamp)
        # Rows that are left are of files that are gone; they break the seal when they go.
        return ListingDiff(listing, wanted, _by_reason(unchanged), None if rows else seal)

    def _is_in_doubt(self, score: float, depth: str, stage: str) -> bool:
        if stage == Stage.SCOUT:
            return True
        return not self._limits.is_decisive(score, depth, self._purpose)

    def _may_go(self, listing: Listing, name: str, score: float) -> bool:
        return score >= self._thresholds.sweep or self._is_chosen(listing, name)

    def _find_confirmed(self, file: GalleryFile) -> CataloguedScore | None:
        """Return this process's own score of a whole file, unless a sweep needs more than that."""
        known = self._confirmed.get(file)
        if known is None or known.score is None:
            return None
        return None if self._sweeps and self._lacks_opinion(known.score, known.stage) else known

    def _lacks_opinion(self, score: float, stage: str) -> bool:
        """Tell whether a second opinion is still to be asked."""
        return self._asked_from is not None and stage != Stage.JOINT and score >= self._asked_from

    def _is_chosen(self, listing: Listing, name: str) -> bool:
        return bool(self._chosen) and listing.file(name).relative in self._chosen

    def _detail(self, listing: Listing, name: str, details: dict[bytes, DetailRow]) -> DetailRow:
        """Take a row from those of the listing, or ask for it alone."""
        key = os.fsencode(name)
        return (details or self._table.details(listing, name))[key]

    def forget_gone(self) -> None:
        """Drop the rows of files that were not met any more."""
        if self._gone:
            self._table.forget_files(self._gone)
            self._gone = []

    def _adopt_renamed(self, diff: ListingDiff) -> None:
        """Give files that only moved within the gallery the score that they have."""
        if not self._may_be_renamed:
            return
        renamed = []
        for file in diff.missing:
            known = self._table.find_renamed(file.stamp, self._kept_below)
            if known is not None:
                diff.wanted[file.name] = known
                renamed.append((file, known))
        if renamed:
            self._table.record(renamed)


def _kept_below(thresholds: Thresholds, limits: QuickLimits) -> KeptBelow:
    return KeptBelow(
        scout=limits.scout_below,
        quick=min(limits.keep_below, thresholds.review),
        close=min(limits.close_keep_below, thresholds.review),
        full=thresholds.review,
    )


def _by_reason(unchanged: Counter[str | None]) -> Counter[Reason]:
    """Translate what was counted by problem, where None is a picture with a score."""
    return Counter(
        {Reason.NO_MEME if problem is None else Reason(problem): n for problem, n in unchanged.items()}
    )
