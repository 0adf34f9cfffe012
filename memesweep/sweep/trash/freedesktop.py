"""Into the freedesktop trash, with the same care as into a holding folder.

send2trash looks for a free name and then renames onto it, which replaces what another program put there in
between; across file systems it copies and deletes; and it looks paths up anew, so that another file can take
the place of the one that was verified. Here the record is written first, to a name that must be free, then
the file is renamed without replacing, held by its folder's descriptor; where that fails, the record goes.
"""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from memesweep.errors import UnfitEnvironmentError
from memesweep.sweep.fileops.anchor import Anchor, Place
from memesweep.sweep.fileops.relocate import relocate
from memesweep.sweep.journal.record import Move, MoveState
from memesweep.sweep.movers import expected_of
from memesweep.sweep.trash.layout import (
    FILES,
    INFO,
    INFO_SUFFIX,
    home_trash,
    info_of,
    info_text,
    trash_name,
)
from memesweep.sweep.trash.mounts import mount_point

if TYPE_CHECKING:
    from contextlib import ExitStack

    from memesweep.sweep.fileops.operations import FileOperations

_PRIVATE: Final = 0o700


class TrashMover:
    """Moves to the trash. Where the trash refuses, the file stays: there is no other way out of here."""

    done: Final = MoveState.MOVED

    def __init__(self, files: FileOperations, gallery: Anchor, stack: ExitStack) -> None:
        """`gallery` is the anchored root; `stack` closes the trash when the sweep is over."""
        self._files = files
        self._gallery = gallery
        self._trash: Anchor | OSError
        try:
            self._trash = stack.enter_context(Anchor(open_trash(files, gallery)))
        except UnfitEnvironmentError as error:
            self._trash = OSError(errno.ENOENT, str(error))
        except OSError as error:
            self._trash = error

    def destination(self, relative: str) -> str | None:
        """See the Protocol: an absolute path, since the trash is no place below the gallery."""
        if isinstance(self._trash, OSError):
            return None
        return str(self._trash.path / FILES / trash_name(relative.rpartition("/")[2]))

    def move(self, move: Move) -> str:
        """See the Protocol."""
        if isinstance(self._trash, OSError):
            raise _refusal(self._trash)
        if move.destination is None:
            raise FileNotFoundError(errno.ENOENT, "the journal names no place for it in the trash")
        name = Path(move.destination).name
        target = Place(self._trash, f"{FILES}/{name}")
        info = Place(self._trash, f"{INFO}/{name}{INFO_SUFFIX}")
        for folder in (target, info):
            self._files.make_folders(folder, _PRIVATE)
        if self._files.status(target) is not None:
            raise FileExistsError(errno.EEXIST, "its name is taken in the trash")
        self._files.create(info, info_text(self._gallery.path / move.relative, self._trash.path))
        try:
            source = Place(self._gallery, move.relative)
            relocate(self._files, source, target, expected_of(move), may_copy=False)
        except FileExistsError:
            with suppress(OSError):
                self._files.unlink(info)
            raise
        except BaseException as error:
            drop_lonely_info(self._files, target)
            if isinstance(error, OSError) and error.errno == errno.EXDEV:
                raise _refusal(error) from error
            raise
        return move.destination


def drop_lonely_info(files: FileOperations, trashed: Place) -> None:
    """Take away the trash's record of a file that is not in the trash; one that stays is litter, no loss."""
    info = info_of(trashed.anchor.path / trashed.relative)
    with suppress(OSError, UnfitEnvironmentError):
        if files.status(trashed) is None:
            with Anchor(info.parent) as folder:
                files.unlink(Place(folder, info.name))


def open_trash(files: FileOperations, gallery: Anchor) -> Path:
    """Return the trash that a gallery's files can be renamed into, made where it is missing.

    The home trash where it is on the gallery's file system and below its mount point; else the volume's own,
    as the specification has it: `.Trash/UID` where an administrator made `.Trash` sticky, `.Trash-UID`
    otherwise. The top of a bind mount counts as a volume's, since no rename leads out of it.

    Raises:
        OSError: there is none, and none can be made.

    """
    top = mount_point(gallery.path.resolve())
    home = home_trash()
    if home is not None:
        nearest = next(folder for folder in (home, *home.parents) if folder.exists())
        if nearest.stat().st_dev == gallery.device and mount_point(nearest.resolve()) == top:
            return _made(files, nearest, home)
    user = str(os.getuid())
    if _is_shared_trash(top / ".Trash"):
        with suppress(OSError):
            return _made(files, top, top / ".Trash" / user)
    return _made(files, top, top / f".Trash-{user}")


def _made(files: FileOperations, existing: Path, trash: Path) -> Path:
    """Make a trash below an existing folder; no step of the way down may be a symlink or another's."""
    with Anchor(existing) as anchor:
        steps = trash.relative_to(existing).parts
        files.make_folders(Place(anchor, "/".join((*steps, FILES, "any"))), _PRIVATE)
        files.make_folders(Place(anchor, "/".join((*steps, INFO, "any"))), _PRIVATE)
    if trash.stat().st_uid != os.getuid():
        raise PermissionError(errno.EPERM, "it belongs to somebody else", str(trash))
    return trash


def _is_shared_trash(folder: Path) -> bool:
    try:
        mode = folder.lstat().st_mode
    except OSError:
        return False
    return stat.S_ISDIR(mode) and bool(mode & stat.S_ISVTX)


def _refusal(error: OSError) -> OSError:
    """Say what the trash said, and the way out."""
    if error.errno == errno.EXDEV:
        said = "its trash is on another file system"
    else:
        said = f"the trash cannot be used: {error.strerror or error}"
    return OSError(error.errno or errno.EIO, f"{said}; --move-to FOLDER is the way without a trash")
