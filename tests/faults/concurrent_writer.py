"""Another program that works in the gallery while a sweep runs: it renames, replaces, links and writes.

It destroys nothing itself, so whatever is missing afterwards was lost by us. What it vouches for, it writes
to a ledger, a line at a time, before it goes on.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from memesweep.sweep.fileops.noreplace import rename_noreplace

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.faults.world import World

SECRET = b"SECRET: nobody may take this\n"
SWAPPED = "Familie"
"""The folder that is swapped for a symlink."""
HERE = -100
"""AT_FDCWD: names are paths."""


def mark(kind: str, number: int) -> bytes:
    """A line that no two files or writes share."""
    return f"<{kind}-{os.getpid()}-{number}>\n".encode()


class ConcurrentWriter:
    """Does one thing after another, each to a random file."""

    def __init__(self, world: World, outside: Path, ledger: Path, seed: int) -> None:
        self._gallery = world.gallery
        self._outside = outside
        self._ledger = ledger.open("ab", buffering=0)
        self._random = Random(seed)  # noqa: S311 - to be repeated
        self._number = 0

    def among_files(self, seconds: float) -> None:
        """Work on files, in folders that stay what they are: through a swapped one it would reach outside."""
        actions = [self._rename, self._replace, self._link, self._write, self._write]
        self._work(seconds, actions, lambda path: SWAPPED not in path.parts)

    def among_folders(self, seconds: float) -> None:
        """Swap one folder for a symlink and back, all the time."""
        self._work(seconds, [self._swap_folder], lambda path: SWAPPED in path.parts)

    def _work(
        self, seconds: float, actions: Sequence[Callable[[Path], None]], mine: Callable[[Path], bool]
    ) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self._number += 1
            path = self._pick(mine)
            if path is None:
                time.sleep(0.001)
                continue
            try:
                self._random.choice(actions)(path)
            except OSError:
                continue  # swept, or moved by the other hand

    def _pick(self, mine: Callable[[Path], bool]) -> Path | None:
        found = [
            Path(folder, name)
            for folder, _, names in os.walk(self._gallery)
            for name in names
            if not name.startswith(".") and mine(Path(folder, name))
        ]
        return self._random.choice(found) if found else None

    def _vouch(self, line: bytes) -> None:
        self._ledger.write(line)

    def _elsewhere(self, path: Path) -> Path:
        return path.with_name(f"moved-{os.getpid()}-{self._number}.jpg")

    def _rename(self, path: Path) -> None:
        rename_noreplace(HERE, str(path), HERE, str(self._elsewhere(path)))

    def _replace(self, path: Path) -> None:
        """Put a new file in the place of another, as an editor that keeps a backup does."""
        fresh = path.with_name(f".fresh-{os.getpid()}-{self._number}")
        line = mark("fresh", self._number)
        fresh.write_bytes(line * 20)
        self._vouch(line)
        rename_noreplace(HERE, str(path), HERE, str(self._elsewhere(path)))
        rename_noreplace(HERE, str(fresh), HERE, str(path))

    def _link(self, path: Path) -> None:
        """Put a symlink to somebody else's file in the place of a picture."""
        rename_noreplace(HERE, str(path), HERE, str(self._elsewhere(path)))
        path.symlink_to(self._outside / "secret.jpg")

    def _write(self, path: Path) -> None:
        """Write into the file that has the name now, after a moment, whatever becomes of the name."""
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_NOFOLLOW)
        try:
            time.sleep(self._random.random() / 500)
            line = mark("written", self._number)
            os.write(descriptor, line)
            self._vouch(line)
        finally:
            os.close(descriptor)

    def _swap_folder(self, path: Path) -> None:
        """Put a symlink to a folder outside in the place of a folder, for a moment."""
        folder = path.parent
        away = folder.with_name(f"folder-{os.getpid()}-{self._number}")
        rename_noreplace(HERE, str(folder), HERE, str(away))
        folder.symlink_to(self._outside)
        time.sleep(self._random.random() / 500)
        folder.unlink()
        rename_noreplace(HERE, str(away), HERE, str(folder))
