"""The galleries that were scanned, so that `clean` without a folder knows which one is meant."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3


def enter_gallery(connection: sqlite3.Connection, root: Path) -> int:
    """Return the id of a gallery, new or known."""
    with connection:
        connection.execute("INSERT OR IGNORE INTO galleries (root) VALUES (?)", (os.fsencode(root),))
    row = connection.execute("SELECT id FROM galleries WHERE root = ?", (os.fsencode(root),)).fetchone()
    return int(row[0])


def mark_scanned(connection: sqlite3.Connection, gallery: int) -> None:
    """Record that a scan of the whole gallery has ended now."""
    with connection:
        connection.execute(
            "UPDATE galleries SET scanned_at = ?,"
            " scan_number = (SELECT max(scan_number) + 1 FROM galleries) WHERE id = ?",
            (time.time(), gallery),
        )


def last_scanned(connection: sqlite3.Connection) -> Path | None:
    """Return the root of the gallery that was scanned last, whatever the clock said then."""
    row = connection.execute(
        "SELECT root FROM galleries WHERE scan_number > 0 ORDER BY scan_number DESC LIMIT 1"
    ).fetchone()
    return None if row is None else Path(os.fsdecode(row[0]))
