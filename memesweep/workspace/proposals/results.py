"""What came of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from memesweep.sweep.execute import INTERRUPTED
from memesweep.sweep.journal.record import Move, MoveState, SweepRecord
from memesweep.workspace.troubles import Trouble, TroubleCode

if TYPE_CHECKING:
    from memesweep.errors import MemesweepError
    from memesweep.workspace.proposals.proposal import Proposal


class Ending(StrEnum):
    """How a piece of work ended."""

    DONE = "done"
    """All that was asked for, be it nothing."""
    PARTIAL = "partial"
    """Some files failed; the rest is done."""
    INTERRUPTED = "interrupted"
    """Somebody asked for an end; what was done until then is done and written down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanResult:
    """What a sweep did."""

    proposal: Proposal
    record: SweepRecord | None
    """None where the plan was empty."""
    troubles: tuple[Trouble, ...]
    """Those of the proposal, then the files of the plan that stayed."""
    ending: Ending

    @property
    def moved(self) -> tuple[Move, ...]:
        """The files that went; none in a dry run."""
        return () if self.record is None else moves_in(self.record, MoveState.MOVED)


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoResult:
    """What an undo did."""

    record: SweepRecord
    """The sweep as it is now."""
    moves: tuple[Move, ...]
    """Those of its files that were meant."""
    restored: tuple[Move, ...]
    """The files that this undo brought back."""
    kept: int
    """Files of it that were back already, and are on the keep-list now because that was asked for."""
    remembered: bool
    """Whether the catalog knows that these were brought back, so that no later sweep takes them."""
    troubles: tuple[Trouble, ...]
    """Files that are not back, or not of this sweep."""
    unwritten: MemesweepError | None
    """Why the journal, or the keep-list, could not be kept up to date; what is back is back all the same."""
    ending: Ending


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepResult:
    """What putting pictures on the keep-list, or taking them off, did."""

    changed: int
    """Pictures that were not on the list before, or were."""
    troubles: tuple[Trouble, ...]


def moves_in(record: SweepRecord, state: MoveState) -> tuple[Move, ...]:
    """Return the moves of a sweep that are in one state."""
    return tuple(move for move in record.moves if move.state is state)


def clean_result(proposal: Proposal, record: SweepRecord | None) -> CleanResult:
    """Say what a sweep came to: partial where anything that should have gone, or been looked at, did not."""
    done = MoveState.INTENDED if proposal.destination.dry else MoveState.MOVED
    stayed = [move for move in record.moves if move.state is not done] if record else []
    troubles = (
        *proposal.troubles,
        *(
            Trouble(path=proposal.root / move.relative, code=TroubleCode.NOT_MOVED, note=move.note)
            for move in stayed
        ),
    )
    interrupted = any(move.note == INTERRUPTED for move in stayed)
    ending = Ending.INTERRUPTED if interrupted else Ending.PARTIAL if troubles else Ending.DONE
    return CleanResult(proposal=proposal, record=record, troubles=troubles, ending=ending)
