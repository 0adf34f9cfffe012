"""Open the catalog, and bring it up to date."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Final

from memesweep.catalog.migrations import migrate
from memesweep.errors import UnfitEnvironmentError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_BUSY_TIMEOUT_S: Final = 30.0


@contextmanager
def open_catalog(file: Path) -> Iterator[sqlite3.Connection]:
    """Open the catalog, made and migrated where needed; closed at the end.

    Transactions are explicit (`with connection:`). `synchronous=FULL` with WAL makes a commit durable, which
    the journal of a sweep relies on.

    Raises:
        UnfitEnvironmentError: the file is no catalog, a newer memesweep's, or cannot be written.

    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(file, timeout=_BUSY_TIMEOUT_S)
    except (OSError, sqlite3.Error) as error:
        raise UnfitEnvironmentError(
            f"The catalog {file} cannot be opened ({error}). Set MEMESWEEP_HOME to another folder."
        ) from error
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        migrate(connection)
        yield connection
    except sqlite3.DatabaseError as error:
        raise UnfitEnvironmentError(
            f"The catalog {file} cannot be used ({error}). Move it away to begin a new one: scores are "
            "computed again, and sweeps into a holding folder can still be undone from that folder."
        ) from error
    finally:
        connection.close()


@contextmanager
def forgetful_catalog() -> Iterator[sqlite3.Connection]:
    """Open an empty catalog in memory, for an undo whose real catalog is broken."""
    with closing(sqlite3.connect(":memory:")) as connection:
        migrate(connection)
        yield connection
