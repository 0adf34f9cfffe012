"""Which sweep `undo` means: by id, by folder, or the last one that has something away."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from memesweep.errors import BadUsageError, UnfitEnvironmentError
from memesweep.gallery.swept import MANIFEST_NAME
from memesweep.sweep.fileops.operations import RealFiles
from memesweep.sweep.journal.manifest import read_manifest, read_manifests
from memesweep.sweep.journal.record import MoveState, SweepRecord
from memesweep.sweep.journal.table import find_sweep, list_sweeps
from memesweep.sweep.reappeared import count_reappeared

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

AWAY = frozenset({MoveState.MOVED, MoveState.RESTORING, MoveState.INTENDED})
"""States in which a file may be away from its gallery. `GONE` is none: its file has to be seen first."""


def count_away(record: SweepRecord) -> int:
    """Count the files that an undo would bring back."""
    return sum(move.state in AWAY for move in record.moves) + count_reappeared(record, RealFiles())


def find(
    sweep: str | None, connection: sqlite3.Connection, on_passed_over: Callable[[str], None]
) -> SweepRecord | None:
    """Find a sweep by id, by folder, or as the last one that has something away.

    Args:
        sweep: what the user named; None for the last one.
        connection: an open catalog.
        on_passed_over: called with a sentence for each sweep in a holding folder that cannot be read.

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
        return _read_folder(folder.resolve(), on_passed_over)
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


def _read_folder(folder: Path, on_passed_over: Callable[[str], None]) -> SweepRecord:
    """Read the sweep of a folder, or of a holding folder the newest that has something away.

    A damaged manifest among sound ones must not keep their pictures away; in a folder that the user named
    there is nothing else to go on with.
    """
    if (folder / MANIFEST_NAME).is_file():
        return read_manifest(folder)
    for record in read_manifests(folder, lambda error: on_passed_over(f"Passed over: {error}")):
        if count_away(record):
            return record
    raise BadUsageError(f"{folder} holds no sweep to bring back.")
