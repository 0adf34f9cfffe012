"""The keep-list as a journal of an undo: a picture is on it before it is back, come what may."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from memesweep.catalog.keeps import add_keep
from memesweep.sweep.journal.record import Move, MoveState, SweepHeader, SweepRecord

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

_COMING_BACK: Final = frozenset({MoveState.RESTORING, MoveState.RESTORED})


class KeepingJournal:
    """`Journal` that puts on the keep-list what is about to come back, or is found to be back already.

    A picture in the gallery that is not on the list yet would be taken again by the next unattended sweep.
    """

    def __init__(self, connection: sqlite3.Connection, header: SweepHeader) -> None:
        """`connection` is an open catalog; `header` tells where the pictures come back to."""
        self._connection = connection
        self._root = header.root

    def begin(self, header: SweepHeader, moves: Sequence[Move]) -> None:
        """See the Protocol."""
        for move in moves:
            self.write(header.id, move)

    def write(self, sweep: str, move: Move) -> None:
        """See the Protocol."""
        del sweep
        if move.state in _COMING_BACK:
            add_keep(self._connection, move.sha256, move.size, self._root / move.relative)

    def finish(self, sweep: str, at: float) -> None:
        """See the Protocol."""


def keep_returned(record: SweepRecord, connection: sqlite3.Connection) -> int:
    """Put on the keep-list what an earlier undo brought back; return how many pictures that are."""
    KeepingJournal(connection, record.header).begin(record.header, record.moves)
    return record.count(MoveState.RESTORED)
