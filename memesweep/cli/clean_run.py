"""What `clean` does once its options are read: scan, plan, limits, question, sweep, report."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Event
from typing import TYPE_CHECKING

from memesweep.catalog.database import open_catalog
from memesweep.catalog.galleries import last_scanned
from memesweep.cli.clean_output import CleanReport, Unread, show_plan
from memesweep.cli.exits import ExitCode
from memesweep.cli.folders import resolved
from memesweep.cli.names import counted, counted_days, human_size, printable
from memesweep.cli.scan_output import FAILURES, UNLISTED
from memesweep.cli.signals import Interruption, stopping
from memesweep.errors import BadUsageError, RefusedError, UnfitEnvironmentError
from memesweep.home import find_home
from memesweep.sweep.fileops.operations import RealFiles
from memesweep.sweep.holding import check_holding
from memesweep.sweep.journal.table import open_sweeps
from memesweep.sweep.plan import Plan, make_plan
from memesweep.sweep.run import Destination, recover, sweep
from memesweep.sweep.synced import Synced, find_synced
from memesweep.verdict.purpose import ScanPurpose
from memesweep.verdict.verdict import Reason, Verdict

if TYPE_CHECKING:
    from pathlib import Path

    from memesweep.cli.console import Console
    from memesweep.cli.session import Session
    from memesweep.scan.results import PictureResult
    from memesweep.sweep.journal.record import SweepRecord
    from memesweep.sweep.sweep_limits import SweepLimits


@dataclass(frozen=True, slots=True)
class CleanOrder:
    """How the user wants the gallery cleaned."""

    move_to: Path | None
    dry_run: bool
    yes: bool
    yes_synced: bool
    """The user knows that the folder is synchronised, and that what leaves it leaves the other side too."""
    limits: SweepLimits
    as_json: bool


def last_gallery() -> Path:
    """Return the gallery that was scanned last.

    Raises:
        BadUsageError: none was.

    """
    with open_catalog(find_home().catalog_file) as connection:
        gallery = last_scanned(connection)
    if gallery is None:
        raise BadUsageError("No gallery was scanned yet. Name one: memesweep clean DIR")
    return gallery


def run_clean(session: Session, order: CleanOrder, console: Console) -> ExitCode:
    """Clean one locked gallery.

    Raises:
        RefusedError: the plan is beyond a limit.
        BadUsageError: the holding folder is no place for it.
        Interruption: the user interrupted before anything was moved.

    """
    destination = Destination(order.move_to and _holding(session.root, order.move_to), order.dry_run)
    _skip_unchanged(session, console, dry=order.dry_run)
    found = _scan(session, console)
    plan = found.plan
    _mention_too_new(found.too_new, session.request.min_age, console)
    report = CleanReport(session.root, plan, found.unread, destination, console, as_json=order.as_json)
    # Cron mails every byte: a quiet run that went well says nothing at all.
    if not order.as_json and (order.dry_run or not console.quiet):
        show_plan(plan, destination, console)
    violation = order.limits.violation(plan, unattended=order.yes)
    synced = find_synced(session.root, plan)
    _stop_or_warn(order, violation, synced, console)
    if (
        plan.files
        and not order.dry_run
        and not order.yes
        and not _confirmed(plan, destination, synced, console)
    ):
        console.notice("Nothing was moved.")
        return report.end(None)
    return report.end(_sweep(session, plan, destination, console) if plan.files else None)


def _skip_unchanged(session: Session, console: Console, *, dry: bool) -> None:
    """Settle what an interruption left open; a dry run, which touches nothing, only says that it is there."""
    if dry:
        for record in open_sweeps(session.connection, session.root):
            console.notice(
                f"Sweep {record.header.id}, or its undo, was interrupted; "
                "the next clean or undo accounts for its files, and a dry run does not."
            )
        return
    for record in recover(session.root, RealFiles(), session.connection):
        accounted = "cannot all be looked at yet" if record.is_open else "are accounted for now"
        console.notice(f"Sweep {record.header.id}, or its undo, was interrupted; its files {accounted}.")


def _holding(root: Path, folder: Path) -> Path:
    """Check a holding folder.

    Raises:
        BadUsageError: it is no place for this gallery.
        UnfitEnvironmentError: it cannot be looked at.

    """
    try:
        # No longer in need of an expansion, which a name like ~x could not survive.
        return check_holding(root, resolved(folder))
    except OSError as error:
        raise UnfitEnvironmentError(
            f"The holding folder {folder} cannot be used ({error.strerror})."
        ) from error


@dataclass(frozen=True, slots=True)
class _Found:
    """What the scan before a sweep came to."""

    plan: Plan
    too_new: int
    """Memes by their score that stay because they are younger than --min-age."""
    unread: tuple[Unread, ...]


def _scan(session: Session, console: Console) -> _Found:
    """Scan what is new, and freeze the plan.

    Raises:
        Interruption: the user interrupted.

    """
    scan = session.scan(ScanPurpose.SWEEP)
    threshold = scan.options.verdicts.thresholds.sweep
    to_sweep: list[PictureResult] = []
    too_new = 0
    unread: list[Unread] = []
    with stopping(scan.stop):
        for one in session.results(scan, console):
            if one.verdict is Verdict.SWEEP:
                to_sweep.append(one)
            elif one.reason is Reason.TOO_NEW and (one.score or 0.0) >= threshold:
                too_new += 1
            elif one.reason in FAILURES:
                unread.append(Unread(one.file.relative, FAILURES[one.reason]))
    if scan.counts.interrupted:
        raise Interruption("interrupted before anything was moved.")
    unread += [Unread(folder, UNLISTED) for folder in scan.counts.unlisted]
    return _Found(make_plan(session.root, to_sweep, scan.counts.pictures), too_new, tuple(unread))


def _mention_too_new(count: int, min_age: float, console: Console) -> None:
    if count:
        console.notice(
            f"{counted(count, 'meme')} younger than {counted_days(min_age)} "
            f"{'stays' if count == 1 else 'stay'}; --min-age 0 takes new ones too."
        )


def _stop_or_warn(order: CleanOrder, violation: str | None, synced: Synced | None, console: Console) -> None:
    """Refuse what an unattended run must not do; a dry run only says that it would.

    Raises:
        RefusedError: the plan is beyond a limit, or the gallery is synchronised and nobody was asked.

    """
    if violation and order.dry_run:
        console.notice(f"{violation} A sweep would be refused.")
    elif violation:
        raise RefusedError(f"{violation} Nothing was moved. Look at the plan with --dry-run.")
    if synced is None or order.yes_synced:
        return
    warning = printable(synced.warning)
    if order.yes and not order.dry_run:
        raise RefusedError(f"{warning} Nothing was moved. Add --yes-synced if that is what you want.")
    if order.dry_run:
        console.notice(f"{warning} Unattended runs need --yes-synced.")


def _confirmed(plan: Plan, destination: Destination, synced: Synced | None, console: Console) -> bool:
    where = "the trash" if destination.holding is None else printable(str(destination.holding))
    warning = "" if synced is None else f"{printable(synced.warning)}\n"
    return console.confirm(
        f"{warning}Move {counted(len(plan.files), 'picture')} ({plan.share:.1%} of the gallery, "
        f"{human_size(plan.total_bytes)}) to {where}?",
        default=False,
    )


def _sweep(session: Session, plan: Plan, destination: Destination, console: Console) -> SweepRecord:
    stop = Event()
    title = "Checking" if destination.dry else "Sweeping"
    with stopping(stop), console.progress(title, lambda: len(plan.files)) as advance:
        return sweep(
            plan, destination, RealFiles(), session.connection, session.bundle.identity, stop, advance
        )
