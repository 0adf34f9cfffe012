"""One sweep from plan to record: the rooms of this package put together."""

from __future__ import annotations

import time
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

from memesweep.catalog.record import SweepHeader, SweepRecord
from memesweep.catalog.sweeps import CatalogJournal, unfinished_sweeps
from memesweep.errors import UnfitEnvironmentError
from memesweep.sweep.anchor import Anchor
from memesweep.sweep.execute import execute, intend
from memesweep.sweep.holding import make_sweep_folder, new_sweep_id
from memesweep.sweep.journal import Journal, Journals
from memesweep.sweep.manifest import ManifestJournal
from memesweep.sweep.movers import DryJournal, DryMover, HoldingMover, Mover
from memesweep.sweep.recovery import Recovery
from memesweep.sweep.tidy import folder_mtimes
from memesweep.sweep.trash import TrashMover
from memesweep.sweep.undo import settle_sweep, undo_sweep

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
    from pathlib import Path
    from threading import Event

    from memesweep.sweep.files import FileOperations
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
        mover: Mover
        journal: Journal
        if destination.dry:
            mover, journal = DryMover(files, gallery), DryJournal()
        elif destination.holding is None:
            mover, journal = TrashMover(files, gallery), CatalogJournal(connection)
        else:
            folder = make_sweep_folder(destination.holding, identity)
            holding = stack.enter_context(Anchor(folder))
            mover = HoldingMover(files, gallery, holding)
            journal = Journals(CatalogJournal(connection), ManifestJournal(files, holding))
        moves = intend(plan, mover)
        header = SweepHeader(
            identity, plan.root, folder, time.time(), scorer, folder_mtimes(files, gallery, moves)
        )
        look = Recovery(files, gallery, holding).look
        return execute(header, moves, mover, journal, look, stop, on_progress)


def undo(
    record: SweepRecord,
    files: FileOperations,
    connection: sqlite3.Connection,
    stop: Event,
    on_progress: Callable[[int], None] = lambda _done: None,
) -> SweepRecord:
    """Bring a sweep back, and write that down wherever the sweep is written down.

    Raises:
        UnfitEnvironmentError: the gallery or the holding folder is not there.

    """
    with ExitStack() as stack:
        journal = _journal_of(record, files, connection, stack)
        return undo_sweep(record, files, journal, stop, on_progress)


def recover(root: Path, files: FileOperations, connection: sqlite3.Connection) -> list[SweepRecord]:
    """Settle the gallery's sweeps that a crash or a power cut left open; return them, settled.

    A sweep whose holding folder is not mounted stays open: nothing can be said of it now.
    """
    settled = []
    for record in unfinished_sweeps(connection, root):
        try:
            with ExitStack() as stack:
                gallery = stack.enter_context(Anchor(root))
                holding = (
                    stack.enter_context(Anchor(record.header.holding)) if record.header.holding else None
                )
                journal = _journal_of(record, files, connection, stack)
                settled.append(settle_sweep(record, Recovery(files, gallery, holding), journal))
        except UnfitEnvironmentError:
            continue
    return settled


def _journal_of(
    record: SweepRecord, files: FileOperations, connection: sqlite3.Connection, stack: ExitStack
) -> Journal:
    catalog = CatalogJournal(connection)
    if record.header.holding is None:
        return catalog
    folder = stack.enter_context(Anchor(record.header.holding))
    return Journals(catalog, ManifestJournal(files, folder))
