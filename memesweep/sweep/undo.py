"""Bring a sweep back: every file to its path, with its time and mode, over nothing that is there."""

from __future__ import annotations

import time
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from memesweep.sweep.fileops.anchor import Anchor, Place
from memesweep.sweep.fileops.relocate import Expected, FileChangedError, relocate
from memesweep.sweep.journal.record import Move, MoveState, SweepRecord
from memesweep.sweep.places import swept_place
from memesweep.sweep.recovery import Recovery
from memesweep.sweep.tidy import remove_empty_folders, restore_mtimes, untouched_folders
from memesweep.sweep.trash.freedesktop import drop_lonely_info

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from threading import Event

    from memesweep.sweep.fileops.operations import FileOperations
    from memesweep.sweep.journal.journals import Journal

_OPEN: Final = frozenset({MoveState.INTENDED, MoveState.RESTORING})
"""States of moves that a look at the disk could not decide."""

_BATCH: Final = 32
"""Files that are brought back between two waits for the disk."""


@dataclass(frozen=True, slots=True)
class _Sites:
    """Where one undo works."""

    sweep: str
    files: FileOperations
    gallery: Anchor
    holding: Anchor | None
    swept_from: Path
    journal: Journal
    recovery: Recovery


def undo_sweep(
    record: SweepRecord,
    files: FileOperations,
    journal: Journal,
    stop: Event,
    on_progress: Callable[[int], None] = lambda _done: None,
    *,
    wanted: frozenset[int] | None = None,
) -> SweepRecord:
    """Restore what a sweep moved; what cannot be restored stays where it is and says why in its note.

    Can be repeated: what is back stays back, what was refused is tried again.

    Args:
        record: the sweep, as the catalog or a manifest tells it; one that was interrupted is recovered first.
        files: the file system.
        journal: where states go.
        stop: when set, the rest stays where it is.
        on_progress: called with the number of files just finished.
        wanted: the numbers of the moves to restore; None for all.

    Raises:
        UnfitEnvironmentError: the gallery or the holding folder is not there.

    """
    with ExitStack() as stack:
        gallery = stack.enter_context(Anchor(record.header.root))
        holding = stack.enter_context(Anchor(record.header.holding)) if record.header.holding else None
        swept_from = record.header.swept_from or record.header.root
        recovery = Recovery(files, gallery, holding, swept_from)
        sites = _Sites(record.header.id, files, gallery, holding, swept_from, journal, recovery)
        folders_then = untouched_folders(record, files, gallery)
        recovered = recover_open_moves(record, recovery, journal)
        outcomes = {move.number: move for move in recovered.moves}
        away = [
            move
            for move in recovered.moves
            if move.state is MoveState.MOVED and (wanted is None or move.number in wanted)
        ]
        for start in range(0, len(away), _BATCH):
            if not stop.is_set():
                restored = _restore(away[start : start + _BATCH], sites, stop, on_progress)
                outcomes.update((move.number, move) for move in restored)
        restore_mtimes(folders_then, files, gallery)
        if holding is not None:
            remove_empty_folders(holding.path)
    return replace(recovered, moves=tuple(outcomes.values()))


def recover_open_moves(record: SweepRecord, recovery: Recovery, journal: Journal) -> SweepRecord:
    """Write down what became of the moves that an interruption left open.

    The sweep stays open as long as one of them cannot be told.
    """
    moves = list(record.moves)
    for index, move in enumerate(record.moves):
        resolved = recovery.resolve(move, moves)
        if resolved != move:
            journal.write(record.header.id, resolved)
        moves[index] = resolved
    finished_at = record.finished_at
    if finished_at is None and not any(move.state in _OPEN for move in moves):
        finished_at = time.time()
        journal.finish(record.header.id, finished_at)
    return SweepRecord(record.header, tuple(moves), finished_at)


def _restore(moves: list[Move], sites: _Sites, stop: Event, on_progress: Callable[[int], None]) -> list[Move]:
    """Move some files back; return their moves as they then are, written down.

    The intents of all are durable before the first moves, and their folders before their outcomes: a disk
    waits a few times for a batch, not for each file.
    """
    sites.journal.write(
        sites.sweep, *(move.with_state(MoveState.RESTORING, move.destination, "") for move in moves)
    )
    outcomes: list[Move] = []
    with ExitStack() as stack:
        emptied: list[Place] = []
        for move in moves:
            outcomes.append(move if stop.is_set() else _bring_or_explain(move, sites, emptied, stack))
            on_progress(1)
        outcomes = _made_durable(outcomes, sites, emptied)
        if sites.holding is None:
            for source in emptied:
                drop_lonely_info(sites.files, source)
    sites.journal.write(sites.sweep, *outcomes)
    return outcomes


def _made_durable(outcomes: list[Move], sites: _Sites, emptied: list[Place]) -> list[Move]:
    """Make the folders durable that gained or lost a file; where that fails, look at each file again."""
    back = [Place(sites.gallery, move.relative) for move in outcomes if move.state is MoveState.RESTORED]
    by_folder = {str(place).rpartition("/")[0]: place for place in (*back, *emptied)}
    try:
        for place in by_folder.values():
            sites.files.sync_folder(place)
    except OSError:
        return [
            sites.recovery.resolve(move.with_state(MoveState.RESTORING, move.destination, ""))
            if move.state is MoveState.RESTORED
            else move
            for move in outcomes
        ]
    return outcomes


def _bring_or_explain(move: Move, sites: _Sites, emptied: list[Place], stack: ExitStack) -> Move:
    target = Place(sites.gallery, move.relative)
    try:
        if sites.files.status(target) is not None:
            return _name_taken(move, sites)
        return _bring(move, target, sites, emptied, stack)
    except FileExistsError:
        return _name_taken(move, sites)
    except (FileChangedError, OSError) as error:
        return _after_failure(move, error, sites.recovery)


def _bring(move: Move, target: Place, sites: _Sites, emptied: list[Place], stack: ExitStack) -> Move:
    source = swept_place(move, sites.files, sites.gallery, sites.holding, sites.swept_from, stack)
    if source is None:
        raise FileChangedError("not found in a trash that can be read; look for it in your file manager")
    relocate(sites.files, source, target, Expected(move.sha256), durable=False)
    emptied.append(source)
    # A rename kept both; a copy through a file system that holds neither did not.
    with suppress(OSError):
        sites.files.dress(target, move.mode, move.mtime_ns)
    return move.with_state(MoveState.RESTORED, move.destination, "")


def _name_taken(move: Move, sites: _Sites) -> Move:
    """Tell a file that another undo has brought back from one that is in the way."""
    if sites.recovery.is_back(move):
        return move.with_state(MoveState.RESTORED, move.destination, "")
    return move.with_state(MoveState.MOVED, move.destination, "its name is taken; nothing is overwritten")


def _after_failure(move: Move, error: Exception, recovery: Recovery) -> Move:
    """An error can come after the deed: believe the disk before the error."""
    looked = recovery.resolve(move.with_state(MoveState.RESTORING, move.destination, ""))
    if looked.state is MoveState.RESTORED:
        return looked
    note = (error.strerror if isinstance(error, OSError) else None) or str(error)
    if isinstance(error, FileChangedError) and looked.state is MoveState.RESTORING:
        return move.with_state(MoveState.MOVED, move.destination, note)
    return looked.with_state(looked.state, looked.destination, note)
