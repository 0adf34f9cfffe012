"""Carry out a plan: intents first, then file by file, each outcome written as it is seen on disk."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from memesweep.sweep.fileops.relocate import FileChangedError
from memesweep.sweep.fileops.suffix import with_suffix
from memesweep.sweep.journal.record import Move, MoveState, SweepHeader, SweepRecord
from memesweep.sweep.trash.layout import MOST_NAME_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from threading import Event

    from memesweep.sweep.journal.journals import Journal
    from memesweep.sweep.movers import Mover
    from memesweep.sweep.plan import Plan

_TRIES: Final = 100
"""Names to try before a taken destination counts as a failure."""

INTERRUPTED: Final = "interrupted"
"""Note of a file that stayed because the user, or a crash, ended the sweep."""


def intend(plan: Plan, mover: Mover) -> tuple[Move, ...]:
    """Turn a plan's files into moves that have not begun."""
    return tuple(
        Move(
            number=file.number,
            relative=file.relative,
            size=file.stamp.size,
            mtime_ns=file.stamp.mtime_ns,
            inode=file.stamp.inode,
            device=file.stamp.device,
            mode=file.mode,
            sha256=file.sha256,
            score=file.score,
            verdict=file.verdict,
            reason=file.reason,
            destination=mover.destination(file.relative),
        )
        for file in plan.files
    )


def execute(
    header: SweepHeader,
    moves: tuple[Move, ...],
    mover: Mover,
    journal: Journal,
    resolve: Callable[[Move, Sequence[Move]], Move],
    is_kept: Callable[[bytes], bool],
    stop: Event,
    on_progress: Callable[[int], None] = lambda _done: None,
) -> SweepRecord:
    """Move every file of a sweep that still is what was scored.

    Args:
        header: the sweep; written before anything moves.
        moves: what `intend` made of the plan.
        mover: the real one, or the dry one.
        journal: where intents and outcomes go.
        resolve: tells from the disk what became of a move that failed half-way, given those before it.
        is_kept: tells by SHA-256 whether the user has put a picture on the keep-list since it was scored.
        stop: when set, the rest of the plan stays.
        on_progress: called with 1 after each file.

    Returns:
        the record as the journal has it.

    """
    journal.begin(header, moves)
    outcomes: list[Move] = []
    for move in moves:
        if stop.is_set():
            outcome = _stayed(move, INTERRUPTED)
        elif is_kept(move.sha256):
            outcome = _stayed(move, "on your keep-list")
        else:
            outcome = _move_one(
                header.id, move, mover, journal, lambda open_move: resolve(open_move, outcomes)
            )
        journal.write(header.id, outcome)
        outcomes.append(outcome)
        on_progress(1)
    if any(outcome.state is MoveState.INTENDED for outcome in outcomes):
        return SweepRecord(header, tuple(outcomes))
    finished_at = time.time()
    journal.finish(header.id, finished_at)
    return SweepRecord(header, tuple(outcomes), finished_at)


def _move_one(
    sweep: str, move: Move, mover: Mover, journal: Journal, resolve: Callable[[Move], Move]
) -> Move:
    for attempt in range(_TRIES):
        try:
            destination = mover.move(move)
        except FileExistsError as error:
            if move.destination is None:
                return _stayed(move, error.strerror or "its name is taken")
            # The new name is an intent of its own: recovery must know where to look.
            another = with_suffix(move.destination, attempt + 1, MOST_NAME_BYTES)
            move = move.with_state(MoveState.INTENDED, another, "")
            journal.write(sweep, move)
        except FileChangedError as error:
            return _noted(resolve(move), str(error))
        except OSError as error:
            return _noted(resolve(move), error.strerror or str(error))
        else:
            return move.with_state(mover.done, destination, "")
    return _stayed(move, "every name for it is taken")


def _noted(resolved: Move, note: str) -> Move:
    """Note why a move failed, unless the disk says that it succeeded all the same."""
    return (
        resolved
        if resolved.state is MoveState.MOVED
        else resolved.with_state(resolved.state, resolved.destination, note)
    )


def _stayed(move: Move, note: str) -> Move:
    return move.with_state(MoveState.STAYED, move.destination, note)
