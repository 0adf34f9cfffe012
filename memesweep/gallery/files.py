"""What the walker hands on: files of a gallery with the stamp that tells whether they changed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import os


class FileStamp(NamedTuple):
    """The cheap identity of a file: any write, replacement or copy changes at least one field.

    A tuple, for every file of every scan gets one, and it is made in a third of a frozen class's time.
    """

    size: int
    """Bytes."""
    mtime_ns: int
    inode: int
    device: int

    @classmethod
    def of(cls, status: os.stat_result) -> FileStamp:
        """Take the stamp from a `stat`, `lstat` or `fstat` result."""
        return cls(status.st_size, status.st_mtime_ns, status.st_ino, status.st_dev)


@dataclass(frozen=True, slots=True)
class GalleryFile:
    """A regular file below the root, not yet opened.

    Names are `str` with surrogate escapes, as `os.fsdecode` makes them, so that bytes which are no UTF-8
    survive every round trip.
    """

    root: str
    folder: str
    """Relative to the root, without slashes at its ends; empty for the root itself."""
    name: str
    stamp: FileStamp

    @property
    def relative(self) -> str:
        """The path below the root."""
        return f"{self.folder}/{self.name}" if self.folder else self.name

    @property
    def path(self) -> Path:
        """The absolute path."""
        return Path(self.root, self.folder, self.name)
