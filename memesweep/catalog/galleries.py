"""The galleries that were scanned, so that `clean` without a folder knows which one is meant."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from memesweep.gallery.numbers import folded, signed

if TYPE_CHECKING:
    import sqlite3

_SAMPLE: Final = 64
"""Pictures that are looked for at a gallery's new place."""


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


def find_moved(connection: sqlite3.Connection, root: Path) -> Path | None:
    """Return where a gallery was that is at `root` now; None where `root` is known, or none is found.

    A gallery has moved where its old place is empty of it, and where most of its pictures, by their names,
    are here with the inode, size and time that they had: a copy has other inodes.
    """
    known = connection.execute(
        "SELECT 1 FROM pictures WHERE gallery = (SELECT id FROM galleries WHERE root = ?) LIMIT 1",
        (os.fsencode(root),),
    ).fetchone()
    if known is not None:
        return None
    for gallery, former in connection.execute("SELECT id, root FROM galleries").fetchall():
        path = Path(os.fsdecode(former))
        if path != root and not os.path.lexists(path) and _is_at(connection, gallery, root):
            return path
    return None


def move_gallery(connection: sqlite3.Connection, former: Path, root: Path) -> None:
    """Write that a gallery is elsewhere now; what was known of the new place gives way."""
    with connection:
        connection.execute(
            "DELETE FROM pictures WHERE gallery IN (SELECT id FROM galleries WHERE root = ?)",
            (os.fsencode(root),),
        )
        connection.execute("DELETE FROM galleries WHERE root = ?", (os.fsencode(root),))
        connection.execute(
            "UPDATE galleries SET root = ? WHERE root = ?", (os.fsencode(root), os.fsencode(former))
        )


def _is_at(connection: sqlite3.Connection, gallery: int, root: Path) -> bool:
    rows = connection.execute(
        "SELECT folder, name, size, mtime_ns, inode FROM pictures WHERE gallery = ? LIMIT ?",
        (gallery, _SAMPLE),
    ).fetchall()
    same = 0
    for folder, name, *stamp in rows:
        try:
            status = os.lstat(os.path.join(os.fsencode(root), folder, name))  # noqa: PTH118 - bytes
        except OSError:
            continue
        same += [status.st_size, folded(status.st_mtime_ns), signed(status.st_ino)] == stamp
    return bool(rows) and same * 2 > len(rows)
