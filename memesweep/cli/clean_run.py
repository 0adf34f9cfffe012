"""What `clean` does once its options are read: scan, plan, brake, question, sweep, report."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Event
from typing import TYPE_CHECKING

from memesweep.catalog.database import open_catalog
from memesweep.catalog.galleries import last_scanned
from memesweep.cli.clean_output import CleanReport, show_plan
from memesweep.cli.exits import ExitCode
from memesweep.cli.names import counted, human_size
from memesweep.cli.signals import stopping
from memesweep.errors import BadUsageError, RefusedError
from memesweep.home import find_home
from memesweep.sweep.files import RealFiles
from memesweep.sweep.holding import check_holding
from memesweep.sweep.plan import Plan, make_plan
from memesweep.sweep.run import Destination, recover, sweep
from memesweep.verdict.verdict import Verdict

if TYPE_CHECKING:
    from pathlib import Path

    from memesweep.catalog.record import SweepRecord
    from memesweep.cli.console import Console
    from memesweep.cli.session import Session
    from memesweep.sweep.brake import Brake


@dataclass(frozen=True, slots=True)
class CleanOrder:
    """How the user wants the gallery cleaned."""

    move_to: Path | None
    dry_run: bool
    yes: bool
    brake: Brake
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
        RefusedError: the brake bites.
        BadUsageError: the holding folder is no place for it.

    """
    files = RealFiles()
    destination = Destination(order.move_to and check_holding(session.root, order.move_to), order.dry_run)
    for record in recover(session.root, files, session.connection):
        console.notice(f"Sweep {record.header.id} was interrupted; its files are accounted for now.")
    plan = _make_plan(session, console)
    if plan is None:
        console.error("interrupted before anything was moved.")
        return ExitCode.INTERRUPTED
    report = CleanReport(session.root, plan, destination, console, as_json=order.as_json)
    complaint = order.brake.complaint(plan, unattended=order.yes)
    if not order.as_json:
        show_plan(plan, destination, console)
    if complaint and not order.dry_run:
        raise RefusedError(f"{complaint} Nothing was moved. Look at the plan with --dry-run.")
    if complaint:
        console.notice(f"{complaint} A sweep would be refused.")
    if plan.files and not order.dry_run and not order.yes and not _confirmed(plan, destination, console):
        console.notice("Nothing was moved.")
        return ExitCode.DONE
    return report.end(_sweep(session, plan, destination, console) if plan.files else None)


def _make_plan(session: Session, console: Console) -> Plan | None:
    """Scan what is new, and freeze the plan; None where the user interrupted."""
    scan = session.scan()
    with stopping(scan.stop):
        to_sweep = [one for one in session.judged(scan, console) if one.decision.verdict is Verdict.SWEEP]
    return None if scan.tally.interrupted else make_plan(session.root, to_sweep, scan.tally.pictures)


def _confirmed(plan: Plan, destination: Destination, console: Console) -> bool:
    where = "the trash" if destination.holding is None else str(destination.holding)
    return console.confirm(
        f"Move {counted(len(plan.files), 'picture')} ({plan.share:.1%} of the gallery, "
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
