"""The keep-list: pictures that the user never wants swept, known by content."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3


@dataclass(frozen=True, slots=True)
class Kept:
    """One kept picture. `path` is where it was when it was kept; it may have moved since."""

    sha256: bytes
    size: int
    path: Path
    kept_at: float
    """Unix time."""


def add_keep(connection: sqlite3.Connection, sha256: bytes, size: int, path: Path) -> bool:
    """Remember a picture; false where it already was."""
    with connection:
        cursor = connection.execute(
            "INSERT OR IGNORE INTO keeps VALUES (?, ?, ?, ?)", (sha256, size, os.fsencode(path), time.time())
        )
    return cursor.rowcount == 1


def remove_keep(connection: sqlite3.Connection, sha256: bytes) -> bool:
    """Forget a picture; false where it was not kept."""
    with connection:
        return connection.execute("DELETE FROM keeps WHERE sha256 = ?", (sha256,)).rowcount == 1


def kept_sizes(connection: sqlite3.Connection) -> frozenset[int]:
    """Return the sizes of kept pictures: only a file of such a size is worth hashing to look it up."""
    return frozenset(row[0] for row in connection.execute("SELECT DISTINCT size FROM keeps"))


def is_kept(connection: sqlite3.Connection, sha256: bytes) -> bool:
    """Tell whether a content is on the keep-list."""
    return connection.execute("SELECT 1 FROM keeps WHERE sha256 = ?", (sha256,)).fetchone() is not None


def list_keeps(connection: sqlite3.Connection) -> list[Kept]:
    """Return the keep-list, oldest first."""
    rows = connection.execute("SELECT sha256, size, path, kept_at FROM keeps ORDER BY kept_at, sha256")
    return [Kept(sha256, size, Path(os.fsdecode(path)), kept_at) for sha256, size, path, kept_at in rows]
