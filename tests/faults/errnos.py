"""Fail every file operation of a sweep and of an undo once, with every error, before and after the deed."""

from __future__ import annotations

import errno
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from memesweep.errors import UnfitEnvironmentError
from memesweep.sweep.journal.record import Move, MoveState
from tests.faults.tampered import Tampered, When, fail_always, fail_at
from tests.faults.ways import Way, world_of
from tests.faults.world import Figures, FileFacts, World, account, compare, facts_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tests.faults.tampered import Call

ERRORS: Final = (
    errno.EACCES,
    errno.ENOSPC,
    errno.EXDEV,
    errno.EIO,
    errno.EROFS,
    errno.ENAMETOOLONG,
)

OPERATIONS: Final = (
    "status",
    "digest",
    "make_folders",
    "rename",
    "copy",
    "create",
    "unlink",
    "is_being_written",
    "dress",
    "sync_folder",
    "folder_mtime",
    "touch_folder",
    "append",
)


def fail_everywhere(way: Way, files: int, errors: Sequence[int] = ERRORS) -> Figures:
    """Try every single failure, and every operation failing for good."""
    total = Figures()
    with world_of(way, files) as world:
        before = facts_of(world.gallery)
        sweeps, undos = _lengths(world, way)
        for disturb in _disturbances(sweeps, errors):
            total += _failing_sweep(world, before, way, disturb)
        for disturb in _disturbances(undos, errors):
            total += _failing_undo(world, before, way, disturb)
    return total


def _lengths(world: World, way: Way) -> tuple[int, int]:
    """Count the calls of a sweep and of an undo that nothing disturbs, with some to spare for more."""
    sweeping, undoing = way.files(), way.files()
    world.sweep(sweeping)
    world.undo_all(undoing)
    world.reset()
    return len(sweeping.calls) + 5, len(undoing.calls) + 5


def _disturbances(calls: int, errors: Sequence[int]) -> Iterator[Callable[[Call, When], None]]:
    for code in errors:
        for number in range(calls):
            for when in When:
                yield fail_at(number, when, code)
        for name in OPERATIONS:
            yield fail_always(name, code)


def _failing_sweep(
    world: World, before: dict[str, FileFacts], way: Way, disturb: Callable[[Call, When], None]
) -> Figures:
    moves: tuple[Move, ...] = ()
    # Where the journal cannot be written, the sweep ends, and the next run finds out.
    with suppress(UnfitEnvironmentError):
        moves = world.sweep(_disturbed(way, disturb)).moves
    found = account(world, before, recovered=False) + Figures(wrong=_lies(world, moves))
    world.recover(way.files())
    found += account(world, before, recovered=True)
    world.undo_all(way.files())
    found += compare(world, before)
    world.reset()
    return found


def _failing_undo(
    world: World, before: dict[str, FileFacts], way: Way, disturb: Callable[[Call, When], None]
) -> Figures:
    world.sweep(way.files())
    found = Figures()
    with suppress(UnfitEnvironmentError):
        for record in world.undo_all(_disturbed(way, disturb)):
            found += Figures(wrong=_lies(world, record.moves))
    found += account(world, before, recovered=False)
    world.undo_all(way.files())
    found += compare(world, before)
    world.reset()
    # The trash's record of a file that is back may be refused to go; it is litter, and no loss.
    return replace(found, leftovers=0) if way is Way.TRASH else found


def _lies(world: World, moves: tuple[Move, ...]) -> int:
    """Count the moves whose state is not what the disk shows."""
    here = {MoveState.STAYED, MoveState.RESTORED}
    away = {MoveState.MOVED}
    return sum(
        (move.state in here and not (world.gallery / move.relative).exists())
        or (move.state in away and (world.gallery / move.relative).exists())
        for move in moves
    )


def _disturbed(way: Way, disturb: Callable[[Call, When], None]) -> Tampered:
    files = way.files()
    files.disturb = disturb
    return files
