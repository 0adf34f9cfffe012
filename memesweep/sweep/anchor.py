"""Hold on to a folder by its descriptor, so that nothing swapped underneath can lead a move outside.

A path is looked up again at every use; a descriptor is the folder itself. Every step from the anchor down
refuses symlinks, which closes the gap between checking a file and moving it.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

from memesweep.errors import UnfitEnvironmentError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path
    from types import TracebackType

_FOLDER_FLAGS: Final = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_NEW_FOLDER_MODE: Final = 0o755


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
            raise UnfitEnvironmentError(f"{path} cannot be opened: {error.strerror}.") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.close(self._descriptor)

    @contextmanager
    def parent(self, relative: str, *, make: bool = False) -> Iterator[tuple[int, str]]:
        """Open the folder that holds `relative`; yield its descriptor and the last name.

        Args:
            relative: path below the anchor.
            make: create missing folders on the way, each one durable before the next.

        Raises:
            OSError: a step is missing, a symlink, or no folder.

        """
        *folders, name = _steps(relative)
        descriptor = os.dup(self._descriptor)
        try:
            for step in folders:
                if make:
                    _ensure_folder(descriptor, step)
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

    def parent(self, *, make: bool = False) -> AbstractContextManager[tuple[int, str]]:
        """Open the folder that holds this place."""
        return self.anchor.parent(self.relative, make=make)


def _steps(relative: str) -> list[str]:
    """Split a relative path; one that could climb out is refused."""
    steps = relative.split("/")
    if any(step in {"", ".", ".."} for step in steps):
        raise ValueError(f"not a path below the anchor: {relative!r}")
    return steps


def _ensure_folder(parent: int, name: str) -> None:
    try:
        os.mkdir(name, _NEW_FOLDER_MODE, dir_fd=parent)
    except FileExistsError:
        return
    os.fsync(parent)
