"""Leave the gallery's and the holding folder's folders as a person would."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from memesweep.sweep.anchor import Anchor, Place
from memesweep.sweep.manifest import PICTURES_FOLDER

if TYPE_CHECKING:
    from memesweep.catalog.record import Move
    from memesweep.sweep.files import FileOperations


def anyone_in(anchor: Anchor, folder: str) -> Place:
    """Return a place in a folder, to name the folder by; nothing needs to be there."""
    return Place(anchor, f"{folder}/any" if folder else "any")


def folder_mtimes(
    files: FileOperations, gallery: Anchor, moves: tuple[Move, ...]
) -> tuple[tuple[str, int], ...]:
    """Return the modification times in ns of the folders that are to lose a file, for undo to restore."""
    folders = sorted({move.relative.rpartition("/")[0] for move in moves})
    times = ((folder, files.folder_mtime(anyone_in(gallery, folder))) for folder in folders)
    return tuple((folder, mtime) for folder, mtime in times if mtime is not None)


def remove_empty_folders(sweep_folder: Path) -> None:
    """Remove the folders that an undo has emptied; the manifest stays, and so does anything else."""
    for folder, _, _ in os.walk(sweep_folder / PICTURES_FOLDER, topdown=False):
        try:
            Path(folder).rmdir()
        except OSError:
            continue  # not empty, so not ours to remove
