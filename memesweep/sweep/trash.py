"""The user's trash: send2trash puts files in, the freedesktop layout lets undo find them again."""

from __future__ import annotations

import errno
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote_to_bytes

from memesweep.sweep.anchor import Anchor, Place
from memesweep.sweep.movers import expected_of
from memesweep.sweep.relocate import FileChangedError, verify

if TYPE_CHECKING:
    from collections.abc import Iterator

    from memesweep.catalog.record import Move
    from memesweep.sweep.files import FileOperations

_INFO_SUFFIX: Final = ".trashinfo"


@dataclass(frozen=True, slots=True)
class TrashedFile:
    """A file in a freedesktop trash."""

    file: Path
    info: Path


class TrashMover:
    """Moves to the trash. Where the trash refuses, the file stays: there is no other way out of here."""

    def __init__(self, files: FileOperations, gallery: Anchor) -> None:
        """`gallery` is the anchored root."""
        self._files = files
        self._gallery = gallery

    def destination(self, relative: str) -> None:
        """See the Protocol: the trash chooses the name."""
        del relative

    def move(self, move: Move) -> str | None:
        """See the Protocol."""
        from send2trash import send2trash  # noqa: PLC0415 - reads $XDG_DATA_HOME and may load GIO

        place = Place(self._gallery, move.relative)
        verify(self._files, place, expected_of(move))
        path = self._gallery.path / move.relative
        _refuse_unsafe_trash(path, move.device)
        try:
            send2trash(path)
        except OSError:
            raise
        except Exception as error:
            # GIO and the macOS bridge raise their own kinds.
            raise OSError(errno.EIO, f"the trash refused it: {error}") from error
        if self._files.status(place) is not None and find_trashed(path, move.inode) is None:
            raise FileChangedError("another file took its place while it was moved")
        trashed = find_trashed(path, move.inode)
        return None if trashed is None else str(trashed.file)


def find_trashed(path: Path, inode: int) -> TrashedFile | None:
    """Find a file in the trashes that can hold it, by where it came from and by its inode.

    A move into a trash is a rename, so the inode tells this file from others of the same path.
    """
    for trash in trash_folders(path):
        for info in _infos(trash, path.name):
            file = trash / "files" / info.name.removesuffix(_INFO_SUFFIX)
            try:
                if os.lstat(file).st_ino == inode and _original(info, trash) == path:
                    return TrashedFile(file, info)
            except OSError:
                continue
    return None


def info_of(file: Path) -> Path:
    """Return the info record that belongs to a file in a trash."""
    return file.parent.parent / "info" / (file.name + _INFO_SUFFIX)


def trash_folders(path: Path) -> Iterator[Path]:
    """Yield the trashes that a file may have gone to: the home trash, then those of its volume."""
    yield home_trash()
    top = path.parent
    while not top.is_mount() and top != top.parent:
        top = top.parent
    user = str(os.getuid())
    yield top / ".Trash" / user
    yield top / f".Trash-{user}"


def home_trash() -> Path:
    """Return the trash in the user's home, as the freedesktop specification places it."""
    data_home = os.environ.get("XDG_DATA_HOME") or Path("~/.local/share").expanduser()
    return Path(data_home) / "Trash"


def _infos(trash: Path, name: str) -> Iterator[Path]:
    """Yield info records, those under the likely name first: a trash can hold tens of thousands."""
    folder = trash / "info"
    likely = folder / (name + _INFO_SUFFIX)
    if likely.exists():
        yield likely
    stem = Path(name).stem
    try:
        names = os.listdir(folder)  # noqa: PTH208 - names are all that is needed
    except OSError:
        return
    for other in names:
        if other != likely.name and other.startswith(stem) and other.endswith(_INFO_SUFFIX):
            yield folder / other


def _original(info: Path, trash: Path) -> Path | None:
    """Return where a trashed file came from; relative paths count from the folder that the trash is in."""
    for line in info.read_bytes().splitlines():
        if line.startswith(b"Path="):
            path = Path(os.fsdecode(unquote_to_bytes(line.removeprefix(b"Path="))))
            top = trash.parent.parent if trash.parent.name == ".Trash" else trash.parent
            return path if path.is_absolute() else top / path
    return None


def _refuse_unsafe_trash(path: Path, device: int) -> None:
    """Refuse where send2trash would fall back to copying and deleting instead of renaming."""
    home = Path.home()
    trash = home_trash()
    nearest = next((one for one in (trash, *trash.parents) if one.exists()), home)
    if device == home.stat().st_dev and nearest.stat().st_dev != device:
        raise OSError(
            errno.EXDEV,
            "its trash is on another file system; use --move-to with a folder of your choice",
            str(path),
        )
