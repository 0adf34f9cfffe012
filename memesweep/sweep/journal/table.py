"""The catalog's journal of sweeps: records in and out."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from memesweep.gallery.numbers import signed, unsigned
from memesweep.sweep.journal.record import Initiator, Move, MoveState, SweepHeader, SweepRecord
from memesweep.verdict.verdict import Reason, Verdict

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

_HEADER: Final = (
    "id, root, holding, started_at, scorer, folder_mtimes, finished_at, number, device, swept_from, initiator"
)
_MOVE: Final = (
    "number, path, size, mtime_ns, inode, device, mode, sha256, score, verdict, reason,"
    " destination, state, note"
)


class CatalogJournal:
    """The `Journal` of every sweep of this user. A commit is on disk when the method returns."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """`connection` is an open catalog."""
        self._connection = connection

    def begin(self, header: SweepHeader, moves: Sequence[Move]) -> None:
        """Write the sweep and all its intents in one transaction."""
        with self._connection:
            self._connection.execute(
                f"INSERT INTO sweeps ({_HEADER}) VALUES (?, ?, ?, ?, ?, ?, NULL, ?, ?, ?, ?)",  # noqa: S608 - constants
                (
                    header.id,
                    os.fsencode(header.root),
                    None if header.holding is None else os.fsencode(header.holding),
                    header.started_at,
                    header.scorer,
                    json.dumps(header.folder_mtimes),
                    header.number,
                    None if header.device is None else signed(header.device),
                    None if header.swept_from is None else os.fsencode(header.swept_from),
                    header.initiator,
                ),
            )
            self._connection.executemany(
                f"INSERT INTO moves (sweep, {_MOVE}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 - constants
                (_move_row(header.id, move) for move in moves),
            )

    def write(self, sweep: str, *moves: Move) -> None:
        """Write the present state of some moves in one transaction."""
        with self._connection:
            self._connection.executemany(
                "UPDATE moves SET state = ?, destination = ?, note = ? WHERE sweep = ? AND number = ?",
                (
                    (move.state, _path_bytes(move.destination), move.note, sweep, move.number)
                    for move in moves
                ),
            )

    def finish(self, sweep: str, at: float) -> None:
        """Write that no move of the sweep is under way any more."""
        with self._connection:
            self._connection.execute("UPDATE sweeps SET finished_at = ? WHERE id = ?", (at, sweep))


def list_sweeps(connection: sqlite3.Connection) -> list[SweepRecord]:
    """Return all sweeps, what was entered last first, whatever the clock said."""
    rows = connection.execute(f"SELECT {_HEADER} FROM sweeps ORDER BY number DESC, started_at DESC")  # noqa: S608
    return [_record(connection, row) for row in rows.fetchall()]


def find_sweep(connection: sqlite3.Connection, sweep: str) -> SweepRecord | None:
    """Return one sweep by its id."""
    row = connection.execute(f"SELECT {_HEADER} FROM sweeps WHERE id = ?", (sweep,)).fetchone()  # noqa: S608
    return None if row is None else _record(connection, row)


def open_sweeps(connection: sqlite3.Connection, root: Path) -> list[SweepRecord]:
    """Return the sweeps of a gallery that were interrupted, or their undo was, the oldest first."""
    rows = connection.execute(
        f"SELECT {_HEADER} FROM sweeps WHERE root = ? AND (finished_at IS NULL"  # noqa: S608 - constants
        " OR EXISTS (SELECT 1 FROM moves WHERE sweep = sweeps.id AND state = ?)) ORDER BY number",
        (os.fsencode(root), MoveState.RESTORING),
    )
    return [_record(connection, row) for row in rows.fetchall()]


def next_number(connection: sqlite3.Connection) -> int:
    """Return the number of the sweep that is entered next."""
    return int(connection.execute("SELECT coalesce(max(number), 0) + 1 FROM sweeps").fetchone()[0])


def move_root(connection: sqlite3.Connection, sweep: str, root: Path, device: int) -> None:
    """Write that the gallery of a sweep is elsewhere now."""
    with connection:
        connection.execute(
            "UPDATE sweeps SET swept_from = coalesce(swept_from, root), root = ?, device = ? WHERE id = ?",
            (os.fsencode(root), signed(device), sweep),
        )


def sweeps_of(connection: sqlite3.Connection, root: Path) -> list[str]:
    """Return the ids of a gallery's sweeps."""
    rows = connection.execute("SELECT id FROM sweeps WHERE root = ?", (os.fsencode(root),))
    return [row[0] for row in rows]


def _record(connection: sqlite3.Connection, row: tuple[Any, ...]) -> SweepRecord:
    sweep, root, holding, started_at, scorer, folder_mtimes, finished_at, number, device, *rest = row
    swept_from, initiator = rest
    header = SweepHeader(
        sweep,
        Path(os.fsdecode(root)),
        None if holding is None else Path(os.fsdecode(holding)),
        started_at,
        scorer,
        tuple((str(name), int(mtime)) for name, mtime in json.loads(folder_mtimes)),
        number,
        None if device is None else unsigned(device),
        None if swept_from is None else Path(os.fsdecode(swept_from)),
        Initiator(initiator),
    )
    moves = connection.execute(
        f"SELECT {_MOVE} FROM moves WHERE sweep = ? ORDER BY number",  # noqa: S608 - a constant
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
        move.verdict,
        move.reason,
        _path_bytes(move.destination),
        move.state,
        move.note,
    )


def _move(row: tuple[Any, ...]) -> Move:
    number, path, size, mtime_ns, inode, device, mode, sha256, score, *rest = row
    verdict, reason, destination, state, note = rest
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
        Verdict(verdict),
        Reason(reason),
        None if destination is None else os.fsdecode(destination),
        MoveState(state),
        note,
    )


def _path_bytes(path: str | None) -> bytes | None:
    return None if path is None else os.fsencode(path)
