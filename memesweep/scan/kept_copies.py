"""Which pictures of a scan are copies of one that the user keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from memesweep.catalog.decisions import Choice, list_decisions, remember_hash
from memesweep.gallery.files import FileStamp, GalleryFile

if TYPE_CHECKING:
    import sqlite3

    from memesweep.catalog.decisions import Decision
    from memesweep.copies.hamming_index import HammingIndex


_SIDE: Final = 224
"""Pixels of the square that a kept picture is looked at in; any net's would do."""

_MOST_LOOKS: Final = 200
"""Pictures that are looked at before a scan begins: seconds. After the undo of a sweep of thousands, the scan
meets the others itself, and learns what they look like."""


class KeptCopies:
    """Knows the pictures that are kept by their looks."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Read them, and look at those once that nobody has looked at: a keep or an undo goes by content."""
        self._connection = connection
        self._index: HammingIndex | None = None
        self._count = 0
        unseen = []
        for decision in list_decisions(connection, Choice.KEEP):
            if decision.perceptual_hash is None:
                unseen.append(decision)
            else:
                self._add(decision.perceptual_hash)
        # The newest first: what an undo has just brought back.
        for decision in unseen[: -_MOST_LOOKS - 1 : -1]:
            self._add(self._look(decision))

    def include(self, perceptual_hash: bytes | None) -> bool:
        """Tell whether a picture looks like a kept one."""
        if self._index is None or perceptual_hash is None:
            return False
        return any(True for _ in self._index.near(perceptual_hash))

    def learn(self, sha256: bytes, perceptual_hash: bytes | None) -> None:
        """Take in the looks of a kept picture that was met under another path than it was kept by."""
        remember_hash(self._connection, sha256, perceptual_hash)
        self._add(perceptual_hash)

    def _add(self, perceptual_hash: bytes | None) -> None:
        if not perceptual_hash:
            return
        if self._index is None:
            from memesweep.copies.hamming_index import HammingIndex  # noqa: PLC0415 - most people keep nothing

            self._index = HammingIndex()
        self._index.add(self._count, perceptual_hash)
        self._count += 1

    def _look(self, decision: Decision) -> bytes | None:
        """Return the looks of a picture that is still where it was kept."""
        try:
            stamp = FileStamp.of(decision.path.lstat())
        except (OSError, ValueError):
            return None
        if stamp.size != decision.size:
            return None
        # Loads the picture libraries, which a rescan of an unchanged gallery does without.
        from memesweep.copies.perceptual_hash import perceptual_hash  # noqa: PLC0415
        from memesweep.gallery.read import read_picture  # noqa: PLC0415

        file = GalleryFile(str(decision.path.parent), "", decision.path.name, stamp)
        decoded = read_picture(file, _SIDE)
        if decoded.pixels is None or decoded.sha256 != decision.sha256:
            return None
        looks = perceptual_hash(decoded.pixels)
        remember_hash(self._connection, decision.sha256, looks)
        return looks
