"""How a file leaves the gallery: into a holding folder, into the trash, or, in a dry run, not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from memesweep.gallery.files import FileStamp
from memesweep.sweep.fileops.anchor import Anchor, Place
from memesweep.sweep.fileops.relocate import Expected, relocate, verify
from memesweep.sweep.journal.manifest import PICTURES_FOLDER
from memesweep.sweep.journal.record import Move, MoveState

if TYPE_CHECKING:
    from memesweep.sweep.fileops.operations import FileOperations


class Mover(Protocol):
    """The leaf of a sweep; what stands above it is the same for a real and for a dry run."""

    @property
    def done(self) -> MoveState:
        """The state of a file whose move went well."""

    def destination(self, relative: str) -> str | None:
        """Return where a file is meant to go, before anything moves; None where only the trash knows."""

    def move(self, move: Move) -> str | None:
        """Move one file that still is what was scored; return where it went.

        Raises:
            FileChangedError: it is not.
            FileExistsError: the destination's name is taken.
            OSError: what the file system refused. The file may be on either side: look.

        """


def expected_of(move: Move) -> Expected:
    """Return what must still be true of a file in the gallery."""
    return Expected(move.sha256, FileStamp(move.size, move.mtime_ns, move.inode, move.device))


class HoldingMover:
    """Moves into the sweep's own folder, below which the gallery's tree is kept."""

    done: Final = MoveState.MOVED

    def __init__(self, files: FileOperations, gallery: Anchor, holding: Anchor) -> None:
        """`holding` is the sweep's folder inside the holding folder."""
        self._files = files
        self._gallery = gallery
        self._holding = holding

    def destination(self, relative: str) -> str:
        """See the Protocol."""
        return f"{PICTURES_FOLDER}/{relative}"

    def move(self, move: Move) -> str:
        """See the Protocol."""
        destination = move.destination or self.destination(move.relative)
        source, target = Place(self._gallery, move.relative), Place(self._holding, destination)
        relocate(self._files, source, target, expected_of(move))
        return destination


class DryMover:
    """Checks everything that a real mover checks, and moves nothing."""

    done: Final = MoveState.INTENDED

    def __init__(self, files: FileOperations, gallery: Anchor) -> None:
        """Only reads from either."""
        self._files = files
        self._gallery = gallery

    def destination(self, relative: str) -> None:
        """See the Protocol."""
        del relative

    def move(self, move: Move) -> None:
        """See the Protocol."""
        verify(self._files, Place(self._gallery, move.relative), expected_of(move))


class DryJournal:
    """A journal that nobody needs, since nothing moves."""

    def begin(self, header: object, moves: object) -> None:
        """See the Protocol."""

    def write(self, sweep: str, *moves: Move) -> None:
        """See the Protocol."""

    def finish(self, sweep: str, at: float) -> None:
        """See the Protocol."""
