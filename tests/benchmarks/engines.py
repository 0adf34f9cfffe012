"""Ray and Spark on the cores of this machine, beside plain scans of the same pictures."""

from __future__ import annotations

import os
import random
import resource
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING, Any, Final

from memesweep import Classifier
from memesweep.classifier.cores import usable_cores
from memesweep.training.memegen import caption
from tests.benchmarks.measure import Figure
from tests.performance.jpegs import meme_shaped
from tests.support.pictures import PHOTOGRAPHS, photograph
from tests.support.process_trees import MARK, Samples, watched

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PIL import Image

DRAWN: Final = 300
"""Different pictures; the others are copies with another comment in the file: none is the same file."""
_MEMES: Final = 5
"""One in so many."""
_IN_A_FOLDER: Final = 1000
_SCANNED: Final = 10
"""A scan looks at one in so many, before, between and after the engines: what drifts, drifts for all."""
_ROOT: Final = Path(__file__).parents[2]


def engines(folder: Path, pictures: int = 100_000) -> Iterator[Figure]:
    """Classify many small pictures of WhatsApp's shape in each engine that is here."""
    bases = list(_bases())
    paths = _write(folder / "pictures", bases, pictures)
    sys.stdout.write(
        f"{pictures} pictures, {len(bases)} different, {mean(map(len, bases)) / 1000:.0f} kB each\n"
    )
    classifier = Classifier()
    scores = [classifier.classify_bytes(data).score for data in bases]
    manifest = folder / "list.parquet"
    _write_manifest(manifest, paths)
    scans = [_scan(folder, paths)]
    for name in ("ray", "spark"):
        if find_spec("ray" if name == "ray" else "pyspark") is None:
            sys.stdout.write(f"{name} is not here: pip install --group engines\n")
            continue
        out = folder / f"answers-{name}"
        seconds, samples = _drive(name, manifest, out, folder)
        scans.append(_scan(folder, paths))
        yield _check(name, out, paths, scores)
        rate, scanned = len(paths) / seconds, mean(scan.rate for scan in scans[-2:])
        turns = " before, ".join(f"{scan.rate:.0f}" for scan in scans[-2:])
        detail = f"{rate:.0f} of {scanned:.0f} pictures a second ({turns} after)"
        yield Figure(
            f"{name}: pictures a second, in those of a plain scan", rate / scanned, "at least 0.8", detail
        )
        # Other work on the machine takes from both, and not the same from both; CPU time is not fooled.
        cost = 1000 * mean(scan.cpu_s for scan in scans[-2:])
        whole = 1000 * sum(samples.cpu_s.values()) / len(paths)
        detail = f"CPU ms a picture: scan {cost:.1f}, {name} with all its processes {whole:.1f}"
        yield Figure(f"{name}: the same by CPU time", cost / whole, "", detail)
        yield Figure(
            f"{name}: growth of the workers' memory in MB", samples.growth_mb(), "flat", samples.told()
        )
        shutil.rmtree(out)


def _bases() -> Iterator[bytes]:
    rng = random.Random(17)  # noqa: S311 - pictures, no secret
    for number in range(DRAWN):
        picture = _crop(photograph(PHOTOGRAPHS[number % len(PHOTOGRAPHS)]), rng)
        if number % _MEMES == 0:
            picture = caption(picture, top=f"when number {number} works", bottom="and nobody knows why")
        yield meme_shaped(picture, rng.randrange(480, 960))


def _crop(picture: Image.Image, rng: random.Random) -> Image.Image:
    share = rng.uniform(0.5, 1)
    width, height = round(picture.width * share), round(picture.height * share)
    left, top = rng.randrange(picture.width - width + 1), rng.randrange(picture.height - height + 1)
    return picture.crop((left, top, left + width, top + height))


