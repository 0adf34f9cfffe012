"""One sweep from plan to record: the rooms of this package put together."""

from __future__ import annotations

import os
import sys
import time
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from memesweep.catalog.keeps import is_kept
from memesweep.errors import ErrorCode, UnfitEnvironmentError
from memesweep.sweep.execute import execute, intend
from memesweep.sweep.fileops.anchor import Anchor
from memesweep.sweep.holding import make_sweep_folder, new_sweep_id
from memesweep.sweep.journal.journals import Journal, Journals, LenientJournal
from memesweep.sweep.journal.keeping import KeepingJournal
from memesweep.sweep.journal.manifest import ManifestJournal, last_number
from memesweep.sweep.journal.record import Initiator, SweepHeader, SweepRecord
from memesweep.sweep.journal.table import CatalogJournal, find_sweep, move_root, next_number, open_sweeps
from memesweep.sweep.movers import DryJournal, DryMover, HoldingMover, Mover
from memesweep.sweep.recovery import Recovery
from memesweep.sweep.tidy import folder_mtimes, remove_sweep_folder
from memesweep.sweep.trash.desktop import SystemTrashMover
from memesweep.sweep.trash.freedesktop import TrashMover
from memesweep.sweep.undo import recover_open_moves, undo_sweep

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
    from pathlib import Path
    from threading import Event

    from memesweep.catalog.decisions import Origin
    from memesweep.sweep.fileops.operations import FileOperations
    from memesweep.sweep.plan import Plan


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a sweep puts files."""

    holding: Path | None = None
    """A folder that passed `check_holding`; None for the trash."""
    dry: bool = False


def sweep(
    plan: Plan,
    destination: Destination,
    files: FileOperations,
    connection: sqlite3.Connection,
    scorer: str,
    stop: Event,
    on_progress: Callable[[int], None] = lambda _done: None,
    *,
    initiator: Initiator = Initiator.PERSON,
) -> SweepRecord:
    """Carry out a plan. The gallery is locked by the caller.

    Raises:
        UnfitEnvironmentError: the gallery is gone, or the holding folder cannot be made.

    """
    identity = new_sweep_id()
    with ExitStack() as stack:
        gallery = stack.enter_context(Anchor(plan.root))
        folder: Path | None = None
        holding: Anchor | None = None
        number = next_number(connection)
        mover: Mover
        journal: Journal
        if destination.dry:
            mover, journal = DryMover(files, gallery), DryJournal()
        elif destination.holding is None:
            mover = (
                SystemTrashMover(files, gallery)
                if sys.platform == "darwin"
                else TrashMover(files, gallery, stack)
            )
            journal = CatalogJournal(connection)
        else:
            number = max(number, last_number(destination.holding) + 1)
            folder = make_sweep_folder(destination.holding, identity)
            holding = stack.enter_context(Anchor(folder))
            mover = HoldingMover(files, gallery, holding)
            journal = Journals(CatalogJournal(connection), ManifestJournal(files, holding))
        moves = intend(plan, mover)
        header = SweepHeader(
            identity,
            plan.root,
            folder,
            time.time(),
            scorer,
            folder_mtimes(files, gallery, moves),
            number,
            gallery.device,
            initiator=initiator,
        )
        resolve = Recovery(files, gallery, holding, plan.root).resolve
        record = execute(
            header,
            moves,
            mover,
            journal,
            resolve,
            lambda sha256: is_kept(connection, sha256),
            stop,
            on_progress,
        )
    if folder is not None and record.has_nothing_away:
        remove_sweep_folder(folder)
    return record


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo did."""

    record: SweepRecord
    unwritten: Exception | None
    """Why a journal could not be written on the way; what was brought back is back all the same."""


