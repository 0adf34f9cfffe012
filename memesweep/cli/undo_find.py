"""Which sweep `undo` means: by id, by folder, or the last one that has something away."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from memesweep.catalog.record import MoveState, SweepRecord
from memesweep.catalog.sweeps import find_sweep, list_sweeps
from memesweep.errors import BadUsageError, UnfitEnvironmentError
from memesweep.gallery.swept import MANIFEST_NAME
from memesweep.sweep.files import RealFiles
from memesweep.sweep.manifest import read_manifest
from memesweep.sweep.reappeared import count_reappeared

if TYPE_CHECKING:
    import sqlite3

AWAY = frozenset({MoveState.MOVED, MoveState.RESTORING, MoveState.INTENDED})
"""States in which a file may be away from its gallery. `GONE` is none: its file has to be seen first."""


def count_away(record: SweepRecord) -> int:
    """Count the files that an undo would bring back."""
    return sum(move.state in AWAY for move in record.moves) + count_reappeared(record, RealFiles())


def find(sweep: str | None, connection: sqlite3.Connection) -> SweepRecord | None:
    """Find a sweep by id, by folder, or as the last one that has something away.

    Raises:
        BadUsageError: there is no such sweep.
        UnfitEnvironmentError: its holding folder is not where it was.

    """
    if sweep is None:
        return next((one for one in list_sweeps(connection) if count_away(one)), None)
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


def find_again(record: SweepRecord, connection: sqlite3.Connection) -> SweepRecord:
    """Read a sweep anew under the lock: another run may have done the work in between."""
    known = find_sweep(connection, record.header.id)
    if known is not None and known.header.holding == record.header.holding:
        return known
    return record if record.header.holding is None else read_manifest(record.header.holding)


def _sweep_folder(folder: Path) -> Path:
    """Return the folder of one sweep: the folder itself, or the newest sweep of a holding folder."""
    folder = folder.resolve()
    if (folder / MANIFEST_NAME).is_file():
        return folder
    for one in sorted((path.parent for path in folder.glob(f"*/{MANIFEST_NAME}")), reverse=True):
        if count_away(read_manifest(one)):
            return one
    raise BadUsageError(f"{folder} holds no sweep to bring back.")