def _write(root: Path, bases: Sequence[bytes], pictures: int) -> list[str]:
    paths = []
    for number in range(pictures):
        if number % _IN_A_FOLDER == 0:
            folder = root / f"{number // _IN_A_FOLDER:04}"
            folder.mkdir(parents=True)
        data, comment = bases[number % len(bases)], f"copy {number}".encode()
        path = folder / f"IMG-20240312-WA{number:06}.jpg"
        segment = b"\xff\xfe" + (len(comment) + 2).to_bytes(2, "big") + comment
        path.write_bytes(data[:2] + segment + data[2:])
        paths.append(str(path))
    return paths


def _write_manifest(manifest: Path, paths: Sequence[str]) -> None:
    import pyarrow as pa  # noqa: PLC0415 - an extra
    import pyarrow.parquet as pq  # noqa: PLC0415 - the same

    pq.write_table(pa.table({"path": list(paths)}), manifest)


_FRESH: Final = count()


@dataclass(frozen=True, slots=True)
class Scanned:
    """What `memesweep scan` did with some of the pictures."""

    rate: float
    """Pictures a second."""
    cpu_s: float
    """CPU time of a picture."""


def _scan(folder: Path, paths: Sequence[str]) -> Scanned:
    """Scan other pictures than the last time."""
    turn = next(_FRESH)
    wanted = max(1, len(paths) // _SCANNED)
    names = folder / "names.txt"
    names.write_text("\n".join(paths[(turn * wanted + number) % len(paths)] for number in range(wanted)))
    begun, used = time.perf_counter(), _cpu_of_children()
    subprocess.run(
        [sys.executable, "-m", "memesweep", "scan", folder / "pictures", "--quiet", "--files-from", names],
        env={**os.environ, "MEMESWEEP_HOME": str(folder / f"home-{turn}")},
        cwd=_ROOT,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return Scanned(wanted / (time.perf_counter() - begun), (_cpu_of_children() - used) / wanted)


def _cpu_of_children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _drive(name: str, manifest: Path, out: Path, folder: Path) -> tuple[float, Samples]:
    mark = f"{name}-{os.getpid()}"
    spark = f"--master local[{usable_cores()},4] --conf spark.ui.enabled=false pyspark-shell"
    environment = {
        **os.environ,
        MARK: mark,
        "PYTHONPATH": str(_ROOT),
        "PYSPARK_PYTHON": sys.executable,
        "PYSPARK_SUBMIT_ARGS": spark,
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_LOCAL_DIRS": str(folder / "spark"),
        "RAY_TMPDIR": str(folder),
        # Its own number is 15: beside other work its actors would get a tenth of what a scan gets.
        "RAY_worker_niceness": "0",
    }
    log = folder / f"{name}.log"
    begun = time.perf_counter()
    with watched(mark) as memory, log.open("wb") as stream:
        ended = subprocess.run(
            [sys.executable, "-m", f"memesweep.batch.{name}", str(manifest), str(out)],
            env=environment,
            cwd=folder,
            stdout=stream,
            stderr=stream,
            check=False,
        )
    if ended.returncode:
        raise RuntimeError(f"{name} ended with {ended.returncode}: {log.read_text()[-2000:]}")
    return time.perf_counter() - begun, memory


def _check(name: str, out: Path, paths: Sequence[str], scores: Sequence[float | None]) -> Figure:
    """Compare every row with what the classifier itself says of the picture that it is a copy of."""
    import pyarrow.parquet as pq  # noqa: PLC0415 - an extra

    found: dict[str, Any] = {}
    rows = 0
    for part in sorted(out.glob("*.parquet")):
        table = pq.read_table(part, columns=["path", "score"])
        rows += len(table)
        found.update(zip(table.column("path").to_pylist(), table.column("score").to_pylist(), strict=True))
    wrong = sum(found.get(path) != scores[number % len(scores)] for number, path in enumerate(paths))
    wrong += rows - len(found)
    return Figure(f"{name}: rows lost, doubled or with another score", wrong, "0", f"{rows} rows")
