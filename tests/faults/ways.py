"""The ways a file can leave a gallery, each as a world and its file operations."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from tests.faults.tampered import Tampered
from tests.faults.world import World

if TYPE_CHECKING:
    from collections.abc import Iterator


class Way(Enum):
    """How a file moves."""

    RENAME = "rename"
    COPY = "copy"
    """To another device: refused as the system refuses it, so that no second device is needed."""
    LINK = "link"
    """On a file system whose rename knows no flags."""
    TRASH = "trash"

    def files(self) -> Tampered:
        return Tampered(exdev=self is Way.COPY, by_link=self is Way.LINK)


def memory_folder() -> Path:
    """A folder where an fsync costs nothing, where there is one."""
    shared = Path("/dev/shm")  # noqa: S108 - for throw-away folders with random names
    return shared if os.access(shared, os.W_OK) else Path(tempfile.gettempdir())


@contextmanager
def world_of(way: Way, count: int) -> Iterator[World]:
    """A fresh world with a gallery of so many files; HOME points into it meanwhile."""
    with tempfile.TemporaryDirectory(prefix="memesweep-", dir=memory_folder()) as folder:
        base = Path(folder)
        world = World(base / "gallery", base / "home", None if way is Way.TRASH else base / "held")
        world.gallery.mkdir()
        world.home.mkdir()
        world.fill(count)
        with home_at(world.home):
            yield world


@contextmanager
def home_at(home: Path) -> Iterator[None]:
    """Point HOME somewhere for a while, and XDG_DATA_HOME nowhere."""
    before = {name: os.environ.get(name) for name in ("HOME", "XDG_DATA_HOME")}
    os.environ["HOME"] = str(home)
    os.environ.pop("XDG_DATA_HOME", None)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