def undo(
    record: SweepRecord,
    files: FileOperations,
    connection: sqlite3.Connection,
    stop: Event,
    on_progress: Callable[[int], None] = lambda _done: None,
    *,
    origin: Origin | None = None,
    wanted: frozenset[int] | None = None,
    catalog_lasts: bool = True,
) -> Undone:
    """Bring a sweep back, and write that down wherever the sweep is written down.

    Args:
        record: the sweep, as the catalog or a manifest tells it.
        files: the file system.
        connection: an open catalog.
        stop: when set, the rest stays where it is.
        on_progress: called with 1 after each file.
        origin: as whose decision each picture is kept, by content, before it is back; None for no decision.
        wanted: the numbers of the moves to restore; None for all.
        catalog_lasts: whether what is written to `connection` is the user's catalog, and no copy of it: only
            then the folder of a sweep goes that has nothing away any more.

    Raises:
        UnfitEnvironmentError: the gallery or the holding folder is not there.

    """
    known = find_sweep(connection, record.header.id)
    if known is not None and known.has_nothing_away:
        return Undone(known, None)  # another run was faster, and the sweep's folder is gone
    _refuse_unmounted(record)
    with ExitStack() as stack:
        keeping = [] if origin is None else [KeepingJournal(connection, record.header, origin)]
        journal = LenientJournal(*keeping, *_journals_of(record, files, connection, stack))
        after = undo_sweep(record, files, journal, stop, on_progress, wanted=wanted)
    folder = after.header.holding
    if folder is not None and after.has_nothing_away and catalog_lasts and journal.trouble is None:
        remove_sweep_folder(folder)
    return Undone(after, journal.trouble)


def _refuse_unmounted(record: SweepRecord) -> None:
    """Refuse a root that is empty and on another file system than the files came from.

    Below the mount point of a disk that is not there, nobody would find them again. A gallery that was swept
    empty, on a disk that has another number today, looks the same: only its owner can tell, by a file in it.
    """
    root = record.header.root
    try:
        with os.scandir(root) as entries:
            empty = next(entries, None) is None
        device = root.stat().st_dev
    except OSError as error:
        raise UnfitEnvironmentError(
            ErrorCode.GALLERY_UNREADABLE, path=root, reason=error.strerror or str(error)
        ) from error
    if empty and record.moves and device not in _devices(record):
        raise UnfitEnvironmentError(ErrorCode.GALLERY_NOT_THE_DISK, path=root)


def _devices(record: SweepRecord) -> set[int]:
    """Return the device numbers that the gallery of a sweep is known by.

    That of its root where it was noted: on an overlay of several disks, files have others.
    """
    if record.header.device is not None:
        return {record.header.device}
    return {move.device for move in record.moves}


def relocate_gallery(
    record: SweepRecord, root: Path, files: FileOperations, connection: sqlite3.Connection
) -> SweepRecord:
    """Write down that the gallery of a sweep is elsewhere now; return the sweep as one of that gallery.

    Args:
        record: the sweep, as the catalog or a manifest tells it.
        root: where its pictures belong now, resolved.
        files: the file system.
        connection: an open catalog.

    Raises:
        UnfitEnvironmentError: the folder cannot be opened, or the manifest cannot be written.

    """
    with ExitStack() as stack:
        device = stack.enter_context(Anchor(root)).device
        header = record.header.moved_to(root, device)
        move_root(connection, header.id, root, device)
        if header.holding is not None:
            holding = stack.enter_context(Anchor(header.holding))
            ManifestJournal(files, holding).begin(header, ())
    return replace(record, header=header)


def recover(root: Path, files: FileOperations, connection: sqlite3.Connection) -> list[SweepRecord]:
    """Recover the gallery's sweeps and undos that a crash or a power cut left open; return them as they are.

    A sweep whose holding folder is not mounted stays open: nothing can be said of it now.
    """
    recovered = []
    for record in open_sweeps(connection, root):
        try:
            with ExitStack() as stack:
                gallery = stack.enter_context(Anchor(root))
                holding = (
                    stack.enter_context(Anchor(record.header.holding)) if record.header.holding else None
                )
                journal = LenientJournal(*_journals_of(record, files, connection, stack))
                recovery = Recovery(files, gallery, holding, record.header.swept_from or root)
                recovered.append(recover_open_moves(record, recovery, journal))
        except UnfitEnvironmentError:
            continue
    return recovered


def _journals_of(
    record: SweepRecord, files: FileOperations, connection: sqlite3.Connection, stack: ExitStack
) -> list[Journal]:
    catalog = CatalogJournal(connection)
    if record.header.holding is None:
        return [catalog]
    folder = stack.enter_context(Anchor(record.header.holding))
    return [catalog, ManifestJournal(files, folder)]
