"""The catalog's journal of sweeps: records in and out."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from memesweep.catalog.numbers import signed, unsigned
from memesweep.sweep.journal.record import Move, MoveState, SweepHeader, SweepRecord

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

_HEADER: Final = "id, root, holding, started_at, scorer, folder_mtimes, finished_at"


class CatalogJournal:
    """The `Journal` of every sweep of this user. A commit is on disk when the method returns."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """`connection` is an open catalog."""
        self._connection = connection

    def begin(self, header: SweepHeader, moves: Sequence[Move]) -> None:
        """Write the sweep and all its intents in one transaction."""
        with self._connection:
            self._connection.execute(
                f"INSERT INTO sweeps ({_HEADER}) VALUES (?, ?, ?, ?, ?, ?, NULL)",  # noqa: S608 - constants
                (
                    header.id,
                    os.fsencode(header.root),
                    None if header.holding is None else os.fsencode(header.holding),
                    header.started_at,
                    header.scorer,
                    json.dumps(header.folder_mtimes),
                ),
            )
            self._connection.executemany(
                "INSERT INTO moves VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (_move_row(header.id, move) for move in moves),
            )

    def write(self, sweep: str, move: Move) -> None:
        """Write the present state of one move."""
        with self._connection:
            self._connection.execute(
                "UPDATE moves SET state = ?, destination = ?, note = ? WHERE sweep = ? AND number = ?",
                (move.state, _path_bytes(move.destination), move.note, sweep, move.number),
            )

    def finish(self, sweep: str, at: float) -> None:
        """Write that no move of the sweep is under way any more."""
        with self._connection:
            self._connection.execute("UPDATE sweeps SET finished_at = ? WHERE id = ?", (at, sweep))


def list_sweeps(connection: sqlite3.Connection) -> list[SweepRecord]:
    """Return all sweeps, the newest first."""
    rows = connection.execute(f"SELECT {_HEADER} FROM sweeps ORDER BY started_at DESC, id DESC")  # noqa: S608
    return [_record(connection, row) for row in rows.fetchall()]


def find_sweep(connection: sqlite3.Connection, sweep: str) -> SweepRecord | None:
    """Return one sweep by its id."""
    row = connection.execute(f"SELECT {_HEADER} FROM sweeps WHERE id = ?", (sweep,)).fetchone()  # noqa: S608
    return None if row is None else _record(connection, row)


def open_sweeps(connection: sqlite3.Connection, root: Path) -> list[SweepRecord]:
    """Return the sweeps of a gallery that were interrupted, or their undo was, the oldest first."""
    rows = connection.execute(
        f"SELECT {_HEADER} FROM sweeps WHERE root = ? AND (finished_at IS NULL"  # noqa: S608 - constants
        " OR EXISTS (SELECT 1 FROM moves WHERE sweep = sweeps.id AND state = ?)) ORDER BY started_at",
        (os.fsencode(root), MoveState.RESTORING),
    )
    return [_record(connection, row) for row in rows.fetchall()]


def _record(connection: sqlite3.Connection, row: tuple[Any, ...]) -> SweepRecord:
    sweep, root, holding, started_at, scorer, folder_mtimes, finished_at = row
    header = SweepHeader(
        sweep,
        Path(os.fsdecode(root)),
        None if holding is None else Path(os.fsdecode(holding)),
        started_at,
        scorer,
        tuple((str(name), int(mtime)) for name, mtime in json.loads(folder_mtimes)),
    )
    moves = connection.execute(
        "SELECT number, path, size, mtime_ns, inode, device, mode, sha256, score, destination, state, note"
        " FROM moves WHERE sweep = ? ORDER BY number",
        (sweep,),
    )
    return SweepRecord(header, tuple(_move(one) for one in moves), finished_at)


def _move_row(sweep: str, move: Move) -> tuple[object, ...]:
    return (
        sweep,
        move.number,
        os.fsencode(move.relative),
        move.size,
        move.mtime_ns,
        signed(move.inode),
        signed(move.device),
        move.mode,
        move.sha256,
        move.score,
        _path_bytes(move.destination),
        move.state,
        move.note,
    )


def _move(row: tuple[Any, ...]) -> Move:
    number, path, size, mtime_ns, inode, device, mode, sha256, score, destination, state, note = row
    return Move(
        number,
        os.fsdecode(path),
        size,
        mtime_ns,
        unsigned(inode),
        unsigned(device),
        mode,
        sha256,
        score,
        None if destination is None else os.fsdecode(destination),
        MoveState(state),
        note,
    )


def _path_bytes(path: str | None) -> bytes | None:
    return None if path is None else os.fsencode(path)
