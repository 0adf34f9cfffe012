"""What a person brought back, as a journal of an undo: a picture is decided about before it is back."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from memesweep.catalog.decisions import Choice, Decision, Origin, record_decisions
from memesweep.sweep.journal.record import Move, MoveState, SweepHeader, SweepRecord

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

_COMING_BACK: Final = frozenset({MoveState.RESTORING, MoveState.RESTORED})


class KeepingJournal:
    """`Journal` that keeps, by content, what is about to come back, or is found to be back already.

    A picture in the gallery of which nothing is said yet would be taken again by the next unattended sweep.
    """

    def __init__(self, connection: sqlite3.Connection, header: SweepHeader, origin: Origin) -> None:
        """`connection` is an open catalog; `header` tells where the pictures come back to."""
        self._connection = connection
        self._root = header.root
        self._origin = origin

    def begin(self, header: SweepHeader, moves: Sequence[Move]) -> None:
        """See the Protocol."""
        self.write(header.id, *moves)

    def write(self, sweep: str, *moves: Move) -> None:
        """See the Protocol."""
        del sweep
        record_decisions(
            self._connection,
            [
                Decision(
                    sha256=move.sha256,
                    size=move.size,
                    path=self._root / move.relative,
                    choice=Choice.KEEP,
                    origin=self._origin,
                    decided_at=time.time(),
                )
                for move in moves
                if move.state in _COMING_BACK
            ],
        )

    def finish(self, sweep: str, at: float) -> None:
        """See the Protocol."""


def keep_returned(record: SweepRecord, connection: sqlite3.Connection, origin: Origin) -> int:
    """Keep what an earlier undo brought back; return how many pictures that are."""
    KeepingJournal(connection, record.header, origin).begin(record.header, record.moves)
    return record.count(MoveState.RESTORED)
