"""Undo: what would come back, and bringing it back."""

from __future__ import annotations

import errno
import os
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
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
from memesweep.catalog.decisions import Origin
from memesweep.errors import ErrorCode, MemesweepError, UnfitEnvironmentError
from memesweep.gallery_lock import lock_gallery
from memesweep.sweep.fileops.operations import RealFiles
from memesweep.sweep.journal.keeping import keep_returned
from memesweep.sweep.journal.record import MoveState, SweepRecord
from memesweep.sweep.run import relocate_gallery, undo
from memesweep.workspace.observer import Notice, NoticeCode, Observer, Phase, counting
from memesweep.workspace.proposals.results import Ending, UndoResult, moves_in
from memesweep.workspace.troubles import Trouble, TroubleCode
from memesweep.workspace.undoing.moved import write_moved
from memesweep.workspace.undoing.undo_find import AWAY, count_away, find_again, find_target

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence
    from threading import Event

    from memesweep.home import Home


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
    wanted: frozenset[int] | None
    """The numbers of the moves that are meant; None for all."""
    unmatched: tuple[str, ...]
    """Files that were named and are not in this sweep."""
    root: Path
    """Where the files go: the gallery, or the folder that was named instead."""
    away: int
    """Files that would come back; none where everything is back already."""
    source: _Source


def prepare_undo(
    home: Home, words: Sequence[str], observer: Observer, *, keep: bool, to: Path | None
) -> UndoProposal | None:
    """Find the sweep that is meant; see `Workspace.prepare_undo`."""
    with ExitStack() as stack:
        catalog, source = _open_any(home, words[0] if words else None, observer, stack, keep=keep)
        target = find_target(words, catalog, observer)
    if target is None:
        return None
    return UndoProposal(
        record=target.record,
        wanted=target.wanted,
        unmatched=target.unmatched,
        root=target.record.header.root if to is None else _folder(to),
        away=count_away(target.record, target.wanted),
        source=source,
    )


def _folder(to: Path) -> Path:
    try:
        resolved = to.resolve(strict=True)
    except (OSError, RuntimeError) as error:
        raise UnfitEnvironmentError(ErrorCode.FOLDER_UNUSABLE, path=to, reason=_words(error)) from error
    if not resolved.is_dir():
        raise UnfitEnvironmentError(ErrorCode.FOLDER_UNUSABLE, path=to, reason=os.strerror(errno.ENOTDIR))
    return resolved


def _words(error: OSError | RuntimeError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def carry_out_undo(
    home: Home, proposal: UndoProposal, stop: Event, observer: Observer, *, origin: Origin | None
) -> UndoResult:
    """Bring back what is away; see `Workspace.undo`."""
    asked_to_keep = origin is Origin.COMMAND
    if not proposal.away and not asked_to_keep:
        return _nothing_away(proposal.record, proposal, kept=0)
    with _open_source(home, proposal.source) as catalog:
        lasting = proposal.source is _Source.CATALOG
        with lock_gallery(home.lock_folder if lasting else None, proposal.root):
            record = find_again(proposal.record, catalog)
            if record.header.root != proposal.root:
                record = _relocated(record, proposal.root, catalog)
            kept = (
                keep_returned(_only(record, proposal.wanted), catalog, Origin.COMMAND) if asked_to_keep else 0
            )
            away = count_away(record, proposal.wanted)
            if not away:
                return _nothing_away(record, proposal, kept=kept)
            before = {move.number for move in record.moves if move.state is MoveState.RESTORED}
            done = undo(
                record,
                RealFiles(),
                catalog,
                stop,
                counting(observer, Phase.RESTORE, away),
                origin=origin,
                wanted=proposal.wanted,
                catalog_lasts=lasting,
            )
    unwritten = None if done.unwritten is None else _named(done.unwritten, home)
    troubles = _troubles(done.record, proposal)
    # What came back and is not on the keep-list although it should be, the next sweep takes again.
    partial = bool(troubles) or (asked_to_keep and unwritten is not None)
    ending = Ending.INTERRUPTED if stop.is_set() else Ending.PARTIAL if partial else Ending.DONE
    return UndoResult(
        record=done.record,
        moves=_only(done.record, proposal.wanted).moves,
        restored=tuple(
            move for move in moves_in(done.record, MoveState.RESTORED) if move.number not in before
        ),
        kept=kept,
        remembered=origin is not None and unwritten is None and lasting,
        troubles=troubles,
        unwritten=unwritten,
        ending=ending,
    )


def _relocated(record: SweepRecord, root: Path, catalog: sqlite3.Connection) -> SweepRecord:
    """Take the gallery for moved where its old place is gone; else only this sweep goes elsewhere."""
    former = record.header.root
    relocated = relocate_gallery(record, root, RealFiles(), catalog)
    if not os.path.lexists(former):
        write_moved(catalog, former, root)
    return relocated


def _only(record: SweepRecord, wanted: frozenset[int] | None) -> SweepRecord:
    if wanted is None:
        return record
    return replace(record, moves=tuple(move for move in record.moves if move.number in wanted))


def _nothing_away(record: SweepRecord, proposal: UndoProposal, *, kept: int) -> UndoResult:
    troubles = _troubles(record, proposal)
    return UndoResult(
        record=record,
        moves=_only(record, proposal.wanted).moves,
        restored=(),
        kept=kept,
        remembered=False,
        troubles=troubles,
        unwritten=None,
        ending=Ending.PARTIAL if proposal.unmatched else Ending.DONE,
    )


def _troubles(record: SweepRecord, proposal: UndoProposal) -> tuple[Trouble, ...]:
    return (
        *(
            Trouble(path=record.header.root / move.relative, code=TroubleCode.NOT_RESTORED, note=move.note)
            for move in _only(record, proposal.wanted).moves
            if move.state in AWAY or move.state is MoveState.GONE
        ),
        *(Trouble(path=Path(file), code=TroubleCode.NOT_IN_SWEEP) for file in proposal.unmatched),
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
