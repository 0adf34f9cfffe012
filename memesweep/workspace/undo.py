"""Undo: which sweep is meant, what would be restored, and restoring it."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from memesweep.catalog.database import (
    copied_catalog,
    forgetful_catalog,
    is_only_unwritable,
    naming_catalog,
    open_catalog,
)
from memesweep.errors import BadUsageError, ErrorCode, MemesweepError, UnfitEnvironmentError
from memesweep.gallery.swept import MANIFEST_NAME
from memesweep.gallery_lock import lock_gallery
from memesweep.sweep.fileops.operations import RealFiles
from memesweep.sweep.journal.keeping import keep_returned
from memesweep.sweep.journal.manifest import read_manifest, read_manifests
from memesweep.sweep.journal.record import MoveState, SweepRecord
from memesweep.sweep.journal.table import find_sweep, list_sweeps
from memesweep.sweep.reappeared import count_reappeared
from memesweep.sweep.run import undo
from memesweep.workspace.observer import Notice, NoticeCode, Observer, Phase, counting
from memesweep.workspace.proposal import Trouble, TroubleCode
from memesweep.workspace.results import Ending, UndoResult, moves_in

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from threading import Event

    from memesweep.home import Home

_AWAY = frozenset({MoveState.MOVED, MoveState.RESTORING, MoveState.INTENDED})
"""States in which a file may be away from its gallery. `GONE` is none: its file has to be seen first."""


class _Source(StrEnum):
    """What an undo goes by."""

    CATALOG = "catalog"
    COPY = "copy"
    """Of a catalog whose disk takes no more."""
    MANIFEST = "manifest"
    """That of the folder that was named, since the catalog cannot be used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoProposal:
    """An undo that has not happened."""

    record: SweepRecord
    away: int
    """Files that would come back; none where everything is back already."""
    source: _Source


def prepare_undo(home: Home, which: str | None, observer: Observer, *, keep: bool) -> UndoProposal | None:
    """Find the sweep that is meant; see `Workspace.prepare_undo`."""
    with ExitStack() as stack:
        catalog, source = _open_any(home, which, observer, stack, keep=keep)
        record = _find(which, catalog, observer)
    if record is None:
        return None
    return UndoProposal(record=record, away=_count_away(record), source=source)


def carry_out_undo(
    home: Home, proposal: UndoProposal, stop: Event, observer: Observer, *, keep: bool
) -> UndoResult:
    """Bring back what is away; see `Workspace.undo`."""
    if not proposal.away and not keep:
        return _nothing_away(proposal.record, kept=0)
    with _open_source(home, proposal.source) as catalog:
        lock_folder = home.lock_folder if proposal.source is _Source.CATALOG else None
        with lock_gallery(lock_folder, proposal.record.header.root):
            record = _find_again(proposal.record, catalog)
            kept = keep_returned(record, catalog) if keep else 0
            away = _count_away(record)
            if not away:
                return _nothing_away(record, kept=kept)
            advance = counting(observer, Phase.RESTORE, away)
            done = undo(record, RealFiles(), catalog, stop, advance, keep=keep)
    unwritten = None if done.unwritten is None else _named(done.unwritten, home)
    troubles = _troubles(done.record)
    # What came back and is not on the keep-list although it should be, the next sweep takes again.
    partial = bool(troubles) or (keep and unwritten is not None)
    ending = Ending.INTERRUPTED if stop.is_set() else Ending.PARTIAL if partial else Ending.DONE
    return UndoResult(
        record=done.record,
        restored=moves_in(done.record, MoveState.RESTORED),
        kept=kept,
        troubles=troubles,
        unwritten=unwritten,
        ending=ending,
    )


def _nothing_away(record: SweepRecord, *, kept: int) -> UndoResult:
    return UndoResult(
        record=record,
        restored=(),
        kept=kept,
        troubles=_troubles(record),
        unwritten=None,
        ending=Ending.DONE,
    )


