"""Which sweep, and which of its files, an undo means."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Final

from memesweep.errors import BadUsageError, ErrorCode, UnfitEnvironmentError
from memesweep.gallery.swept import MANIFEST_NAME
from memesweep.sweep.fileops.operations import RealFiles
from memesweep.sweep.journal.manifest import read_manifest, read_manifests
from memesweep.sweep.journal.record import Move, MoveState, SweepRecord
from memesweep.sweep.journal.table import find_sweep, list_sweeps
from memesweep.sweep.reappeared import count_reappeared
from memesweep.sweep.trash.folders import find_trashed_folder
from memesweep.workspace.observer import Notice, NoticeCode, Observer

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

AWAY: Final = frozenset({MoveState.MOVED, MoveState.RESTORING, MoveState.INTENDED})
"""States in which a file may be away from its gallery. `GONE` is none: its file has to be seen first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoTarget:
    """A sweep and the files of it that are meant."""

    record: SweepRecord
    wanted: frozenset[int] | None = None
    """The numbers of their moves; None for all."""
    unmatched: tuple[str, ...] = ()
    """Files that were named and are not in this sweep."""


def find_target(words: Sequence[str], catalog: sqlite3.Connection, observer: Observer) -> UndoTarget | None:
    """Find what is meant: `[SWEEP] [FILE...]`; None where nothing is named and nothing is away.

    Args:
        words: a sweep's id, the unique beginning of one, its folder or a holding folder; then files, by the
            path that they had or have, by name, by folder or by pattern. Files alone mean the last sweep that
            took the first of them.
        catalog: an open catalog.
        observer: told of manifests that cannot be read.

    Raises:
        BadUsageError: there is no such sweep or file, or several.
        UnfitEnvironmentError: the holding folder is not where it was.

    """
    if not words:
        record = next((record for record in list_sweeps(catalog) if count_away(record)), None)
        if record is None:
            return None
        if record.header.holding is not None and not record.header.holding.is_dir():
            raise _missing(record.header.holding)
        return UndoTarget(record=record)
    record = _find_sweep(words[0], catalog, observer)
    if record is not None:
        return _select(record, words[1:]) if len(words) > 1 else UndoTarget(record=record)
    records = [record for record in list_sweeps(catalog) if _matching(record, words[0])]
    # What is back already is as good as restored: an undo can be repeated.
    records.sort(key=lambda record: not any(move.state in AWAY for move in _matching(record, words[0])))
    if records:
        holding = records[0].header.holding
        if holding is not None and not holding.is_dir() and not records[0].has_nothing_away:
            raise _missing(holding)
        return _select(records[0], words)
    raise BadUsageError(ErrorCode.NO_SUCH_SWEEP, sweep=words[0])


def count_away(record: SweepRecord, wanted: frozenset[int] | None = None) -> int:
    """Count the files that an undo would bring back."""
    if wanted is not None:
        return sum(move.state in AWAY and move.number in wanted for move in record.moves)
    return sum(move.state in AWAY for move in record.moves) + count_reappeared(record, RealFiles())


def find_again(record: SweepRecord, catalog: sqlite3.Connection) -> SweepRecord:
    """Read a sweep anew under the lock: another run may have done the work in between."""
    known = find_sweep(catalog, record.header.id)
    if known is not None and known.header.holding == record.header.holding:
        return known
    return record if record.header.holding is None else read_manifest(record.header.holding)


def _find_sweep(which: str, catalog: sqlite3.Connection, observer: Observer) -> SweepRecord | None:
    folder = Path(which).expanduser()
    record = _by_id(which, catalog)
    if record is None and not folder.exists():
        record = find_sweep(catalog, folder.name)  # the folder of a sweep goes when all of it is back
    header = None if record is None else record.header
    if record is not None and (
        record.header.holding is None or record.header.holding.is_dir() or record.has_nothing_away
    ):
        return record
    if folder.is_dir():
        return _read_folder(folder.resolve(), catalog, observer)
    if header is not None:
        raise _missing(header.holding)
    return None


