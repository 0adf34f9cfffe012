"""Tell from the disk what became of a move: after an error, a crash, a power cut.

The journal says what was meant. Only the two places say what is. Where a place cannot be read, nothing is
decided: the move stays open, and is looked at again next time.
"""

from __future__ import annotations

import os
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from memesweep.sweep.fileops.anchor import Place
from memesweep.sweep.fileops.leftovers import aside_of, linked_of, part_of
from memesweep.sweep.fileops.relocate import Expected, FileChangedError, put_back, verify
from memesweep.sweep.journal.record import Move, MoveState
from memesweep.sweep.places import named_place, record_of, swept_place
from memesweep.sweep.trash.freedesktop import drop_lonely_info

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from memesweep.sweep.fileops.anchor import Anchor
    from memesweep.sweep.fileops.operations import FileOperations


_NOWHERE: Final = "neither in the gallery nor where it was put"


class Recovery:
    """Tells of moves of one sweep that were begun, and not written as ended, how they ended."""

    def __init__(
        self, files: FileOperations, gallery: Anchor, holding: Anchor | None, swept_from: Path
    ) -> None:
        """Prepare.

        Args:
            files: the file system.
            gallery: where the pictures belong.
            holding: the sweep's folder inside the holding folder; None for a sweep into the trash.
            swept_from: where the gallery was when the sweep began, which a trash goes by.

        """
        self._files = files
        self._gallery = gallery
        self._holding = holding
        self._swept_from = swept_from

    def resolve(self, move: Move, others: Sequence[Move] = ()) -> Move:
        """Return a move as the disk shows it; one that cannot be told, or was ended, as it is.

        A move that was intended turns out to have happened or not. One that was being restored is away or
        back, with nothing of it left half-way. The file of one that was gone may be there again: a disk, or
        a trash, may have come back.

        Args:
            move: the move in question.
            others: the sweep's moves as far as they are known; what they put away is theirs.

        """
        match move.state:
            case MoveState.INTENDED:
                return self._examined(move, others, self._resolve_sweep)
            case MoveState.RESTORING:
                return self._examined(move, others, self._resolve_restore)
            case MoveState.GONE:
                restoring = move.with_state(MoveState.RESTORING, move.destination, move.note)
                resolved = self._examined(restoring, others, self._resolve_restore)
                return move if resolved.state is MoveState.RESTORING else resolved
            case _:
                return move

    def is_where_put(self, move: Move) -> bool:
        """Tell whether a file lies whole in the very place that the journal names; no trash is searched."""
        try:
            with ExitStack() as stack:
                named = named_place(move, self._holding, stack)
                return named is not None and self._holds(named, move.sha256)
        except OSError:
            return False

    def is_back(self, move: Move) -> bool:
        """Tell whether a file is back in the gallery, and nowhere else."""
        try:
            with ExitStack() as stack:
                away = self._place(move, stack)
                gone = away is None or self._files.status(away) is None
            return gone and self._holds(Place(self._gallery, move.relative), move.sha256)
        except OSError:
            return False

    def _examined(
        self, move: Move, others: Sequence[Move], examine: Callable[[Move, Place | None], Move]
    ) -> Move:
        """Examine both places of a move; where one cannot be read, the move stays open and notes why."""
        try:
            with ExitStack() as stack:
                away = self._place(move, stack)
                return examine(move, None if self._is_of_another(away, move, others) else away)
        except OSError as error:
            return move.with_state(move.state, move.destination, error.strerror or str(error))

    def _resolve_sweep(self, move: Move, put: Place | None) -> Move:
        original = Place(self._gallery, move.relative)
        self._put_aside_back(original)
        if self._holds(original, move.sha256):
            self._withdraw(put, original, move.sha256)
            return move.with_state(MoveState.STAYED, move.destination, "interrupted")
        if put is not None and self._holds(put, move.sha256):
            self._discard(part_of(put))
            return move.with_state(MoveState.MOVED, self._destination(move, put), "")
        self._return_stranger(put, original)
        if self._files.status(original) is not None:
            return move.with_state(MoveState.STAYED, move.destination, "changed since it was scored")
        return move.with_state(MoveState.GONE, move.destination, _NOWHERE)

    def _resolve_restore(self, move: Move, away: Place | None) -> Move:
        back = Place(self._gallery, move.relative)
        self._put_aside_back(away)
        self._discard(part_of(back))
        if self._holds(back, move.sha256):
            # Where both are whole, the one in our own folder goes, never the one in the gallery.
            self._files.sync_folder(back)
            self._withdraw(away, back, move.sha256)
            with suppress(OSError):
                self._files.dress(back, move.mode, move.mtime_ns)
            return move.with_state(MoveState.RESTORED, move.destination, "")
        if away is not None and self._holds(away, move.sha256):
            return move.with_state(MoveState.MOVED, move.destination, "")
        if away is not None and self._files.status(away) is not None and self._is_ours(away, back):
            return move.with_state(
                MoveState.MOVED, move.destination, "its content changed since it was scored"
            )
        if self._holding is None and move.destination is None:
            return move  # only the desktop knows where it went
        return move.with_state(MoveState.GONE, move.destination, _NOWHERE)

    def _place(self, move: Move, stack: ExitStack) -> Place | None:
        return swept_place(move, self._files, self._gallery, self._holding, self._swept_from, stack)

    def _destination(self, move: Move, put: Place) -> str | None:
        return move.destination if self._holding is not None else str(put)

    def _holds(self, place: Place, sha256: bytes) -> bool:
        """Tell whether a place holds a content, readable to its end.

        Not its device and inode: a disk that was mounted anew may have other numbers.
        """
        try:
            verify(self._files, place, Expected(sha256))
        except (FileChangedError, FileNotFoundError, NotADirectoryError):
            return False
        return True

    def _put_aside_back(self, place: Place | None) -> None:
        """Give a file its name back that waited, out of the way, to be unlinked."""
        if place is None:
            return
        for waiting in (aside_of(place), linked_of(place)):
            if self._files.status(waiting) is not None:
                put_back(self._files, waiting, place)

    def _withdraw(self, copy: Place | None, kept: Place, sha256: bytes) -> None:
        """Take away the second copy that an interruption left, and the beginning of one."""
        if copy is None or not self._is_ours(copy, kept):
            return
        # No copy is ever made into a trash: only a second name of the very same file is ours to take away.
        second = self._holding is not None or self._is_same_file(copy, kept)
        if second and self._holds(copy, sha256):
            self._files.unlink(copy)
        if self._holding is None:
            drop_lonely_info(self._files, copy)
        self._discard(part_of(copy))

    def _is_same_file(self, one: Place, other: Place) -> bool:
        here, there = self._files.status(one), self._files.status(other)
        return here is not None and there is not None and os.path.samestat(here, there)

    def _return_stranger(self, put: Place | None, original: Place) -> None:
        """Bring back what took a file's place in the very moment of its move: it was never scored."""
        if put is None or self._files.status(original) is not None:
            return
        if not self._is_ours(put, original):
            return
        if self._files.status(put) is not None:
            put_back(self._files, put, original)
        if self._holding is None:
            drop_lonely_info(self._files, put)

    def _is_ours(self, put: Place, original: Place) -> bool:
        """Tell whether what lies where a file was to be put is of this move.

        The trash is not ours alone, and its names are given out by who comes first: only its record says
        whose a file is. Where no file lies, a record that says nothing yet is the one that was being written.
        """
        if self._holding is not None:
            return True
        recorded = record_of(put)
        if recorded is None:
            return self._files.status(put) is None
        return recorded in {Path(str(original)), self._swept_from / original.relative}

    def _is_of_another(self, put: Place | None, move: Move, others: Sequence[Move]) -> bool:
        """Tell whether another move of the sweep has put its file where this one was to go.

        It can where the holding folder takes `a.jpg` and `A.jpg` for one name. A file with several names may
        as well be in both places by right.
        """
        status = None if put is None else self._files.status(put)
        if self._holding is None or status is None or status.st_nlink > 1:
            return False
        for other in others:
            if other.number != move.number and other.state is MoveState.MOVED and other.destination:
                theirs = self._files.status(Place(self._holding, other.destination))
                if theirs is not None and os.path.samestat(status, theirs):
                    return True
        return False

    def _discard(self, part: Place) -> None:
        with suppress(OSError):
            self._files.unlink(part)