def _troubles(record: SweepRecord) -> tuple[Trouble, ...]:
    return tuple(
        Trouble(path=record.header.root / move.relative, code=TroubleCode.NOT_RESTORED, note=move.note)
        for move in record.moves
        if move.state in _AWAY or move.state is MoveState.GONE
    )


def _named(error: Exception, home: Home) -> MemesweepError:
    """Give an error of SQLite's the code and facts of its kind."""
    try:
        with naming_catalog(home.catalog_file):
            raise error
    except MemesweepError as named:
        return named


def _open_any(
    home: Home, which: str | None, observer: Observer, stack: ExitStack, *, keep: bool
) -> tuple[sqlite3.Connection, _Source]:
    """Open the catalog, or what has to do: the manifest of the folder that was named, or a copy."""
    try:
        return stack.enter_context(open_catalog(home.catalog_file)), _Source.CATALOG
    except UnfitEnvironmentError as error:
        if keep:
            raise
        if which is not None and Path(which).expanduser().is_dir():
            observer.notice(Notice(code=NoticeCode.CATALOG_NOT_NEEDED, facts={"folder": which}, error=error))
            return stack.enter_context(forgetful_catalog()), _Source.MANIFEST
        if not is_only_unwritable(error):
            raise
        observer.notice(Notice(code=NoticeCode.CATALOG_COPIED, error=error))
        try:
            return stack.enter_context(copied_catalog(home.catalog_file)), _Source.COPY
        except OSError:
            raise error from None


@contextmanager
def _open_source(home: Home, source: _Source) -> Iterator[sqlite3.Connection]:
    if source is _Source.MANIFEST:
        opened = forgetful_catalog()
    elif source is _Source.COPY:
        opened = copied_catalog(home.catalog_file)
    else:
        opened = open_catalog(home.catalog_file)
    with opened as catalog:
        yield catalog


def _count_away(record: SweepRecord) -> int:
    return sum(move.state in _AWAY for move in record.moves) + count_reappeared(record, RealFiles())


def _find(which: str | None, catalog: sqlite3.Connection, observer: Observer) -> SweepRecord | None:
    """Find a sweep by id, by folder, or as the last one that has something away.

    Raises:
        BadUsageError: there is no such sweep.
        UnfitEnvironmentError: its holding folder is not where it was.

    """
    if which is None:
        return next((record for record in list_sweeps(catalog) if _count_away(record)), None)
    record = find_sweep(catalog, which)
    if record is not None and (record.header.holding is None or record.header.holding.is_dir()):
        return record
    folder = Path(which).expanduser()
    if folder.is_dir():
        return _read_folder(folder.resolve(), observer)
    if record is not None:
        raise UnfitEnvironmentError(ErrorCode.HOLDING_MISSING, path=record.header.holding)
    raise BadUsageError(ErrorCode.NO_SUCH_SWEEP, sweep=which)


def _find_again(record: SweepRecord, catalog: sqlite3.Connection) -> SweepRecord:
    """Read a sweep anew under the lock: another run may have done the work in between."""
    known = find_sweep(catalog, record.header.id)
    if known is not None and known.header.holding == record.header.holding:
        return known
    return record if record.header.holding is None else read_manifest(record.header.holding)


def _read_folder(folder: Path, observer: Observer) -> SweepRecord:
    """Read the sweep of a folder, or of a holding folder the newest that has something away.

    A damaged manifest among sound ones must not keep their pictures away; in a folder that the user named
    there is nothing else to go on with.
    """
    if (folder / MANIFEST_NAME).is_file():
        return read_manifest(folder)

    def skip(error: UnfitEnvironmentError) -> None:
        observer.notice(Notice(code=NoticeCode.MANIFEST_PASSED_OVER, error=error))

    for record in read_manifests(folder, skip):
        if _count_away(record):
            return record
    raise BadUsageError(ErrorCode.NO_SWEEP_IN_FOLDER, path=folder)
