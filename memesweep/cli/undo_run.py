"""What `undo` does once its options are read: find the sweep, ask, restore, report."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from memesweep.catalog.database import (
    copied_catalog,
    forgetful_catalog,
    is_only_unwritable,
    open_catalog,
)
from memesweep.cli.exits import ExitCode
from memesweep.cli.names import counted, printable
from memesweep.cli.signals import stopping
from memesweep.cli.undo_find import AWAY, count_away, find, find_again
from memesweep.errors import RefusedError, UnfitEnvironmentError
from memesweep.gallery_lock import lock_gallery
from memesweep.home import find_home
from memesweep.report.envelope import Envelope
from memesweep.report.images import describe_move
from memesweep.sweep.fileops.operations import RealFiles
from memesweep.sweep.journal.keeping import keep_returned
from memesweep.sweep.journal.record import MoveState, SweepRecord
from memesweep.sweep.run import Undone, undo

if TYPE_CHECKING:
    import sqlite3

    from memesweep.cli.console import Console
    from memesweep.home import Home


@dataclass(frozen=True, slots=True)
class UndoOrder:
    """Which sweep, and how."""

    sweep: str | None
    keep: bool
    yes: bool
    as_json: bool


def run_undo(order: UndoOrder, console: Console) -> ExitCode:
    """Undo one sweep.

    Raises:
        MemesweepError: there is no such sweep, its gallery or holding folder is not there, or nobody
            can be asked.

    """
    home = find_home()
    with ExitStack() as stack:
        connection, lock_folder = _open(order, home, console, stack)
        record = find(order.sweep, connection, console.error)
        if record is None or not count_away(record):
            console.notice("There is nothing to bring back.")
            if order.keep and record is not None:
                _keep_what_is_back(record, connection, lock_folder, console)
            if order.as_json:
                console.data(_envelope(record, ()).to_json())
            return ExitCode.DONE
        if not order.yes and not _confirmed(record, console):
            console.notice("Nothing was moved.")
            if order.as_json:
                console.data(_declined(record).to_json())
            return ExitCode.DONE
        stop = Event()
        with lock_gallery(lock_folder, record.header.root):
            record = find_again(record, connection)
            with stopping(stop), console.progress("Restoring", lambda: count_away(record)) as advance:
                if order.keep:
                    keep_returned(record, connection)
                done = undo(record, RealFiles(), connection, stop, advance, keep=order.keep)
    return _report(done, order, console, interrupted=stop.is_set())


def _open(
    order: UndoOrder, home: Home, console: Console, stack: ExitStack
) -> tuple[sqlite3.Connection, Path | None]:
    """Open the catalog, or what has to do: the manifest of the folder that was named, or a copy."""
    try:
        return stack.enter_context(open_catalog(home.catalog_file)), home.lock_folder
    except UnfitEnvironmentError as error:
        if order.keep:
            raise
        if order.sweep is not None and Path(order.sweep).expanduser().is_dir():
            console.notice(f"{error} Going on with the manifest in {order.sweep}.")
            return stack.enter_context(forgetful_catalog()), None
        if not is_only_unwritable(error):
            raise
        console.notice(f"{error} Going on with a copy.")
        try:
            return stack.enter_context(copied_catalog(home.catalog_file)), None
        except OSError:
            raise error from None


def _confirmed(record: SweepRecord, console: Console) -> bool:
    if not console.interactive:
        raise RefusedError("there is no terminal to ask at. Add --yes to undo without asking.")
    away = counted(count_away(record), "picture")
    return console.confirm(f"Bring {away} back to {printable(str(record.header.root))}?", default=True)


def _keep_what_is_back(
    record: SweepRecord, connection: sqlite3.Connection, lock_folder: Path | None, console: Console
) -> None:
    """Keep the pictures of a sweep that an undo without `--keep` has brought back before."""
    with lock_gallery(lock_folder, record.header.root):
        kept = keep_returned(record, connection)
    if kept:
        console.notice(
            f"On the keep-list now: {counted(kept, 'picture')} of sweep {record.header.id}, back already."
        )


def _envelope(record: SweepRecord | None, restored_now: tuple[int, ...]) -> Envelope:
    envelope = Envelope("undo")
    moves = () if record is None else record.moves
    for move in moves:
        if record is not None:
            envelope.images.append(describe_move(record.header.root, move))
            if move.state in AWAY or move.state is MoveState.GONE:
                envelope.fail(str(record.header.root / move.relative), move.note or "interrupted")
    envelope.summary = {
        "sweep": None if record is None else record.header.id,
        "gallery": None if record is None else str(record.header.root),
        "restored": len(restored_now),
        "not_restored": len(envelope.errors),
    }
    return envelope


def _declined(record: SweepRecord) -> Envelope:
    summary = {
        "sweep": record.header.id,
        "gallery": str(record.header.root),
        "restored": 0,
        "not_restored": count_away(record),
    }
    images = [describe_move(record.header.root, move) for move in record.moves]
    return Envelope("undo", summary=summary, images=images)


def _report(done: Undone, order: UndoOrder, console: Console, *, interrupted: bool) -> ExitCode:
    after = done.record
    restored = tuple(move.number for move in after.moves if move.state is MoveState.RESTORED)
    envelope = _envelope(after, restored)
    if order.as_json:
        console.data(envelope.to_json())
    else:
        root = printable(str(after.header.root))
        if not console.quiet:
            console.render(
                f"{counted(len(restored), 'picture')} of sweep {after.header.id} are back in {root}."
            )
        for trouble in envelope.errors:
            console.error(f"{trouble['path']} is not back: {trouble['message']}")
    if done.unwritten is not None:
        what = "the journal and the keep-list" if order.keep else "the journal"
        console.error(f"{what} could not be kept up to date: {done.unwritten}")
    if interrupted:
        return ExitCode.INTERRUPTED
    # What came back and is not kept, the next sweep takes again.
    unkept = order.keep and done.unwritten is not None
    return ExitCode.PARTIAL if envelope.errors or unkept else ExitCode.DONE
