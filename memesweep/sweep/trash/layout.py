"""The freedesktop trash as it lies on disk: where it is, what its records say, how to find a file in it."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote_from_bytes, unquote_to_bytes

from memesweep.sweep.fileops.suffix import MOST_BYTES, shortened
from memesweep.sweep.trash.mounts import mount_point

if TYPE_CHECKING:
    from collections.abc import Iterator

    from memesweep.sweep.journal.record import Move

INFO_SUFFIX: Final = ".trashinfo"
FILES: Final = "files"
INFO: Final = "info"
MOST_NAME_BYTES: Final = MOST_BYTES - len(INFO_SUFFIX)
"""A longer name would leave no room for its record's."""
ABSENT: Final = (FileNotFoundError, NotADirectoryError)
"""The only errors that say that nothing is there; every other says that nobody can tell."""


@dataclass(frozen=True, slots=True)
class TrashedFile:
    """A file in a trash."""

    file: Path
    info: Path


def find_trashed(path: Path, move: Move) -> TrashedFile | None:
    """Find a file in the trashes that can hold it, by where it came from and by what it is.

    A move into a trash is a rename, so size and time tell this file from others of the same path; its
    content is checked by whoever brings it back.

    Raises:
        OSError: it is in none of those that could be read, and one of them could not.

    """
    unread: list[OSError] = []
    for trash in trash_folders(path):
        for info in _infos(trash, path.name, unread):
            file = trash / FILES / info.name.removesuffix(INFO_SUFFIX)
            try:
                status = os.lstat(file)
                same = (status.st_size, status.st_mtime_ns) == (move.size, move.mtime_ns)
                if same and original_path(info, trash) == path:
                    return TrashedFile(file, info)
            except ABSENT:
                continue  # a record of nothing, or another program was faster
            except OSError as error:
                unread.append(error)
    if unread:
        raise unread[0]
    return None


def info_of(file: Path) -> Path:
    """Return the record that belongs to a file in a trash."""
    return file.parent.parent / INFO / (file.name + INFO_SUFFIX)


def info_text(path: Path, trash: Path) -> bytes:
    """Return the record of a file that is about to go into a trash."""
    top = _top(trash)
    # The specification wants absolute paths in the home trash and relative ones elsewhere.
    told = path if trash == home_trash() or not path.is_relative_to(top) else path.relative_to(top)
    deleted = time.strftime("%Y-%m-%dT%H:%M:%S")
    return b"[Trash Info]\nPath=%s\nDeletionDate=%s\n" % (
        quote_from_bytes(os.fsencode(told)).encode("ascii"),
        deleted.encode("ascii"),
    )


def trash_name(name: str) -> str:
    """Return the name that a file has in a trash where that is free."""
    return shortened(name, MOST_NAME_BYTES)


def trash_folders(path: Path) -> Iterator[Path]:
    """Yield the trashes that a file may have gone to: the home trash, then those of its volume."""
    home = home_trash()
    if home is not None:
        yield home
    top = mount_point(path.parent)
    user = str(os.getuid())
    yield top / ".Trash" / user
    yield top / f".Trash-{user}"


def home_trash() -> Path | None:
    """Return the trash in the user's home, as the specification places it; None where there is no home."""
    data_home = os.environ.get("XDG_DATA_HOME", "")
    # The specification says to ignore a relative one.
    if data_home.startswith("/"):
        return Path(data_home) / "Trash"
    try:
        return Path.home() / ".local/share/Trash"
    except RuntimeError:  # a user without an entry in passwd, and no HOME, as in some containers
        return None


def original_path(info: Path, trash: Path) -> Path | None:
    """Return where a trashed file came from; relative paths count from the folder that the trash is in."""
    for line in info.read_bytes().splitlines():
        if line.startswith(b"Path="):
            path = Path(os.fsdecode(unquote_to_bytes(line.removeprefix(b"Path="))))
            return path if path.is_absolute() else _top(trash) / path
    return None


def _top(trash: Path) -> Path:
    return trash.parent.parent if trash.parent.name == ".Trash" else trash.parent


def _infos(trash: Path, name: str, unread: list[OSError]) -> Iterator[Path]:
    """Yield records, those under the likely name first: a trash can hold tens of thousands.

    Why a trash cannot be listed goes onto `unread`.
    """
    folder = trash / INFO
    likely = trash_name(name) + INFO_SUFFIX
    # A collision adds to the stem, and a long name loses the end of it.
    start = os.fsdecode(os.fsencode(Path(name).stem)[:64]) if len(name) > 64 else Path(name).stem  # noqa: PLR2004
    try:
        names = os.listdir(folder)  # noqa: PTH208 - names are all that is needed
    except ABSENT:
        return
    except OSError as error:
        unread.append(error)
        return
    for other in sorted(names, key=lambda one: one != likely):
        if other == likely or (other.startswith(start) and other.endswith(INFO_SUFFIX)):
            yield folder / other
