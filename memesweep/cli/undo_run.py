"""What `undo` does once its options are read: find the sweep, ask, restore, report."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from memesweep.catalog.database import open_catalog
from memesweep.catalog.keeps import add_keep
from memesweep.catalog.lock import lock_gallery
from memesweep.catalog.record import MoveState, SweepRecord
from memesweep.catalog.sweeps import find_sweep, list_sweeps
from memesweep.cli.exits import ExitCode
from memesweep.cli.names import counted, printable
from memesweep.cli.signals import stopping
from memesweep.errors import BadUsageError, RefusedError, UnfitEnvironmentError
from memesweep.home import find_home
from memesweep.report.envelope import Envelope
from memesweep.report.images import describe_move
from memesweep.sweep.files import RealFiles
from memesweep.sweep.manifest import MANIFEST_NAME, read_manifest
from memesweep.sweep.run import undo

if TYPE_CHECKING:
    import sqlite3

    from memesweep.cli.console import Console


@dataclass(frozen=True, slots=True)
class UndoOrder:
    """Which sweep, and how."""

    sweep: str | None
    keep: bool
    yes: bool
    as_json: bool


_AWAY = frozenset({MoveState.MOVED, MoveState.RESTORING, MoveState.INTENDED})
"""States in which a file may be away from its gallery."""


def run_undo(order: UndoOrder, console: Console) -> ExitCode:
    """Undo one sweep.

    Raises:
        MemesweepError: there is no such sweep, its gallery or holding folder is not there, or nobody
            can be asked.

    """
    home = find_home()
    with open_catalog(home.catalog_file) as connection:
        record = _find(order.sweep, connection)
        away = 0 if record is None else sum(move.state in _AWAY for move in record.moves)
        if record is None or not away:
            console.notice("There is nothing to bring back.")
            if order.as_json:
                console.data(_envelope(record, ()).to_json())
            return ExitCode.DONE
        if not order.yes:
            if not console.interactive:
                raise RefusedError("there is no terminal to ask at. Add --yes to undo without asking.")
            question = f"Bring {counted(away, 'picture')} back to {printable(str(record.header.root))}?"
            if not console.confirm(question, default=True):
                console.notice("Nothing was moved.")
                return ExitCode.DONE
        stop = Event()
        with (
            lock_gallery(home.lock_folder, record.header.root),
            stopping(stop),
            console.progress("Restoring", lambda: len(record.moves)) as advance,
        ):
            after = undo(record, RealFiles(), connection, stop, advance)
        if order.keep:
            _keep_restored(after, connection)
    return _report(after, order, console, interrupted=stop.is_set())


def _find(sweep: str | None, connection: sqlite3.Connection) -> SweepRecord | None:
    """Find a sweep by id, by folder, or as the last one that has something away."""
    if sweep is None:
        records = list_sweeps(connection)
        return next((one for one in records if any(move.state in _AWAY for move in one.moves)), None)
    record = find_sweep(connection, sweep)
    if record is not None and (record.header.holding is None or record.header.holding.is_dir()):
        return record
    folder = Path(sweep).expanduser()
    if folder.is_dir():
        return read_manifest(_sweep_folder(folder))
    if record is not None:
        raise UnfitEnvironmentError(
            f"{record.header.holding} is not there. Mount its disk, or name the folder where it is now: "
            "memesweep undo FOLDER"
        )
    raise BadUsageError(f"There is no sweep {sweep}. List them with: memesweep history")


def _sweep_folder(folder: Path) -> Path:
    """Return the folder of one sweep: the folder itself, or the newest sweep of a holding folder."""
    folder = folder.resolve()
    if (folder / MANIFEST_NAME).is_file():
        return folder
    for one in sorted((path.parent for path in folder.glob(f"*/{MANIFEST_NAME}")), reverse=True):
        if any(move.state in _AWAY for move in read_manifest(one).moves):
            return one
    raise BadUsageError(f"{folder} holds no sweep to bring back.")


def _keep_restored(record: SweepRecord, connection: sqlite3.Connection) -> None:
    for move in record.moves:
        if move.state is MoveState.RESTORED:
            add_keep(connection, move.sha256, move.size, record.header.root / move.relative)


def _envelope(record: SweepRecord | None, restored_now: tuple[int, ...]) -> Envelope:
    envelope = Envelope("undo")
    moves = () if record is None else record.moves
    for move in moves:
        if record is not None:
            envelope.images.append(describe_move(record.header.root, move))
            if move.state in _AWAY or move.state is MoveState.GONE:
                envelope.fail(str(record.header.root / move.relative), move.note or "interrupted")
    envelope.summary = {
        "sweep": None if record is None else record.header.id,
        "gallery": None if record is None else str(record.header.root),
        "restored": len(restored_now),
        "not_restored": len(envelope.errors),
    }
    return envelope


def _report(after: SweepRecord, order: UndoOrder, console: Console, *, interrupted: bool) -> ExitCode:
    restored = tuple(move.number for move in after.moves if move.state is MoveState.RESTORED)
    envelope = _envelope(after, restored)
    if order.as_json:
        console.data(envelope.to_json())
    else:
        root = printable(str(after.header.root))
        console.render(f"{counted(len(restored), 'picture')} of sweep {after.header.id} are back in {root}.")
        for trouble in envelope.errors:
            console.error(f"{printable(trouble['path'])} is not back: {trouble['message']}")
    if interrupted:
        return ExitCode.INTERRUPTED
    return ExitCode.PARTIAL if envelope.errors else ExitCode.DONE
