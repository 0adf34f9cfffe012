"""Sweep and undo while other programs work in the gallery, or while another sweep does.

Runs in a process of its own, since it forks: `python -m tests.faults.race WAY SECONDS`.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Event

from memesweep.catalog.database import open_catalog
from memesweep.errors import UnfitEnvironmentError
from memesweep.sweep.journal.record import MoveState
from memesweep.sweep.run import sweep
from tests.faults.concurrent_writer import SECRET, ConcurrentWriter
from tests.faults.ways import Way, world_of
from tests.faults.world import World
from tests.support.trees import snapshot

_FILES = 60


@dataclass(frozen=True)
class RaceFigures:
    """What became of the files of a race."""

    sweeps: int = 0
    moved: int = 0
    refused: int = 0
    """Files that stayed because somebody else had been at them."""
    lost: int = 0
    doubled: int = 0
    outside_touched: int = 0


def race(way: Way, seconds: float) -> RaceFigures:
    """Sweep and undo in turns against two writers, then look for every line that was ever vouched for."""
    with world_of(way, _FILES) as world:
        outside, ledger = world.gallery.parent / "outside", world.gallery.parent / "ledger"
        _prepare(world, outside, ledger)
        before = snapshot(outside)
        writers = [
            _fork(ConcurrentWriter(world, outside, ledger, 1).among_files, seconds),
            _fork(ConcurrentWriter(world, outside, ledger, 2).among_folders, seconds),
        ]
        sweeps = moved = refused = 0
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                record = world.sweep(way.files())
            except UnfitEnvironmentError:
                continue  # the gallery's own folder is never swapped, but be it
            sweeps += 1
            moved += record.count(MoveState.MOVED)
            refused += record.count(MoveState.STAYED) + record.count(MoveState.GONE)
            if sweeps % 2 == 0:
                world.undo_all(way.files())
        for writer in writers:
            os.waitpid(writer, 0)
        everything = b"".join(_contents(store) for store in world.stores)
        return RaceFigures(
            sweeps,
            moved,
            refused,
            lost=sum(line not in everything for line in ledger.read_bytes().splitlines()),
            outside_touched=int(snapshot(outside) != before) + everything.count(SECRET),
        )


def _prepare(world: World, outside: Path, ledger: Path) -> None:
    """Mark every picture with a line of its own, and lay out what nobody may touch."""
    outside.mkdir()
    (outside / "secret.jpg").write_bytes(SECRET)
    lines = []
    for path in sorted(world.gallery.rglob("*.jpg")):
        line = f"<original-{path.name}>\n".encode()
        path.chmod(0o644)
        path.write_bytes(line * 10)
        (outside / path.name).write_bytes(SECRET * 3)
        lines.append(line)
    ledger.write_bytes(b"".join(lines))


def _contents(root: Path) -> bytes:
    paths = (Path(folder, name) for folder, _, names in os.walk(root) for name in names)
    return b"".join(path.read_bytes() for path in paths if not path.is_symlink())


def _fork(deed: Callable[[float], None], seconds: float) -> int:
    child = os.fork()
    if child == 0:
        deed(seconds)
        os._exit(0)
    return child


def race_each_other(way: Way, rounds: int) -> RaceFigures:
    """Let two processes carry out the same plan at once, without a lock and with catalogs of their own.

    Two copies to another device, or two hard links, may then both succeed: a picture too many, none too few.
    """
    lost = doubled = moved = 0
    for _ in range(rounds):
        with world_of(way, _FILES) as world:
            contents = sorted(path.read_bytes() for path in world.gallery.rglob("*.jpg"))
            plan = world.plan()
            children = []
            for number in range(2):
                child = os.fork()
                if child == 0:
                    with open_catalog(world.home / f"state-{number}/catalog.sqlite3") as connection:
                        sweep(plan, world.destination, way.files(), connection, "test", Event())
                    os._exit(0)
                children.append(child)
            codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
            assert codes == [0, 0]
            left = [path for store in world.stores for path in store.rglob("*.jpg")]
            moved += sum(not path.is_relative_to(world.gallery) for path in left)
            found = Counter(path.read_bytes() for path in left)
            lost += sum(found[content] == 0 for content in contents)
            doubled += sum(found[content] > 1 for content in contents)
    return RaceFigures(sweeps=2 * rounds, moved=moved, lost=lost, doubled=doubled)


if __name__ == "__main__":
    way_, amount = Way(sys.argv[2]), float(sys.argv[3])
    figures = race(way_, amount) if sys.argv[1] == "writers" else race_each_other(way_, int(amount))
    sys.stdout.write(json.dumps(asdict(figures)) + "\n")
