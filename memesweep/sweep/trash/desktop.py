"""Into a trash that only the desktop knows how to fill, as on macOS, through send2trash."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING, Final

from memesweep.sweep.fileops.anchor import Anchor, Place
from memesweep.sweep.fileops.relocate import FileChangedError, verify
from memesweep.sweep.journal.record import Move, MoveState
from memesweep.sweep.movers import expected_of

if TYPE_CHECKING:
    from memesweep.sweep.fileops.operations import FileOperations


class SystemTrashMover:
    """Moves to the desktop's trash. Where it refuses, the file stays."""

    done: Final = MoveState.MOVED

    def __init__(self, files: FileOperations, gallery: Anchor) -> None:
        """`gallery` is the anchored root."""
        self._files = files
        self._gallery = gallery

    def destination(self, relative: str) -> None:
        """See the Protocol: the trash chooses the name, and tells nobody."""
        del relative

    def move(self, move: Move) -> None:
        """See the Protocol."""
        from send2trash import send2trash  # noqa: PLC0415 - loads the desktop's libraries

        place = Place(self._gallery, move.relative)
        verify(self._files, place, expected_of(move))
        try:
            send2trash(self._gallery.path / move.relative)
        except OSError:
            raise
        except Exception as error:
            # The bridge to the desktop raises its own kinds.
            raise OSError(errno.EIO, f"the trash refused it: {error}") from error
        if self._files.status(place) is not None:
            raise FileChangedError("another file took its place while it was moved")
