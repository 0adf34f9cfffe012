"""Open a file or a folder of a gallery as what it is, or not at all."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def open_unfollowed(path: Path) -> int:
    """Open for reading, never through a symlink and never blocking on a FIFO that took the file's place."""
    return os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)


def open_folder(path: Path) -> int:
    """Open a folder for listing, never through a symlink that took its place."""
    return os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)


def sorted_names(folder: int) -> list[str]:
    """List an open folder, sorted by the bytes of the names."""
    names = os.listdir(folder)
    # Where all names are ASCII, as on any phone, they sort as their bytes do, in half the memory.
    names.sort(key=None if all(map(str.isascii, names)) else os.fsencode)
    return names
