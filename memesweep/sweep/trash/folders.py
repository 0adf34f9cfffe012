"""A whole sweep's folder into the freedesktop trash: one rename, so that its manifest goes along."""

from __future__ import annotations

import errno
from contextlib import suppress
from itertools import count
from typing import TYPE_CHECKING, Final

from memesweep.sweep.fileops.anchor import Anchor, Place
from memesweep.sweep.trash.freedesktop import open_trash
from memesweep.sweep.trash.layout import (
    FILES,
    INFO,
    INFO_SUFFIX,
    info_of,
    info_text,
    original_path,
    trash_folders,
    trash_name,
)

if TYPE_CHECKING:
    from pathlib import Path

    from memesweep.sweep.fileops.operations import FileOperations

_TRIES: Final = 1000


def trash_sweep_folder(files: FileOperations, folder: Path) -> Path:
    """Move a sweep's folder into the trash of its disk; return where it is there.

    The trash's record is written first, to a name that must be free, as for single files; then the folder is
    renamed without replacing anything. Where that fails, the record goes and the folder is where it was.

    Raises:
        OSError: the trash refuses.
        UnfitEnvironmentError: the holding folder is gone.

    """
    with Anchor(folder.parent) as holding, Anchor(open_trash(files, holding)) as trash:
        target, info = _free_name(files, trash, folder)
        try:
            files.rename(Place(holding, folder.name), target)
        except BaseException:
            with suppress(OSError):
                files.unlink(info)
            raise
        return trash.path / target.relative


def find_trashed_folder(folder: Path) -> Path | None:
    """Return where a sweep's folder lies in the trash; None where it is in none that can be read."""
    for trash in trash_folders(folder):
        for trashed in _named_like(trash / FILES, trash_name(folder.name)):
            with suppress(OSError):
                if original_path(info_of(trashed), trash) == folder:
                    return trashed
    return None


def _free_name(files: FileOperations, trash: Anchor, folder: Path) -> tuple[Place, Place]:
    """Write the trash's record under the first name that is free there."""
    for number in count(1):
        name = trash_name(folder.name if number == 1 else f"{folder.name}.{number}")
        target, info = Place(trash, f"{FILES}/{name}"), Place(trash, f"{INFO}/{name}{INFO_SUFFIX}")
        if files.status(target) is not None:
            continue
        try:
            files.create(info, info_text(folder, trash.path))
        except FileExistsError:
            if number == _TRIES:
                raise
            continue
        return target, info
    raise OSError(errno.EEXIST, "no name is free in the trash")


def _named_like(folder: Path, name: str) -> list[Path]:
    """List what may be a folder of that name, or of it with a number."""
    try:
        return [
            entry for entry in folder.iterdir() if entry.name == name or entry.name.startswith(f"{name}.")
        ]
    except OSError:
        return []
