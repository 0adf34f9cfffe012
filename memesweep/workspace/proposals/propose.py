"""From the results of a scan to a proposal, and what comes before that scan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from memesweep.errors import ErrorCode, StoppedError, UnfitEnvironmentError
from memesweep.sweep.fileops.operations import RealFiles
from memesweep.sweep.holding import check_holding
from memesweep.sweep.journal.table import open_sweeps
from memesweep.sweep.plan import make_plan
from memesweep.sweep.run import Destination, recover
from memesweep.sweep.synced import find_synced
from memesweep.verdict.verdict import Reason, Verdict
from memesweep.workspace.decisions.keep import resolved
from memesweep.workspace.named_files import unmet_files
from memesweep.workspace.observer import Notice, NoticeCode, Observer, Phase, counting
from memesweep.workspace.options import Attendance
from memesweep.workspace.proposals.completeness import doubts
from memesweep.workspace.proposals.proposal import Objection, ObjectionCode, Proposal
from memesweep.workspace.troubles import Trouble, TroubleCode, reading_trouble, walking_troubles

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path
    from threading import Event

    from memesweep.errors import Fact
    from memesweep.scan.results import PictureResult, ScanCounts
    from memesweep.sweep.journal.record import SweepRecord
    from memesweep.sweep.plan import Plan
    from memesweep.verdict.thresholds import Thresholds
    from memesweep.workspace.options import CleanOptions
    from memesweep.workspace.proposals.completeness import GalleryState


def checked_destination(root: Path, options: CleanOptions) -> Destination:
    """Check where a sweep is to put files.

    Raises:
        BadUsageError: it is no place for files of this gallery.
        UnfitEnvironmentError: it cannot be looked at.

    """
    if options.move_to is None:
        return Destination(holding=None, dry=options.dry_run)
    try:
        holding = check_holding(root, resolved(options.move_to))
    except OSError as error:
        raise UnfitEnvironmentError(
            ErrorCode.HOLDING_UNUSABLE, path=options.move_to, reason=error.strerror or str(error)
        ) from error
    return Destination(holding=holding, dry=options.dry_run)


def recover_gallery(
    root: Path, catalog: sqlite3.Connection, observer: Observer, *, dry: bool
) -> tuple[SweepRecord, ...]:
    """Account for what an interruption left open; a dry run, which touches nothing, only reports it."""
    if dry:
        records = tuple(open_sweeps(catalog, root))
        for record in records:
            observer.notice(Notice(code=NoticeCode.SWEEP_INTERRUPTED, facts={"sweep": record.header.id}))
        return records
    records = tuple(recover(root, RealFiles(), catalog))
    for record in records:
        code = NoticeCode.SWEEP_UNRESOLVED if record.is_open else NoticeCode.SWEEP_RECOVERED
        observer.notice(Notice(code=code, facts={"sweep": record.header.id}))
    return records


class Findings:
    """Gathers from a scan what a proposal is made of."""

    def __init__(self, root: Path, options: CleanOptions, thresholds: Thresholds) -> None:
        """`root` is the resolved gallery."""
        self._root = root
        self._options = options
        self._thresholds = thresholds
        self._to_sweep: list[PictureResult] = []
        self._review: list[PictureResult] = []
        self._troubles: list[Trouble] = []
        self._not_chosen = {picked.relative for picked in options.chosen}
        self._too_new = 0

    def add(self, result: PictureResult) -> None:
        """Take one picture."""
        relative = result.file.relative
        if relative in self._not_chosen:
            self._not_chosen.discard(relative)
            if result.verdict is not Verdict.SWEEP:
                changed = result.verdict is Verdict.REVIEW
                self._troubles.append(self._trouble(relative, None if changed else result.reason))
        if result.verdict is Verdict.SWEEP:
            if relative not in self._options.left_out:
                self._to_sweep.append(result)
        elif result.verdict is Verdict.REVIEW:
            self._review.append(result)
        elif result.reason is Reason.TOO_NEW and (result.score or 0.0) >= self._thresholds.sweep:
            self._too_new += 1
        elif (trouble := reading_trouble(result)) is not None:
            self._troubles.append(trouble)

    def propose(
        self,
        *,
        destination: Destination,
        counts: ScanCounts,
        recovered: tuple[SweepRecord, ...],
        min_age_days: float,
        attendance: Attendance,
        before: GalleryState | None,
        stop: Event,
        observer: Observer,
    ) -> Proposal:
        """Freeze the plan, and say what speaks against it. `before` is what the last sweep left.

        Raises:
            StoppedError: `stop` was set.

        """
        plan = make_plan(self._root, self._observed(stop, observer), counts.pictures)
        if counts.interrupted or stop.is_set():
            raise StoppedError(ErrorCode.STOPPED)
        return Proposal(
            root=self._root,
            plan=plan,
            destination=destination,
            counts=counts,
            threshold=self._thresholds.sweep,
            to_sweep=tuple(self._to_sweep),
            review=tuple(self._review),
            troubles=(
                *self._troubles,
                *self._missing(),
                *walking_troubles(self._root, counts),
                *unmet_files(self._root, counts),
                *_unplanned(plan),
            ),
            too_new=self._too_new,
            min_age_days=min_age_days,
            recovered=recovered,
            attendance=attendance,
            objections=(
                *self._options.limits.violations(plan, asked=attendance is Attendance.ASKED),
                *_synced(self._root, plan),
                *doubts(self._root, counts, before, planned=len(plan.files)),
            ),
        )

    def _observed(self, stop: Event, observer: Observer) -> Iterator[PictureResult]:
        """Give out what would go, until somebody asks for an end."""
        advance = counting(observer, Phase.PLAN, len(self._to_sweep))
        for result in self._to_sweep:
            if stop.is_set():
                return
            yield result
            advance(1)

    def _missing(self) -> list[Trouble]:
        """Return what was chosen and was not met at all."""
        return [self._trouble(relative, None) for relative in sorted(self._not_chosen)]

    def _trouble(self, relative: str, reason: Reason | None) -> Trouble:
        return Trouble(path=self._root / relative, code=TroubleCode.NOT_CHOSEN, reason=reason)


def _unplanned(plan: Plan) -> list[Trouble]:
    return [
        Trouble(path=plan.root / file.relative, code=TroubleCode.NOT_PLANNED, note=file.note)
        for file in plan.unplanned
    ]


def _synced(root: Path, plan: Plan) -> list[Objection]:
    synced = find_synced(root, plan)
    if synced is None:
        return []
    facts: dict[str, Fact] = {"folder": synced.folder, "service": synced.service}
    return [Objection(code=ObjectionCode.SYNCED, facts=facts, can_be_approved=True)]
