"""Where a swept file is now: in its holding folder, or somewhere in a trash."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from memesweep.errors import UnfitEnvironmentError
from memesweep.sweep.anchor import Anchor, Place
from memesweep.sweep.relocate import FileChangedError
from memesweep.sweep.trash import find_trashed

if TYPE_CHECKING:
    from contextlib import ExitStack

    from memesweep.catalog.record import Move


def locate_swept(move: Move, gallery: Anchor, holding: Anchor | None, stack: ExitStack) -> Place:
    """Return the place of a file that was swept.

    Args:
        move: the move as the journal has it.
        gallery: the anchored root it came from.
        holding: the sweep's folder inside the holding folder; None for a sweep into the trash.
        stack: closes the trash's folder when the caller is done.

    Raises:
        FileChangedError: no trash that can be read holds it.

    """
    if holding is not None:
        return Place(holding, move.destination or move.relative)
    path = None if move.destination is None else Path(move.destination)
    if path is None or not path.exists():
        trashed = find_trashed(gallery.path / move.relative, move.inode)
        if trashed is None:
            raise FileChangedError("not found in a trash that can be read; look for it in your file manager")
        path = trashed.file
    try:
        return Place(stack.enter_context(Anchor(path.parent)), path.name)
    except UnfitEnvironmentError as error:
        raise FileChangedError(str(error)) from error
