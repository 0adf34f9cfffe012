"""Kill the real program at every system call with which a sweep changes something on disk.

strace counts the calls and sends the SIGKILL, so the catalog's own writes are kill points like any other.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from PIL import Image

from memesweep.classifier.bundle import find_bundle
from tests.faults.mounts import other_device
from tests.faults.ways import Way, home_at, memory_folder
from tests.faults.world import AGE_NS, Figures, World, account, compare, facts_of

if TYPE_CHECKING:
    from collections.abc import Iterator

CHANGING: Final = (
    *("rename", "renameat", "renameat2", "link", "linkat", "unlink", "unlinkat", "mkdir", "mkdirat", "rmdir"),
    *("write", "pwrite64", "fsync", "fdatasync", "ftruncate", "fchmod", "fchown", "utimensat", "fsetxattr"),
)
"""System calls that leave another state on disk than they found. Between two of them, every kill is alike."""


def strace_works() -> bool:
    """Tell whether strace is there and may trace."""
    if shutil.which("strace") is None:
        return False
    traced = subprocess.run(["strace", "-qq", "-e", "trace=none", "true"], capture_output=True, check=False)
    return traced.returncode == 0


@dataclass(frozen=True)
class RealProgram:
    """The command line with everything that a kill needs."""

    world: World
    bundle: Path
    scanned: Path
    """A home whose catalog knows the pictures' scores."""

    def reset(self) -> None:
        """Forget every sweep, but not the scores: a run then need not wait for the net."""
        self.world.reset()
        shutil.copytree(self.scanned, self.world.home, dirs_exist_ok=True)

    @property
    def environment(self) -> dict[str, str]:
        state = self.world.catalog.parent
        return {
            **os.environ,
            "HOME": str(self.world.home),
            "MEMESWEEP_HOME": str(state),
            "PYTHONDONTWRITEBYTECODE": "1",
        }

    def arguments(self) -> list[str]:
        where = ["--trash"] if self.world.holding is None else ["--move-to", str(self.world.holding)]
        limits = ["--yes", "--min-age", "0", "--max-share", "100%", "--max-files", "100000"]
        program = [sys.executable, "-m", "memesweep", "clean", str(self.world.gallery)]
        return [*program, *where, *limits, "--model", str(self.bundle), "--json"]

    def run(self, *prefix: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [*prefix, *self.arguments()], env=self.environment, capture_output=True, timeout=300, check=False
        )


def kill_at_every_call(way: Way, files: int, stride: int = 1) -> Figures:
    """Kill one run after another, at each call of each kind, or at one in `stride` of them."""
    total = Figures()
    with real_program(way, files) as program:
        world = program.world
        before = facts_of(world.gallery)
        points = [(call, n) for call, most in _counted(program, way) for n in range(1, most + 1)][::stride]
        world.undo_all()
        for call, number in points:
            program.reset()
            _kill(program, way, call, number)
            total += account(world, before, recovered=False)
            world.recover()
            total += account(world, before, recovered=True)
            world.undo_all()
            total += compare(world, before)
    return total


def _counted(program: RealProgram, way: Way) -> list[tuple[str, int]]:
    """Count the calls of each kind in a run that nothing disturbs; strace counts each kind for itself."""
    log = program.world.home / "calls"
    ended = program.run(*_strace(log, *_without_flags(way)))
    assert ended.returncode == 0, ended.stderr.decode()
    seen = Counter(re.findall(r"^(\w+)\(", log.read_text(errors="replace"), re.MULTILINE))
    log.unlink()
    return [(call, seen[call]) for call in CHANGING if seen[call]]


def _kill(program: RealProgram, way: Way, call: str, number: int) -> None:
    killing = f"inject={call}:signal=KILL:when={number}"
    if way is Way.LINK and call == "renameat2":
        killing = f"inject={call}:error=EINVAL:signal=KILL:when={number}"
    ended = program.run(*_strace(Path("/dev/null"), *_without_flags(way), "-e", killing))
    # A run with another catalog or other file numbers may make a call or two less.
    assert ended.returncode in {-9, 137, 0}, ended.stderr.decode()


def _without_flags(way: Way) -> tuple[str, ...]:
    return ("-e", "inject=renameat2:error=EINVAL") if way is Way.LINK else ()


def _strace(log: Path, *more: str) -> list[str]:
    return ["strace", "-qq", "-o", str(log), "-e", f"trace={','.join(CHANGING)}", *more]


@contextmanager
def real_program(way: Way, files: int) -> Iterator[RealProgram]:
    """The program with a gallery that its catalog knows, and a model that finds nothing but memes."""
    with (
        TemporaryDirectory(prefix="memesweep-", dir=memory_folder()) as folder,
        other_device(way) as other,
    ):
        base = Path(folder)
        holding = {Way.TRASH: None, Way.COPY: other / "held"}.get(way, base / "held")
        world = World(base / "gallery", base / "home", holding)
        world.home.mkdir()
        draw_pictures(world.gallery, files)
        with home_at(world.home):
            program = RealProgram(world, greedy_bundle(base / "model"), base / "scanned")
            assert program.run().returncode == 0
            world.undo_all()
            with world.open() as connection, connection:
                connection.execute("DELETE FROM moves")
                connection.execute("DELETE FROM sweeps")
            shutil.copytree(world.home, program.scanned)
            program.reset()
            yield program


def draw_pictures(gallery: Path, count_: int) -> None:
    """Make small pictures, no two alike."""
    random = Random(4)  # noqa: S311 - the same pictures every time
    for number in range(count_):
        path = gallery / ("", "Holidays")[number % 2] / f"IMG-{number:04}.jpg"
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.frombytes("RGB", (16, 16), random.randbytes(768)).save(path, quality=90)
        os.utime(path, ns=(AGE_NS, AGE_NS + number))


def greedy_bundle(folder: Path) -> Path:
    """The shipped model with thresholds that sweep every picture, whatever its score."""
    shutil.copytree(find_bundle(), folder)
    description = folder / "model.json"
    described = json.loads(description.read_text())
    described["thresholds"] = {"sweep": 1e-30, "review": 1e-30}
    description.write_text(json.dumps(described))
    return folder
