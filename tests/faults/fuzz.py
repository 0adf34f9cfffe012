"""Feed damaged pictures of every format to the reader, in processes that may die of it.

One of them: `python -m tests.faults.fuzz FIRST COUNT` prints what it found, a line before each picture.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Final

from memesweep.gallery.files import FileStamp, GalleryFile
from memesweep.gallery.picture import DecodedPicture, Depth
from memesweep.gallery.read import read_picture
from memesweep.verdict.decide import decide
from memesweep.verdict.guards import Evidence
from memesweep.verdict.thresholds import Thresholds
from memesweep.verdict.verdict import Verdict
from tests.faults.seeds import damaged, sound_pictures
from tests.faults.ways import memory_folder
from tests.support.memory import peak_mb

ROOT: Final = Path(__file__).resolve().parents[2]
SIZE: Final = 224
_PATIENCE_S: Final = 60
_CHUNK: Final = 500
_SWEEP_ALL: Final = Thresholds(sweep=1e-9, review=1e-9)


@dataclass
class FuzzFigures:
    """What the reader made of damaged pictures."""

    pictures: int = 0
    still_readable: int = 0
    crashes: list[int] = field(default_factory=list)
    """Numbers of pictures that killed their process."""
    hangs: list[int] = field(default_factory=list)
    swept_unreadable: int = 0
    slowest_s: float = 0.0
    peak_mb: int = 0


def fuzz(count: int, first: int = 0) -> FuzzFigures:
    """Try as many pictures; each number stands for one picture, damaged in one way, for ever."""
    total = FuzzFigures()
    last = first + count
    while first < last:
        first = _run_chunk(first, min(_CHUNK, last - first), total)
    return total


def _run_chunk(first: int, count: int, total: FuzzFigures) -> int:
    """Run a process over some pictures; return the number to go on with."""
    ended = subprocess.run(
        [sys.executable, "-m", "tests.faults.fuzz", str(first), str(count)],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    lines = [json.loads(line) for line in ended.stdout.splitlines()]
    for line in lines:
        total.pictures += "number" in line
        total.still_readable += line.get("readable", 0)
        total.swept_unreadable += line.get("swept", 0)
        total.slowest_s = max(total.slowest_s, line.get("slowest", 0.0))
        total.peak_mb = max(total.peak_mb, line.get("peak", 0))
    if ended.returncode == 0:
        return first + count
    guilty = next((line["number"] for line in reversed(lines) if "number" in line), first)
    (total.hangs if ended.returncode == -signal.SIGALRM else total.crashes).append(guilty)
    return int(guilty) + 1


def _work(first: int, count: int) -> None:
    slowest = readable = swept = 0.0
    names = sorted(sound_pictures())
    with tempfile.TemporaryDirectory(prefix="memesweep-fuzz-", dir=memory_folder()) as folder:
        path = Path(folder, "picture.jpg")
        for number in range(first, first + count):
            random = Random(number)  # noqa: S311 - to be repeated
            path.write_bytes(damaged(sound_pictures()[names[number % len(names)]], random))
            _say(number=number)
            for depth in Depth:
                signal.alarm(_PATIENCE_S)
                begun = time.monotonic()
                decoded = read(path, depth)
                signal.alarm(0)
                slowest = max(slowest, time.monotonic() - begun)
                readable += decoded.pixels is not None and depth is Depth.FULL
                swept += _is_swept_unreadable(decoded)
    _say(readable=readable, swept=swept, slowest=slowest, peak=peak_mb())


def read(path: Path, depth: Depth = Depth.FULL) -> DecodedPicture:
    """Read one file as a scan does."""
    file = GalleryFile(str(path.parent), "", path.name, FileStamp.of(os.lstat(path)))
    return read_picture(file, SIZE, depth)


def _is_swept_unreadable(decoded: DecodedPicture) -> bool:
    """Tell whether a file without pixels would go, or one with pixels has the wrong number of them."""
    if decoded.pixels is not None:
        return decoded.problem is not None or decoded.pixels.shape != (SIZE, SIZE, 3)
    decision = decide(None, decoded.problem, Evidence(), _SWEEP_ALL)
    return decoded.problem is None or decision.verdict is not Verdict.KEEP


def _say(**values: float) -> None:
    sys.stdout.write(json.dumps(values) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    _work(int(sys.argv[1]), int(sys.argv[2]))
