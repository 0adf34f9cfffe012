"""Open the catalog, and bring it up to date."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from memesweep.catalog.migrations import migrate
from memesweep.errors import ErrorCode, UnfitEnvironmentError

if TYPE_CHECKING:
    from collections.abc import Iterator

_BUSY_TIMEOUT_S: Final = 30.0
_BUSY: Final = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_BROKEN: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


@contextmanager
def open_catalog(file: Path) -> Iterator[sqlite3.Connection]:
    """Open the catalog, made and migrated where needed; closed at the end.

    Transactions are explicit (`with connection:`). `synchronous=FULL` with WAL makes a commit durable, which
    the journal of a sweep relies on. Any thread may use the connection; the caller sees to it that it is one
    at a time.

    Raises:
        UnfitEnvironmentError: the file is no catalog, a newer memesweep's, or cannot be written.

    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(file, timeout=_BUSY_TIMEOUT_S, check_same_thread=False)
    except (OSError, sqlite3.Error) as error:
        raise UnfitEnvironmentError(
            ErrorCode.CATALOG_CANNOT_BE_OPENED, path=file, reason=str(error)
        ) from error
    try:
        with naming_catalog(file):
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            migrate(connection)
            yield connection
    finally:
        connection.close()


@contextmanager
def naming_catalog(file: Path) -> Iterator[None]:
    """Say of SQLite's errors in the block whose they are and of which kind.

    Raises:
        UnfitEnvironmentError: what the block raised, in these words.

    """
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise UnfitEnvironmentError(_code(error), path=file, reason=str(error)) from error


def _code(error: sqlite3.DatabaseError) -> ErrorCode:
    """Tell what helps apart. Moving the catalog away costs the keep-list: only a broken one is worth that."""
    kind = _kind(error)
    if kind in _BUSY:
        return ErrorCode.CATALOG_BUSY
    if kind == sqlite3.SQLITE_FULL:
        return ErrorCode.CATALOG_DISK_FULL
    return ErrorCode.CATALOG_BROKEN if kind in _BROKEN else ErrorCode.CATALOG_UNUSABLE


def _kind(error: BaseException | None) -> int:
    """Return SQLite's primary code: the low byte of the one that it gives."""
    return int(getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)) & 0xFF


def is_only_unwritable(error: UnfitEnvironmentError) -> bool:
    """Tell whether `open_catalog` failed though the catalog itself may be sound: its disk is full, say."""
    cause = error.__cause__
    return isinstance(cause, sqlite3.DatabaseError) and _kind(cause) not in _BUSY | _BROKEN


@contextmanager
def copied_catalog(file: Path) -> Iterator[sqlite3.Connection]:
    """Open a copy of the catalog, for reading, or for an undo, where nothing can be written.

    SQLite reads no catalog that it cannot put a file beside. What is written to the copy is lost.

    Raises:
        OSError: it cannot be read, or there is no room for the copy either.
        UnfitEnvironmentError: the copy cannot be used.

    """
    from tempfile import TemporaryDirectory  # noqa: PLC0415 - no other way to open a catalog needs one

    with TemporaryDirectory(prefix="memesweep-") as folder:
        for part in (file, file.with_name(f"{file.name}-wal")):
            if part.exists():
                shutil.copyfile(part, Path(folder, part.name))
        with open_catalog(Path(folder, file.name)) as connection:
            yield connection


@contextmanager
def readable_catalog(file: Path) -> Iterator[sqlite3.Connection]:
    """Open the catalog to read from it, or a copy of it where nothing can be written beside it.

    Raises:
        UnfitEnvironmentError: it is broken, busy, a newer memesweep's, or cannot be read.

    """
    with ExitStack() as stack:
        try:
            connection = stack.enter_context(open_catalog(file))
        except UnfitEnvironmentError as error:
            if isinstance(error.__cause__, OSError):  # there is no folder for it, and none can be made
                connection = stack.enter_context(forgetful_catalog())
            elif is_only_unwritable(error):
                try:
                    connection = stack.enter_context(copied_catalog(file))
                except OSError:
                    raise error from None
            else:
                raise
        yield connection


@contextmanager
def forgetful_catalog() -> Iterator[sqlite3.Connection]:
    """Open an empty catalog in memory, for who has none, and for an undo whose real catalog is broken."""
    with closing(sqlite3.connect(":memory:")) as connection:
        migrate(connection)
        yield connection
