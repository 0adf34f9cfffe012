"""Hold on to a folder by its descriptor, so that nothing swapped underneath can lead a move outside.

A path is looked up again at every use; a descriptor is the folder itself. Every step from the anchor down
refuses symlinks, which closes the gap between checking a file and moving it.
"""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

from memesweep.errors import ErrorCode, UnfitEnvironmentError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path
    from types import TracebackType

_FOLDER_FLAGS: Final = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_NO_FOLDER_SYNC: Final = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS})
"""What some network and FUSE file systems say to an fsync of a folder."""


class Anchor:
    """An open folder. Use as a context manager."""

    def __init__(self, path: Path) -> None:
        """Open the folder.

        Raises:
            UnfitEnvironmentError: it is gone or may not be entered.

        """
        self.path = path
        try:
            self._descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        except OSError as error:
            raise UnfitEnvironmentError(
                ErrorCode.FOLDER_UNUSABLE, path=path, reason=error.strerror or str(error)
            ) from error

    @property
    def device(self) -> int:
        """The device number of the file system that the folder is on."""
        return os.fstat(self._descriptor).st_dev

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.close(self._descriptor)

    @contextmanager
    def parent(self, relative: str, *, make: int | None = None) -> Iterator[tuple[int, str]]:
        """Open the folder that holds `relative`; yield its descriptor and the last name.

        Args:
            relative: path below the anchor.
            make: create missing folders on the way, each one durable before the next, with this mode.

        Raises:
            OSError: a step is missing, a symlink, or no folder.

        """
        *folders, name = steps_of(relative)
        descriptor = os.dup(self._descriptor)
        try:
            for step in folders:
                if make is not None:
                    _ensure_folder(descriptor, step, make)
                inner = os.open(step, _FOLDER_FLAGS, dir_fd=descriptor)
                os.close(descriptor)
                descriptor = inner
            yield descriptor, name
        finally:
            os.close(descriptor)


@dataclass(frozen=True, slots=True)
class Place:
    """A file's place: an anchor and a path below it. Whether something is there is another question."""

    anchor: Anchor
    relative: str

    def __str__(self) -> str:
        return str(self.anchor.path / self.relative)

    def parent(self, *, make: int | None = None) -> AbstractContextManager[tuple[int, str]]:
        """Open the folder that holds this place."""
        return self.anchor.parent(self.relative, make=make)


def steps_of(relative: str) -> list[str]:
    """Split a relative path.

    Raises:
        ValueError: it could climb out.

    """
    steps = relative.split("/")
    if any(step in {"", ".", ".."} for step in steps):
        raise ValueError(f"not a path below the anchor: {relative!r}")
    return steps


def _ensure_folder(parent: int, name: str, mode: int) -> None:
    try:
        os.mkdir(name, mode, dir_fd=parent)
    except FileExistsError:
        return
    sync_folder(parent)


def sync_folder(descriptor: int) -> None:
    """Make the names in an open folder durable, where its file system knows how to."""
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
