"""Bring a sweep back: every file to its path, with its time and mode, over nothing that is there."""

from __future__ import annotations

import time
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from memesweep.catalog.record import Move, MoveState, SweepRecord
from memesweep.sweep.anchor import Anchor, Place
from memesweep.sweep.recovery import Recovery
from memesweep.sweep.relocate import Expected, FileChangedError, relocate
from memesweep.sweep.swept import locate_swept
from memesweep.sweep.tidy import anyone_in, remove_empty_folders
from memesweep.sweep.trash import info_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from threading import Event

    from memesweep.sweep.files import FileOperations
    from memesweep.sweep.journal import Journal


@dataclass(frozen=True, slots=True)
class _Sites:
    """Where one undo works."""

    sweep: str
    files: FileOperations
    gallery: Anchor
    holding: Anchor | None
    journal: Journal


def undo_sweep(
    record: SweepRecord,
    files: FileOperations,
    journal: Journal,
    stop: Event,
    on_progress: Callable[[int], None] = lambda _done: None,
) -> SweepRecord:
    """Restore what a sweep moved; what cannot be restored stays where it is and says why in its note.

    Can be repeated: what is back stays back, what was refused is tried again.

    Args:
        record: the sweep, as the catalog or a manifest tells it. An interrupted one is settled first.
        files: the file system.
        journal: where states go.
        stop: when set, the rest stays where it is.
        on_progress: called with 1 after each file.

    Raises:
        UnfitEnvironmentError: the gallery or the holding folder is not there.

    """
    with ExitStack() as stack:
        gallery = stack.enter_context(Anchor(record.header.root))
        holding = stack.enter_context(Anchor(record.header.holding)) if record.header.holding else None
        recovery = Recovery(files, gallery, holding)
        sites = _Sites(record.header.id, files, gallery, holding, journal)
        settled = settle_sweep(record, recovery, journal)
        folders_then = _untouched_folders(settled, files, gallery)
        outcomes = []
        for move in settled.moves:
            outcome = move
            if move.state is MoveState.MOVED and not stop.is_set():
                outcome = _restore(move, sites)
            outcomes.append(outcome)
            on_progress(1)
        for folder, mtime_ns in folders_then:
            files.touch_folder(anyone_in(gallery, folder), mtime_ns)
        if holding is not None:
            remove_empty_folders(holding.path)
    return replace(settled, moves=tuple(outcomes))


def settle_sweep(record: SweepRecord, recovery: Recovery, journal: Journal) -> SweepRecord:
    """Write down what became of the moves that an interruption left open."""
    moves = []
    for move in record.moves:
        settled = recovery.look_back(recovery.look(move))
        if settled != move:
            journal.write(record.header.id, settled)
        moves.append(settled)
    finished_at = record.finished_at
    if finished_at is None:
        finished_at = time.time()
        journal.finish(record.header.id, finished_at)
    return SweepRecord(record.header, tuple(moves), finished_at)


def _restore(move: Move, sites: _Sites) -> Move:
    """Move one file back; return the move as it then is, written down."""
    target = Place(sites.gallery, move.relative)
    try:
        if sites.files.status(target) is not None:
            raise FileExistsError
        with ExitStack() as stack:
            source = locate_swept(move, sites.gallery, sites.holding, stack)
            sites.journal.write(sites.sweep, move.settled(MoveState.RESTORING, move.destination, ""))
            relocate(sites.files, source, target, Expected(move.sha256))
            if sites.holding is None:
                _drop_info(sites.files, source)
        outcome = move.settled(MoveState.RESTORED, move.destination, "")
    except FileExistsError:
        outcome = move.settled(MoveState.MOVED, move.destination, "its name is taken; nothing is overwritten")
    except (FileChangedError, OSError) as error:
        outcome = _after_failure(move, error, Recovery(sites.files, sites.gallery, sites.holding))
    sites.journal.write(sites.sweep, outcome)
    return outcome


def _after_failure(move: Move, error: Exception, recovery: Recovery) -> Move:
    """An error can come after the deed: believe the disk before the error."""
    looked = recovery.look_back(move.settled(MoveState.RESTORING, move.destination, ""))
    if looked.state is MoveState.RESTORED:
        return looked
    note = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return move.settled(MoveState.MOVED, move.destination, note)


def _drop_info(files: FileOperations, trashed: Place) -> None:
    """Take away the trash's record of a file that is back."""
    info = info_of(trashed.anchor.path / trashed.relative)
    try:
        with Anchor(info.parent) as folder:
            files.unlink(Place(folder, info.name))
    except Exception:  # noqa: BLE001, S110 - a record without a file is litter, not a loss
        pass


def _untouched_folders(
    record: SweepRecord, files: FileOperations, gallery: Anchor
) -> tuple[tuple[str, int], ...]:
    """Return the folders that nobody wrote to since the sweep, with the times they had before it."""
    finished_ns = int((record.finished_at or 0.0) * 1e9)
    if any(move.state is MoveState.RESTORED for move in record.moves):
        return ()
    untouched = []
    for folder, mtime_ns in record.header.folder_mtimes:
        now = files.folder_mtime(anyone_in(gallery, folder))
        if now is not None and now <= finished_ns:
            untouched.append((folder, mtime_ns))
    return tuple(untouched)
