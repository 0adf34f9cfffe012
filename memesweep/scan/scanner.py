"""The scan: what is new or changed goes through the net, the rest is looked up."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Event
from typing import TYPE_CHECKING, Final

from memesweep.catalog.galleries import enter_gallery, mark_scanned
from memesweep.catalog.pictures import CataloguedScore, PictureTable
from memesweep.gallery.picture import Depth, Problem
from memesweep.gallery.walk import WalkOptions, walk
from memesweep.scan.catalog_diff import CatalogDiff
from memesweep.scan.decider import Decider, VerdictOptions
from memesweep.scan.results import PictureResult, ScanCounts
from memesweep.verdict.purpose import ScanPurpose

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from memesweep.classifier.bundle import ModelBundle
    from memesweep.classifier.pipeline import ScoredFile
    from memesweep.classifier.pool import CascadePool
    from memesweep.gallery.files import GalleryFile
    from memesweep.gallery.walk import Listing
    from memesweep.scan.catalog_diff import ListingDiff

_PASSING: Final = frozenset({Problem.CHANGED, Problem.NO_PERMISSION, Problem.READ_ERROR, Problem.NEEDS_HEIC})
"""Problems that can go away while the file stays the same: never catalogued, looked at again each time."""

_GROUP: Final = 2048
"""Files to score before their verdicts are handed on: bounds memory, and is long enough to hide the drain."""

_COMMIT: Final = 128
"""Scores in one transaction: what a power cut can cost is a second of work."""


@dataclass(frozen=True, slots=True)
class ScanSetup:
    """How a gallery is walked and what its verdicts go by."""

    verdicts: VerdictOptions
    walk: WalkOptions = field(default_factory=WalkOptions)
    workers: int = 2
    purpose: ScanPurpose = ScanPurpose.SWEEP
    """What the verdicts are for; a picture may be moved only by one that rests on the whole of it."""


class Scan:
    """One scan of one gallery. Iterate over `run()`, then read `counts`."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        root: Path,
        bundle: ModelBundle,
        options: ScanSetup,
        stop: Event | None = None,
        counts: ScanCounts | None = None,
        confirmed: dict[GalleryFile, CataloguedScore] | None = None,
    ) -> None:
        """Prepare.

        Args:
            connection: an open catalog.
            root: resolved, and locked by the caller.
            bundle: the model.
            options: how to walk, and what the verdicts go by.
            stop: ends the scan after the pictures at hand.
            counts: where to count.
            confirmed: takes the scores of whole files that could move, and lends those of earlier scans by
                the same process: a plan compares the content of each with the one that was scored.

        """
        self.counts = counts or ScanCounts()
        self.stop = stop or Event()
        """When set, the scan ends after the pictures at hand, and keeps what it scored."""
        self._confirmed = {} if confirmed is None else confirmed
        self._connection = connection
        self._root = root
        self._bundle = bundle
        self.options = options
        self._gallery = enter_gallery(connection, root)
        self._table = PictureTable(connection, self._gallery, bundle.scan_identity)
        self._limits = bundle.quick_limits(options.verdicts.thresholds)
        self._nets: CascadePool | None = None

    def run(
        self, on_progress: Callable[[int], None] = lambda _done: None, *, skip_unchanged: bool = False
    ) -> Iterator[PictureResult]:
        """Yield the files in walking order, decided about.

        Args:
            on_progress: called with the number of files just finished.
            skip_unchanged: leave out unchanged pictures whose known score keeps them, and only count them;
                on a rescan those are nearly all.

        """
        decider = Decider(self._connection, self.options.verdicts)
        second = self._bundle.second_opinion
        catalog_diff = CatalogDiff(
            self._table,
            self.options.verdicts.thresholds,
            skip_unchanged=skip_unchanged,
            is_whole=self.options.walk.only is None,
            purpose=self.options.purpose,
            limits=self._limits,
            chosen=self.options.verdicts.chosen,
            confirmed=self._confirmed,
            asked_from=None if second is None else second.asked_from,
        )
        folders: set[str] = set()
        sealed: list[tuple[Listing, bytes]] = []
        for group in self._groups(catalog_diff):
            folders.update(diff.listing.folder for diff in group)
            missing = [file for diff in group for file in diff.missing]
            on_progress(sum(len(diff.listing.stamps) for diff in group) - len(missing))
            fresh = {scored.file: known for scored, known in self._score(missing, on_progress)}
            for diff in group:
                self.counts.add_unchanged(diff.unchanged)
                for name, catalogued in diff.wanted.items():
                    file = diff.listing.file(name)
                    known = catalogued or fresh.get(file)
                    if known is not None:
                        self._remember(file, known)
                        result = decider.decide(file, known)
                        self.counts.add(result)
                        yield result
                if diff.seal is not None and _is_catalogued(diff, fresh):
                    sealed.append((diff.listing.without_files(), diff.seal))
            if self.stop.is_set():
                self.counts.interrupted = True
                return
        catalog_diff.forget_gone()
        if self.options.walk.only is None:
            self._table.forget_folders_except(folders)
            self._table.forget_old_scorers()
        if sealed:
            self._table.seals.write(sealed)
        mark_scanned(self._connection, self._gallery)
        # Clearing up after a large gallery takes a while, and who asks for an end meanwhile means it.
        self.counts.interrupted = self.stop.is_set()

    def _remember(self, file: GalleryFile, known: CataloguedScore) -> None:
        whole = known.depth is Depth.FULL and known.sha256 is not None
        if whole and known.score is not None and known.score >= self.options.verdicts.thresholds.review:
            self._confirmed[file] = known

    def _groups(self, catalog_diff: CatalogDiff) -> Iterator[list[ListingDiff]]:
        """Gather parts of the gallery until enough files wait for the net."""
        group: list[ListingDiff] = []
        files = missing = 0
        for listing in walk(self._root, self.options.walk):
            self.counts.add_skipped(listing.skipped)
            self.counts.meet(listing)
            diff = catalog_diff.compare(listing)
            waiting = sum(known is None for known in diff.wanted.values())
            self.counts.scored_before += len(listing.stamps) - waiting
            group.append(diff)
            files += len(listing.stamps)
            missing += waiting
            if missing >= _GROUP or files >= 8 * _GROUP or self.stop.is_set():
                yield group
                group, files, missing = [], 0, 0
        if group:
            yield group

    def _score(
        self, files: list[GalleryFile], on_progress: Callable[[int], None]
    ) -> Iterator[tuple[ScoredFile, CataloguedScore]]:
        if not files:
            return
        # Loads the picture libraries, which a rescan of an unchanged gallery does without.
        from memesweep.classifier.pipeline import score_files  # noqa: PLC0415

        waiting: list[tuple[GalleryFile, CataloguedScore]] = []
        try:
            chunks = score_files(
                files,
                self._ready_nets(),
                self.options.workers,
                self.stop,
                self._limits,
                self.options.purpose,
            )
            for chunk in chunks:
                self.counts.scored_now += len(chunk)
                for scored in chunk:
                    picture = scored.picture
                    known = CataloguedScore(
                        scored.file.stamp,
                        picture.score,
                        picture.problem,
                        picture.info,
                        picture.depth,
                        picture.sha256,
                        picture.stage,
                    )
                    if picture.problem not in _PASSING:
                        waiting.append((scored.file, known))
                    yield scored, known
                if len(waiting) >= _COMMIT:
                    self._table.record(waiting)
                    waiting = []
                on_progress(len(chunk))
        finally:
            self._table.record(waiting)

    def _ready_nets(self) -> CascadePool:
        """Open the nets when the first file needs it: a rescan of an unchanged gallery never does."""
        if self._nets is None:
            from memesweep.classifier.pool import CascadePool  # noqa: PLC0415 - see `_score`

            self._nets = CascadePool(self._bundle, self.options.workers)
        return self._nets


def _is_catalogued(diff: ListingDiff, fresh: dict[GalleryFile, CataloguedScore]) -> bool:
    """Tell whether each file of a part has a row, now that what was missing has been scored."""
    for file in diff.missing:
        known = fresh.get(file)
        if known is None or known.problem in _PASSING:
            return False
    return True
