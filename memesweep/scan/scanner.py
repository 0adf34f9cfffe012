"""The scan: what is new or changed goes through the net, the rest is looked up."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Event
from typing import TYPE_CHECKING, Final

from memesweep.catalog.galleries import enter_gallery, mark_scanned
from memesweep.catalog.pictures import CataloguedScore, PictureTable
from memesweep.classifier.pipeline import Scored, score_files
from memesweep.classifier.scorer import open_scorers
from memesweep.classifier.selftest import run_selftest
from memesweep.gallery.reading import Problem
from memesweep.gallery.walk import Listing, WalkOptions, walk
from memesweep.scan.judge import Judge, JudgeOptions
from memesweep.scan.judged import Judged, Tally

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from memesweep.classifier.bundle import ModelBundle
    from memesweep.classifier.scorer import Scorer
    from memesweep.gallery.files import GalleryFile

_PASSING: Final = frozenset({Problem.CHANGED, Problem.NO_PERMISSION, Problem.READ_ERROR, Problem.NEEDS_HEIC})
"""Problems that can go away while the file stays the same: never catalogued, looked at again each time."""

_GROUP: Final = 2048
"""Files to score before their verdicts are handed on: bounds memory, and is long enough to hide the drain."""

_COMMIT: Final = 128
"""Scores in one transaction: what a power cut can cost is a second of work."""


@dataclass(frozen=True, slots=True)
class ScanOptions:
    """How a gallery is walked and judged."""

    judge: JudgeOptions
    walk: WalkOptions = field(default_factory=WalkOptions)
    workers: int = 2


class Scan:
    """One scan of one gallery. Iterate over `run()`, then read `tally`."""

    def __init__(
        self, connection: sqlite3.Connection, root: Path, bundle: ModelBundle, options: ScanOptions
    ) -> None:
        """`root` is resolved and locked by the caller."""
        self.tally = Tally()
        self.stop = Event()
        """Set from a signal handler: the scan ends after the pictures at hand, and keeps what it scored."""
        self._connection = connection
        self._root = root
        self._bundle = bundle
        self.options = options
        self._gallery = enter_gallery(connection, root)
        self._table = PictureTable(connection, self._gallery, bundle.identity)
        self._scorers: list[Scorer] = []

    def run(self, on_progress: Callable[[int], None] = lambda _done: None) -> Iterator[Judged]:
        """Yield every file in walking order, judged.

        Args:
            on_progress: called with the number of files just finished.

        """
        judge = Judge(self._connection, self.options.judge)
        folders: set[str] = set()
        for group in self._groups():
            folders.update(listing.folder for listing, _ in group)
            missing = [file for listing, known in group for file in listing.files if file.name not in known]
            on_progress(sum(len(listing.files) for listing, _ in group) - len(missing))
            fresh = {scored.file: known for scored, known in self._score(missing, on_progress)}
            for listing, known in group:
                for file in listing.files:
                    catalogued = known.get(file.name) or fresh.get(file)
                    if catalogued is not None:
                        judged = judge.judge(file, catalogued)
                        self.tally.add(judged)
                        yield judged
            if self.stop.is_set():
                self.tally.interrupted = True
                return
        self._table.forget_folders_except(folders)
        mark_scanned(self._connection, self._gallery)

    def _groups(self) -> Iterator[list[tuple[Listing, dict[str, CataloguedScore]]]]:
        """Gather folders, with the scores that still hold, until enough files wait for the net."""
        group: list[tuple[Listing, dict[str, CataloguedScore]]] = []
        files = missing = 0
        for listing in walk(self._root, self.options.walk):
            self.tally.skipped.update(skipped.reason for skipped in listing.skipped)
            known = self._still_valid(listing)
            self.tally.scored_before += len(known)
            group.append((listing, known))
            files += len(listing.files)
            missing += len(listing.files) - len(known)
            if missing >= _GROUP or files >= 8 * _GROUP:
                yield group
                group, files, missing = [], 0, 0
        if group:
            yield group

    def _still_valid(self, listing: Listing) -> dict[str, CataloguedScore]:
        rows = self._table.folder(listing.folder)
        names = {file.name for file in listing.files}
        gone = rows.keys() - names
        if gone:
            self._table.forget_files(listing.folder, gone)
        stamps = {file.name: file.stamp for file in listing.files}
        return {name: row for name, row in rows.items() if stamps.get(name) == row.stamp}

    def _score(
        self, files: list[GalleryFile], on_progress: Callable[[int], None]
    ) -> Iterator[tuple[Scored, CataloguedScore]]:
        if not files:
            return
        waiting: list[tuple[GalleryFile, CataloguedScore]] = []
        try:
            for chunk in score_files(files, self._ready_scorers(), self._bundle.size, self.stop):
                self.tally.scored_now += len(chunk)
                for scored in chunk:
                    known = CataloguedScore(scored.file.stamp, scored.score, scored.problem, scored.facts)
                    if scored.problem not in _PASSING:
                        waiting.append((scored.file, known))
                    yield scored, known
                if len(waiting) >= _COMMIT:
                    self._table.record(waiting)
                    waiting = []
                on_progress(len(chunk))
        finally:
            self._table.record(waiting)

    def _ready_scorers(self) -> list[Scorer]:
        """Open the net when the first file needs it: a rescan of an unchanged gallery never does."""
        if not self._scorers:
            self._scorers = open_scorers(self._bundle, self.options.workers)
            run_selftest(self._bundle, self._scorers[0])
        return self._scorers
