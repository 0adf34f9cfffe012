"""What a person has said of the files that a scan meets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from memesweep.catalog.decisions import Choice, Origin, decided_sizes, find_decision
from memesweep.gallery.digest import digest_file

if TYPE_CHECKING:
    import sqlite3

    from memesweep.catalog.decisions import Decision
    from memesweep.gallery.files import GalleryFile


@dataclass(frozen=True, slots=True, kw_only=True)
class PastDecision:
    """What was said of one picture, as evidence for its verdict. At most one of the first three is true."""

    kept: bool = False
    undone: bool = False
    chosen: bool = False
    unseen: bool = False
    """Nobody has written down yet what the copies of this kept picture are told by."""
    sha256: bytes | None = None
    """Of the file, where finding this out took its hash."""


NOTHING_SAID: Final = PastDecision()


def as_evidence(decision: Decision | None, sha256: bytes | None = None) -> PastDecision:
    """Translate what the catalog has of a content."""
    if decision is None:
        return PastDecision(sha256=sha256)
    keeps, by_undo = decision.choice is Choice.KEEP, decision.origin is Origin.UNDO
    return PastDecision(
        kept=keeps and not by_undo,
        undone=keeps and by_undo,
        chosen=not keeps,
        unseen=keeps and decision.perceptual_hash is None,
        sha256=sha256,
    )


class PastDecisions:
    """Looks files up by content, and hashes only those that have the size of a picture decided about."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Read the sizes once; what is decided while the scan runs is met by the sweep's own check."""
        self._connection = connection
        self._kept_sizes = decided_sizes(connection, Choice.KEEP)
        self._sizes = self._kept_sizes | decided_sizes(connection, Choice.SWEEP)

    def find(self, file: GalleryFile, sha256: bytes | None) -> PastDecision:
        """Return what was said of a file.

        Args:
            file: as the walker met it.
            sha256: its content, where this run has read it as a whole.

        """
        if file.stamp.size not in self._sizes:
            return NOTHING_SAID
        if sha256 is None:
            try:
                digested = digest_file(file.path, file.stamp)
            except OSError:
                digested = None
            if digested is None:
                # A file of a kept size that cannot be hashed may be the kept one.
                return PastDecision(kept=file.stamp.size in self._kept_sizes)
            sha256 = digested[0]
        return as_evidence(find_decision(self._connection, sha256), sha256)
