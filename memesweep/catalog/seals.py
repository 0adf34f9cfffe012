"""Digests of what a gallery's rows say of its files, so that an unchanged part costs one comparison.

A seal says: the rows of this part are exactly of these files, by name, size, time and inode. The database
breaks it with the first row of the part that changes, whoever changes it; see the migrations. A file that
changed gives another digest, and is then found by comparing the part row by row.
"""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from memesweep.gallery.walk import Listing


def seal_of(listing: Listing) -> bytes | None:
    """Return the digest of a part's files; None where a number is too large for it."""
    stamps = listing.stamps
    if stamps.large:
        return None
    digest = hashlib.sha256(stamps.numbers)
    # A NUL is in no name.
    digest.update(os.fsencode("\0".join(stamps.names)))
    return digest.digest()


class SealTable:
    """The `seals` of one gallery under one scorer."""

    def __init__(self, connection: sqlite3.Connection, gallery: int, scorer: int) -> None:
        """Take both by their numbers."""
        self._connection = connection
        self._key = gallery, scorer

    def holds(self, listing: Listing, seal: bytes) -> bool:
        """Tell whether a part's files are those of its rows."""
        row = self._connection.execute(
            "SELECT seal FROM seals"
            " WHERE gallery = ? AND scorer = ? AND folder = ? AND after = ? AND upto = ?",
            (*self._key, *_part(listing)),
        ).fetchone()
        return row is not None and row[0] == seal

    def write(self, sealed: Iterable[tuple[Listing, bytes]]) -> None:
        """Seal parts in one transaction; seals of parts that were cut otherwise give way."""
        with self._connection:
            for listing, seal in sealed:
                folder, after, upto = _part(listing)
                self._connection.execute(
                    "DELETE FROM seals WHERE gallery = ? AND scorer = ? AND folder = ?"
                    " AND after < ? AND upto > ?",
                    (*self._key, folder, upto, after),
                )
                self._connection.execute(
                    "INSERT INTO seals VALUES (?, ?, ?, ?, ?, ?)", (*self._key, folder, after, upto, seal)
                )


def _part(listing: Listing) -> tuple[bytes, bytes, bytes]:
    return os.fsencode(listing.folder), listing.after, listing.upto
