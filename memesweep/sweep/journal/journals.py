"""The journal: every intent is durable before the first file moves, every outcome follows its move."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Protocol

from memesweep.errors import UnfitEnvironmentError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from memesweep.sweep.journal.record import Move, SweepHeader


class Journal(Protocol):
    """Where a sweep is written down. Each method is durable on return."""

    def begin(self, header: SweepHeader, moves: Sequence[Move]) -> None:
        """Write the sweep and all its intents."""

    def write(self, sweep: str, *moves: Move) -> None:
        """Write the present state of some moves, all or none."""

    def finish(self, sweep: str, at: float) -> None:
        """Write that no move is under way any more."""


class Journals:
    """Several journals as one. Each is enough alone.

    A journal that cannot be written ends a sweep: no file moves that is not written down everywhere.
    """

    def __init__(self, *journals: Journal) -> None:
        """Order matters only to a reader who wonders which of them to believe: the first."""
        self._journals = journals

    def begin(self, header: SweepHeader, moves: Sequence[Move]) -> None:
        """See the Protocol."""
        for journal in self._journals:
            journal.begin(header, moves)

    def write(self, sweep: str, *moves: Move) -> None:
        """See the Protocol."""
        for journal in self._journals:
            journal.write(sweep, *moves)

    def finish(self, sweep: str, at: float) -> None:
        """See the Protocol."""
        for journal in self._journals:
            journal.finish(sweep, at)


class LenientJournal:
    """The journal of an undo: it goes on where a disk is full or read-only, and says so afterwards.

    Bringing files back must not depend on room for notes. What a lost note leaves open, the next look at
    the disk finds out.
    """

    def __init__(self, *journals: Journal) -> None:
        """Every journal is tried, whatever became of the others."""
        self._journals = journals
        self.trouble: Exception | None = None
        """Why a note was lost; the first such case."""

    def begin(self, header: SweepHeader, moves: Sequence[Move]) -> None:
        """See the Protocol."""
        self._each(lambda journal: journal.begin(header, moves))

    def write(self, sweep: str, *moves: Move) -> None:
        """See the Protocol."""
        self._each(lambda journal: journal.write(sweep, *moves))

    def finish(self, sweep: str, at: float) -> None:
        """See the Protocol."""
        self._each(lambda journal: journal.finish(sweep, at))

    def _each(self, note: Callable[[Journal], None]) -> None:
        for journal in self._journals:
            try:
                note(journal)
            except (UnfitEnvironmentError, sqlite3.Error) as error:
                self.trouble = self.trouble or error
