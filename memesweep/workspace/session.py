"""One locked gallery: scan it, propose a sweep of it, carry the proposal out.

What only some of that takes is loaded when it is asked for: a scan of an unchanged gallery is over before.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from threading import Event, Lock
from typing import TYPE_CHECKING

from memesweep.catalog.database import naming_catalog, open_catalog
from memesweep.classifier.cores import usable_cores
from memesweep.errors import ErrorCode, GalleryBusyError, RefusedError, StoppedError
from memesweep.gallery.exclusions import read_exclusion
from memesweep.gallery.walk import WalkOptions, count_files
from memesweep.scan.decider import VerdictOptions
from memesweep.scan.results import PictureResult, ScanCounts
from memesweep.scan.scanner import Scan, ScanSetup
from memesweep.verdict.purpose import ScanPurpose
from memesweep.workspace.models import naming_model
from memesweep.workspace.named_files import names_in
from memesweep.workspace.observer import Observer, Phase, SilentObserver, counting
from memesweep.workspace.options import Attendance, CleanOptions, ScanOptions
from memesweep.workspace.scan_run import ScanRun

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from memesweep.catalog.decisions import Choice, Origin
    from memesweep.catalog.pictures import CataloguedScore
    from memesweep.classifier.bundle import ModelBundle
    from memesweep.gallery.files import FileStamp, GalleryFile
    from memesweep.gallery.preview import Preview
    from memesweep.sweep.journal.record import SweepRecord
    from memesweep.verdict.thresholds import Thresholds
    from memesweep.workspace.decisions.decide import DecideResult
    from memesweep.workspace.decisions.tuning import Tuning
    from memesweep.workspace.proposals.proposal import Approval, Proposal
    from memesweep.workspace.proposals.results import CleanResult

_LOOKS_AWAY = SilentObserver()


class GallerySession:
    """Made by `Workspace.open_gallery`, and good until its block ends.

    Any thread may use it, one at a time: while a scan, a proposal or a sweep is under way, others are refused
    with `GALLERY_IN_USE`. Every method that takes long takes a `stop` that other threads may set, and an
    `observer`.
    """

    def __init__(
        self, root: Path, options: ScanOptions, bundle: ModelBundle, catalog: sqlite3.Connection, file: Path
    ) -> None:
        """Take a resolved and locked gallery, a verified bundle and an open catalog with its file.

        Raises:
            BadUsageError: a file that is to be looked at alone is not in the gallery, or a pattern is none.
            UnfitEnvironmentError: the gallery's list of what is left out cannot be read.

        """
        self.root = root
        self.options = options
        self._only = None if options.only is None else names_in(root, options.only)
        self._excluded = read_exclusion(root, options.exclude)
        self._bundle = bundle
        self._catalog = catalog
        self._catalog_file = file
        self._busy = Lock()
        self._closed = False
        self._proposal: Proposal | None = None
        self._confirmed: dict[GalleryFile, CataloguedScore] = {}

    @property
    def thresholds(self) -> Thresholds:
        """The scores at which verdicts change."""
        thresholds = self.options.thresholds or self._bundle.thresholds
        if self.options.sweep_at is None:
            return thresholds
        return replace(thresholds, sweep=max(self.options.sweep_at, thresholds.review))

    @property
    def model(self) -> str:
        """Name and version of the model that scores."""
        return f"{self._bundle.name} {self._bundle.version}"

    @property
    def workers(self) -> int:
        """Threads that decode and score."""
        return self.options.workers or usable_cores()

    def close(self) -> None:
        """Refuse whatever comes from now on; the end of the block does this."""
        self._closed = True

    def scan(
        self,
        *,
        purpose: ScanPurpose = ScanPurpose.REPORT,
        skip_unchanged: bool = False,
        stop: Event | None = None,
        observer: Observer = _LOOKS_AWAY,
    ) -> ScanRun:
        """Look at every picture; nothing under the gallery is written.

        Args:
            purpose: `SWEEP` reads whatever could go as a whole, and takes longer; a proposal of this session
                then need not do it again.
            skip_unchanged: leave out pictures that a known score keeps, and only count them.
            stop: ends the scan after the pictures at hand; `counts.interrupted` says so.
            observer: told of progress.

        Raises:
            MemesweepError: while iterating: the model does not work, the catalog cannot be used.

        """
        counts = self._counts()
        setup = self._setup(purpose, self.options.min_age_days or 0.0, {})

        def run() -> Iterator[PictureResult]:
            with self._working():
                yield from self._results(counts, setup, stop, observer, skip_unchanged=skip_unchanged)

        return ScanRun(self.root, counts, run())

    def preview(self, picture: PictureResult, side: int) -> Preview | None:
        """Return a picture made small, and the content hash of what it shows.

        Any number of threads may ask at once, also while other work is under way.

        Args:
            picture: a result of this session's scan.
            side: pixels of the preview's longer side.

        Returns:
            the preview; None where the file is no longer what was scanned, or cannot be read.

        """
        from memesweep.gallery.preview import preview_file

        return preview_file(picture.file, side)

    def decide(
        self, pictures: Iterable[PictureResult], choice: Choice | None, *, origin: Origin
    ) -> DecideResult:
        """Write down what a person says of pictures, by content; it is on disk when this returns.

        Any number of threads may say something, also while other work is under way.

        Args:
            pictures: results of this session's scan; files that changed since are left out, and named.
            choice: what is said; None forgets what was said before.
            origin: where it is said.

        """
        from memesweep.workspace.decisions.decide import decide

        with open_catalog(self._catalog_file) as catalog:
            return decide(catalog, pictures, choice, origin)

    def take_back(self, result: DecideResult) -> None:
        """Put what was said of some pictures back to what it was before one step of deciding."""
        from memesweep.workspace.decisions.decide import take_back

        with open_catalog(self._catalog_file) as catalog:
            take_back(catalog, result)

    def tune(self, *, stop: Event | None = None, observer: Observer = _LOOKS_AWAY) -> Tuning:
        """Compare thresholds on what a person has said of this gallery's pictures.

        What a net lists and a person keeps is found by a scan, with the judge's score, which is on the safe
        side; what was let go by the journals of this gallery's sweeps, with the score that it went by.

        Raises:
            StoppedError: `stop` was set.

        """
        from memesweep.workspace.decisions.let_go import kept_pictures, let_go
        from memesweep.workspace.decisions.tuning import tune

        run = self.scan(stop=stop, observer=observer)
        kept = kept_pictures(run)
        if run.counts.interrupted:
            raise StoppedError(ErrorCode.STOPPED)
        with self._working():
            decided = kept + let_go(self._catalog, self.root)
        return tune(decided, self.thresholds, self._bundle.thresholds.sweep)

    def recover(self, *, observer: Observer = _LOOKS_AWAY) -> tuple[SweepRecord, ...]:
        """Account for the files of interrupted sweeps and undos; `prepare` does this as well."""
        from memesweep.workspace.proposals.propose import recover_gallery

        with self._working():
            return recover_gallery(self.root, self._catalog, observer, dry=False)

    def prepare(
        self,
        options: CleanOptions,
        *,
        attendance: Attendance,
        stop: Event | None = None,
        observer: Observer = _LOOKS_AWAY,
    ) -> Proposal:
        """Recover what was interrupted, scan, and propose a sweep; nothing moves.

        Raises:
            BadUsageError: the holding folder is no place for it.
            UnfitEnvironmentError: the holding folder, the model or the catalog cannot be used.
            StoppedError: `stop` was set.

        """
        from memesweep.workspace.last_sweep import state_before
        from memesweep.workspace.proposals.propose import Findings, checked_destination, recover_gallery

        with self._working():
            self._proposal = None
            destination = checked_destination(self.root, options)
            recovered = recover_gallery(self.root, self._catalog, observer, dry=options.dry_run)
            min_age = self.options.min_age_for(attendance)
            chosen = {picked.relative: picked.stamp for picked in options.chosen}
            setup = self._setup(ScanPurpose.SWEEP, min_age, chosen)
            counts = self._counts()
            findings = Findings(self.root, options, setup.verdicts.thresholds)
            for result in self._results(counts, setup, stop, observer, skip_unchanged=True):
                findings.add(result)
            self._proposal = findings.propose(
                destination=destination,
                counts=counts,
                recovered=recovered,
                min_age_days=min_age,
                attendance=attendance,
                before=state_before(self._catalog_file.parent, self.root),
                stop=stop or Event(),
                observer=observer,
            )
            return self._proposal

    def sweep(
        self,
        proposal: Proposal,
        approval: Approval,
        *,
        stop: Event | None = None,
        observer: Observer = _LOOKS_AWAY,
    ) -> CleanResult:
        """Carry out a proposal; a dry one checks every file and moves none.

        Each file is checked once more before it moves, written down before and after, and can be restored.

        Raises:
            RefusedError: the approval does not cover the objections, or the proposal is not the last one of
                this session, or was carried out already.
            UnfitEnvironmentError: the gallery is gone, the holding folder cannot be created, or the journal
                cannot be written.

        """
        from memesweep.sweep.fileops.operations import RealFiles
        from memesweep.sweep.journal.record import Initiator
        from memesweep.sweep.run import sweep
        from memesweep.workspace.last_sweep import remember
        from memesweep.workspace.proposals.results import clean_result

        with self._working():
            if proposal is not self._proposal:
                raise RefusedError(ErrorCode.PROPOSAL_STALE, path=self.root)
            left_open = approval.left_open(proposal.objections)
            if left_open and not proposal.destination.dry:
                raise RefusedError(ErrorCode.OBJECTIONS, objections=left_open)
            self._proposal = None
            record = None
            if proposal.plan.files:
                phase = Phase.CHECK if proposal.destination.dry else Phase.SWEEP
                record = sweep(
                    proposal.plan,
                    proposal.destination,
                    RealFiles(),
                    self._catalog,
                    self._bundle.identity,
                    stop or Event(),
                    counting(observer, phase, len(proposal.plan.files)),
                    initiator=(
                        Initiator.TIMER if proposal.attendance is Attendance.UNATTENDED else Initiator.PERSON
                    ),
                )
            result = clean_result(proposal, record)
            if not proposal.destination.dry and self._only is None:
                remember(self._catalog_file.parent, self.root, proposal.counts.pictures - len(result.moved))
            return result

    def _results(
        self,
        counts: ScanCounts,
        setup: ScanSetup,
        stop: Event | None,
        observer: Observer,
        *,
        skip_unchanged: bool,
    ) -> Iterator[PictureResult]:
        total = count_files(self.root, setup.walk) if observer.wants_totals else None
        scan = Scan(self._catalog, self.root, self._bundle, setup, stop, counts, self._confirmed)
        yield from scan.run(counting(observer, Phase.SCAN, total), skip_unchanged=skip_unchanged)

    def _setup(self, purpose: ScanPurpose, min_age: float, chosen: Mapping[str, FileStamp]) -> ScanSetup:
        options = self.options
        verdicts = VerdictOptions(
            self.thresholds,
            min_age,
            options.sweep_camera,
            chosen,
            options.sweep_camera_shaped,
        )
        walk = WalkOptions(
            options.include_sent, options.include_private, self._only, self._excluded, self.workers > 1
        )
        return ScanSetup(verdicts, walk, self.workers, purpose)

    def _counts(self) -> ScanCounts:
        return ScanCounts(only_named=self._only is not None, unmet=set(self._only or ()))

    @contextmanager
    def _working(self) -> Iterator[None]:
        if self._closed:
            raise RefusedError(ErrorCode.GALLERY_CLOSED, path=self.root)
        if not self._busy.acquire(blocking=False):
            raise GalleryBusyError(ErrorCode.GALLERY_IN_USE, path=self.root)
        try:
            with naming_catalog(self._catalog_file), naming_model(self.options.model):
                yield
        finally:
            self._busy.release()
