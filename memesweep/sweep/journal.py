"""The journal: every intent is durable before the first file moves, every outcome follows its move."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from memesweep.catalog.record import Move, SweepHeader


class Journal(Protocol):
    """Where a sweep is written down. Each method is durable on return."""

    def begin(self, header: SweepHeader, moves: Sequence[Move]) -> None:
        """Write the sweep and all its intents."""

    def write(self, sweep: str, move: Move) -> None:
        """Write the present state of one move."""

    def finish(self, sweep: str, at: float) -> None:
        """Write that no move is under way any more."""


class Journals:
    """Several journals as one. The first is written first and is enough alone, and so is every other."""

    def __init__(self, *journals: Journal) -> None:
        """Order matters only to a reader who wonders which of them to believe: the first."""
        self._journals = journals

    def begin(self, header: SweepHeader, moves: Sequence[Move]) -> None:
        """See the Protocol."""
        for journal in self._journals:
            journal.begin(header, moves)

    def write(self, sweep: str, move: Move) -> None:
        """See the Protocol."""
        for journal in self._journals:
            journal.write(sweep, move)

    def finish(self, sweep: str, at: float) -> None:
        """See the Protocol."""
        for journal in self._journals:
            journal.finish(sweep, at)
