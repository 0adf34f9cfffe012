"""A gallery whose every file has a content of its own, so that each can be accounted for anywhere."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from memesweep.catalog.database import open_catalog
from memesweep.gallery.picture import ImageInfo
from memesweep.gallery.swept import MANIFEST_NAME
from memesweep.gallery.walk import walk
from memesweep.scan.results import PictureResult
from memesweep.sweep.fileops.leftovers import is_leftover
from memesweep.sweep.fileops.operations import RealFiles
from memesweep.sweep.journal.record import MoveState, SweepRecord
from memesweep.sweep.journal.table import list_sweeps
from memesweep.sweep.plan import Plan, make_plan
from memesweep.sweep.run import Destination, recover, sweep, undo
from memesweep.verdict.verdict import Reason, Verdict

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator

    from memesweep.sweep.fileops.operations import FileOperations

AGE_NS = 1_500_000_000_123_456_789
MODES = (0o644, 0o600, 0o444, 0o664)

FileFacts = tuple[str, int, int]
"""SHA-256, permission bits, modification time in ns."""


@dataclass(frozen=True)
class Figures:
    """What an engine counted."""

    tried: int = 0
    lost: int = 0
    doubled: int = 0
    wrong: int = 0
    """Files that came back with other bytes, mode, time or name."""
    leftovers: int = 0
    """Unfinished copies, records of nothing and the like that nobody cleared away."""

    def __add__(self, other: Figures) -> Figures:
        return Figures(
            self.tried + other.tried,
            self.lost + other.lost,
            self.doubled + other.doubled,
            self.wrong + other.wrong,
            self.leftovers + other.leftovers,
        )

    @property
    def flawless(self) -> bool:
        return not (self.lost or self.doubled or self.wrong or self.leftovers)


def _content(path: Path) -> bytes | None:
    """Hash a file that another program may take away meanwhile."""
    try:
        return hashlib.sha256(path.read_bytes()).digest()
    except OSError:
        return None


@dataclass(frozen=True)
class World:
    """Folders of one experiment. HOME must point to `home` where the trash is in play."""

    gallery: Path
    home: Path
    holding: Path | None
    """None for the trash."""

    @property
    def destination(self) -> Destination:
        return Destination(self.holding)

    @property
    def catalog(self) -> Path:
        return self.home / "state/catalog.sqlite3"

    @property
    def trash(self) -> Path:
        return self.home / ".local/share/Trash"

    @property
    def stores(self) -> tuple[Path, ...]:
        """Every folder that a file of the gallery can be in."""
        return (self.gallery, *([self.trash] if self.holding is None else [self.holding]))

    def fill(self, count: int) -> None:
        """Make a gallery of so many files in three folders, each with a content, mode and time of its own."""
        for number in range(count):
            path = self.gallery / ("", "Holidays/2019", "Familie")[number % 3] / f"IMG-{number:04}.jpg"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(f"picture {number} ".encode() * (1 + number % 7) * 50)
            path.chmod(MODES[number % len(MODES)])
            os.utime(path, ns=(AGE_NS, AGE_NS + number))

    def reset(self) -> None:
        """Forget everything but the gallery."""
        for folder in (self.home, *([] if self.holding is None else [self.holding])):
            shutil.rmtree(folder, ignore_errors=True)
        self.home.mkdir(parents=True)

    @contextmanager
    def open(self) -> Iterator[sqlite3.Connection]:
        with open_catalog(self.catalog) as connection:
            yield connection

    def plan(self, wanted: Callable[[str], bool] = lambda _relative: True) -> Plan:
        """Plan to sweep every file, or those whose path is wanted, whatever the net would say."""
        files = [file for listing in walk(self.gallery) for file in listing.files]
        results = [
            PictureResult(
                file=file,
                info=ImageInfo(),
                score=0.99,
                verdict=Verdict.SWEEP,
                reason=Reason.MEME,
                sha256=_content(file.path),
            )
            for file in files
            if wanted(file.relative)
        ]
        return make_plan(self.gallery, results, len(files))

    def sweep(self, files: FileOperations, plan: Plan | None = None) -> SweepRecord:
        """Recover, plan and sweep, as `clean` does."""
        with self.open() as connection:
            recover(self.gallery, files, connection)
            return sweep(plan or self.plan(), self.destination, files, connection, "test", Event())

    def undo_all(self, files: FileOperations | None = None) -> list[SweepRecord]:
        """Undo whatever has something away, the newest sweep first, as `undo` does."""
        away = {MoveState.MOVED, MoveState.INTENDED, MoveState.RESTORING}
        with self.open() as connection:
            return [
                undo(record, files or RealFiles(), connection, Event()).record
                for record in list_sweeps(connection)
                if any(move.state in away for move in record.moves)
            ]

    def recover(self, files: FileOperations | None = None) -> None:
        with self.open() as connection:
            recover(self.gallery, files or RealFiles(), connection)

    def whereabouts(self) -> Counter[str]:
        """Count the readable whole files of each content, in all folders, under proper names."""
        found: Counter[str] = Counter()
        for store in self.stores:
            found.update(facts[0] for facts in facts_of(store).values())
        return found

    def leftovers(self) -> list[Path]:
        """List what an interruption left and nobody cleared away."""
        own = [path for store in self.stores for path in _files(store) if is_leftover(path)]
        if self.holding is not None:
            return own
        return own + [
            one for one in _files(self.trash / "info") if not (self.trash / "files" / one.stem).exists()
        ]


def facts_of(root: Path) -> dict[str, FileFacts]:
    """Describe every file below a folder that is somebody's picture."""
    return {
        str(path.relative_to(root)): _facts(path)
        for path in _files(root)
        if path.name != MANIFEST_NAME and path.suffix != ".trashinfo" and not is_leftover(path)
    }


def compare(world: World, before: dict[str, FileFacts]) -> Figures:
    """Account for every file after all was recovered and undone."""
    after = facts_of(world.gallery)
    contents = world.whereabouts()
    return Figures(
        tried=1,
        lost=sum(contents[facts[0]] == 0 for facts in before.values()),
        doubled=sum(contents[facts[0]] > 1 for facts in before.values()),
        wrong=sum(after.get(name) != facts for name, facts in before.items())
        + len(after.keys() - before.keys()),
        leftovers=len(world.leftovers()),
    )


def account(world: World, before: dict[str, FileFacts], *, recovered: bool) -> Figures:
    """Account for every content in the middle of things; once recovered, each is in exactly one place."""
    contents = world.whereabouts()
    return Figures(
        lost=sum(contents[facts[0]] == 0 for facts in before.values()),
        doubled=sum(contents[facts[0]] > 1 for facts in before.values()) if recovered else 0,
    )


def _files(root: Path) -> list[Path]:
    return [Path(folder, name) for folder, _, names in os.walk(root) for name in names]


def _facts(path: Path) -> FileFacts:
    status = path.lstat()
    return (
        hashlib.sha256(path.read_bytes()).hexdigest(),
        stat.S_IMODE(status.st_mode),
        status.st_mtime_ns,
    )
