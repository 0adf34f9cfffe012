"""Where a swept file is now: in its holding folder, or somewhere in a trash."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from memesweep.errors import UnfitEnvironmentError
from memesweep.sweep.fileops.anchor import Anchor, Place
from memesweep.sweep.trash.layout import ABSENT, find_trashed, info_of, original_path

if TYPE_CHECKING:
    from contextlib import ExitStack

    from memesweep.sweep.fileops.operations import FileOperations
    from memesweep.sweep.journal.record import Move


def swept_place(
    move: Move,
    files: FileOperations,
    gallery: Anchor,
    holding: Anchor | None,
    swept_from: Path,
    stack: ExitStack,
) -> Place | None:
    """Return the place where a swept file is or was to be; None where no trash has it.

    Args:
        move: the move as the journal has it.
        files: the file system.
        gallery: the anchored root where it belongs.
        holding: the sweep's folder inside the holding folder; None for a sweep into the trash.
        swept_from: where the gallery was when the file was swept; the trash's record names that, or a path
            that counts from the top of its disk, wherever that is mounted now.
        stack: closes the trash's folder when the caller is done.

    Raises:
        OSError: a place cannot be read. The file may well be there.

    """
    named = named_place(move, holding, stack)
    if holding is not None:
        return named
    originals = tuple(dict.fromkeys((gallery.path / move.relative, swept_from / move.relative)))
    if named is not None and record_of(named) not in {None, *originals}:
        named = None  # two files of one name: this is the other one's place
    if named is not None and files.status(named) is not None:
        return named
    for original in originals:
        trashed = find_trashed(original, move)
        if trashed is not None:
            return _anchored(trashed.file, stack)
    return named


def record_of(trashed: Place) -> Path | None:
    """Return where a trash's record says that its file came from; None where there is no record.

    Raises:
        OSError: the record cannot be read.

    """
    file = trashed.anchor.path / trashed.relative
    try:
        return original_path(info_of(file), file.parent.parent)
    except ABSENT:
        return None


def named_place(move: Move, holding: Anchor | None, stack: ExitStack) -> Place | None:
    """Return the place that the journal names; None where it names none, or the folder is not there.

    Raises:
        OSError: the folder cannot be opened, which says nothing of what is in it.

    """
    if holding is not None:
        return Place(holding, move.destination or move.relative)
    return None if move.destination is None else _anchored(Path(move.destination), stack)


def _anchored(path: Path, stack: ExitStack) -> Place | None:
    try:
        return Place(stack.enter_context(Anchor(path.parent)), path.name)
    except UnfitEnvironmentError as error:
        cause = error.__cause__
        if isinstance(cause, OSError) and not isinstance(cause, ABSENT):
            raise cause from error
        return None
