"""Tell from the disk what became of a move: after an error, a crash, a power cut.

The journal says what was meant. Only the two places say what is.
"""

from __future__ import annotations

from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING

from memesweep.catalog.record import Move, MoveState
from memesweep.sweep.anchor import Place
from memesweep.sweep.movers import expected_of
from memesweep.sweep.relocate import Expected, FileChangedError, part_of, verify
from memesweep.sweep.swept import locate_swept
from memesweep.sweep.trash import find_trashed

if TYPE_CHECKING:
    from memesweep.sweep.anchor import Anchor
    from memesweep.sweep.files import FileOperations


class Recovery:
    """Settles moves of one sweep that were begun and not written as ended."""

    def __init__(self, files: FileOperations, gallery: Anchor, holding: Anchor | None) -> None:
        """`holding` is the sweep's folder inside the holding folder; None for a sweep into the trash."""
        self._files = files
        self._gallery = gallery
        self._holding = holding

    def look(self, move: Move) -> Move:
        """Return a move that was intended as what it turned out to be; others as they are."""
        if move.state is not MoveState.INTENDED:
            return move
        if self._holding is None:
            return self._look_in_trash(move)
        original = Place(self._gallery, move.relative)
        copy = Place(self._holding, move.destination or "")
        if self.holds(original, expected_of(move)):
            self._withdraw(copy, move.sha256)
            return move.settled(MoveState.STAYED, move.destination, "interrupted")
        if self.holds(copy, Expected(move.sha256)):
            return move.settled(MoveState.MOVED, move.destination, "")
        return self._neither(move, original)

    def look_back(self, move: Move) -> Move:
        """Return a move that was being restored as away or back, an unfinished copy of it withdrawn."""
        if move.state is not MoveState.RESTORING:
            return move
        back = Place(self._gallery, move.relative)
        with ExitStack() as stack:
            try:
                away = locate_swept(move, self._gallery, self._holding, stack)
            except FileChangedError:
                away = None
            if away is not None and self.holds(away, Expected(move.sha256)):
                self._withdraw(back, move.sha256)
                return move.settled(MoveState.MOVED, move.destination, "")
        if self.holds(back, Expected(move.sha256)):
            return move.settled(MoveState.RESTORED, move.destination, "")
        return move

    def holds(self, place: Place, expected: Expected) -> bool:
        """Tell whether a place holds the expected file, readable to its end."""
        try:
            verify(self._files, place, expected)
        except (FileChangedError, OSError):
            return False
        return True

    def _look_in_trash(self, move: Move) -> Move:
        original = Place(self._gallery, move.relative)
        trashed = find_trashed(self._gallery.path / move.relative, move.inode)
        if trashed is not None:
            return move.settled(MoveState.MOVED, str(trashed.file), "")
        if self.holds(original, expected_of(move)):
            return move.settled(MoveState.STAYED, None, "interrupted")
        return self._neither(move, original)

    def _neither(self, move: Move, original: Place) -> Move:
        try:
            standing = self._files.status(original) is not None
        except OSError:
            standing = True
        if standing:
            return move.settled(MoveState.STAYED, move.destination, "changed since it was scored")
        return move.settled(MoveState.GONE, move.destination, "neither in the gallery nor where it was put")

    def _withdraw(self, copy: Place, sha256: bytes) -> None:
        """Take away the second copy that an interruption left, and the beginning of one."""
        if self.holds(copy, Expected(sha256)):
            self._files.unlink(copy)
        with suppress(OSError):
            self._files.unlink(part_of(copy))