def _missing(holding: Path | None) -> UnfitEnvironmentError:
    trashed = None if holding is None else find_trashed_folder(holding)
    if trashed is not None:
        return UnfitEnvironmentError(ErrorCode.HOLDING_TRASHED, path=holding, trashed=trashed)
    return UnfitEnvironmentError(ErrorCode.HOLDING_MISSING, path=holding)


def trashed_folder(record: SweepRecord) -> Path | None:
    """Return where the folder of a sweep lies in the trash, with files that an undo would bring back."""
    holding = record.header.holding
    if holding is None or holding.is_dir() or record.has_nothing_away:
        return None
    return find_trashed_folder(holding)


def _by_id(which: str, catalog: sqlite3.Connection) -> SweepRecord | None:
    """Find a sweep by its id or by what no other id begins with.

    Raises:
        BadUsageError: several ids begin so.

    """
    record = find_sweep(catalog, which)
    if record is not None or not which[:1].isdigit():
        return record
    beginning = [record for record in list_sweeps(catalog) if record.header.id.startswith(which)]
    if len(beginning) > 1:
        ids = ", ".join(record.header.id for record in beginning[:5])
        raise BadUsageError(ErrorCode.SEVERAL_SWEEPS, sweep=which, candidates=ids)
    return beginning[0] if beginning else None


def _read_folder(folder: Path, catalog: sqlite3.Connection, observer: Observer) -> SweepRecord | None:
    """Read the sweep of a folder, or of a holding folder the newest that has something away.

    A damaged manifest among sound ones must not keep their pictures away; in a folder that the user named
    there is nothing else to go on with. None where the folder is one of a gallery, and its files are meant.

    Raises:
        BadUsageError: it holds no sweep, and is no folder that files were swept from.

    """
    if (folder / MANIFEST_NAME).is_file():
        return read_manifest(folder)

    def skip(error: UnfitEnvironmentError) -> None:
        observer.notice(Notice(code=NoticeCode.MANIFEST_PASSED_OVER, error=error))

    for record in read_manifests(folder, skip):
        if count_away(record):
            return record
    if any(_matching(record, str(folder)) for record in list_sweeps(catalog)):
        return None
    raise BadUsageError(ErrorCode.NO_SWEEP_IN_FOLDER, path=folder)


def _select(record: SweepRecord, files: Sequence[str]) -> UndoTarget:
    wanted: set[int] = set()
    unmatched = []
    for file in files:
        numbers = {move.number for move in _matching(record, file)}
        wanted |= numbers
        if not numbers:
            unmatched.append(file)
    if not wanted:
        raise BadUsageError(ErrorCode.NOT_IN_SWEEP, path=Path(files[0]), sweep=record.header.id)
    return UndoTarget(record=record, wanted=frozenset(wanted), unmatched=tuple(unmatched))


def _matching(record: SweepRecord, file: str) -> list[Move]:
    """Return the moves of the files that a word names."""
    header = record.header
    named = {file, os.path.abspath(os.path.expanduser(file))}  # noqa: PTH100, PTH111 - names may be odd
    with suppress(OSError, RuntimeError):
        parent, name = os.path.split(os.path.abspath(file))  # noqa: PTH100 - its own last link is not followed
        named.add(os.path.join(os.path.realpath(parent), name))  # noqa: PTH118 - the same
    roots = [root for root in (header.root, header.swept_from) if root is not None]
    return [move for move in record.moves if _is_named(move, named, file, roots, header.holding)]


def _is_named(move: Move, named: set[str], pattern: str, roots: list[Path], holding: Path | None) -> bool:
    paths = {move.relative, *(str(root / move.relative) for root in roots)}
    if move.destination is not None:
        paths.add(str(holding / move.destination) if holding is not None else move.destination)
    folders = tuple(f"{name.rstrip('/')}/" for name in named)
    if paths & named or any(path.startswith(folders) for path in paths):
        return True
    name = move.relative.rpartition("/")[2]
    return name == pattern or fnmatchcase(move.relative, pattern) or fnmatchcase(name, pattern)
