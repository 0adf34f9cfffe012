"""Whole commands: a rescan against `find`, the start against its library's, peak memory, giant pictures."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PIL import Image

from memesweep.catalog.database import open_catalog
from memesweep.catalog.galleries import enter_gallery
from memesweep.catalog.pictures import CataloguedScore, PictureTable
from memesweep.classifier.bundle import find_bundle, load_bundle
from memesweep.gallery.formats import ImageKind
from memesweep.gallery.picture import ImageInfo
from memesweep.gallery.walk import walk
from tests.benchmarks.galleries import whatsapp_copies
from tests.benchmarks.measure import SHARED, Figure, commands_side_by_side

if TYPE_CHECKING:
    from collections.abc import Iterator

MEMESWEEP: Final = (sys.executable, "-m", "memesweep")
_REVIEWED: Final = 50
"""One picture in this many needs a look."""


def _environment(home: Path) -> dict[str, str]:
    """A home of its own, and modules compiled once: an installed program's are."""
    environment = {**os.environ, "HOME": str(home), "MEMESWEEP_HOME": str(home)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return {**environment, "PYTHONPYCACHEPREFIX": str(home / "compiled")}


def catalogued(folder: Path, count: int, folders: int = 1) -> Path:
    """Make a gallery of small files that the catalog knows as scored: the net would take minutes."""
    root = (folder / "gallery").resolve()
    root.mkdir()
    for number in range(count):
        month = root / f"{number * folders // count:04}" if folders > 1 else root
        month.mkdir(exist_ok=True)
        name = f"IMG-20240312-WA{number:07}.jpg"
        (month / name).write_bytes(b"\xff\xd8\xff" + number.to_bytes(8, "big"))
    bundle = load_bundle(find_bundle())
    with open_catalog(folder / "catalog.sqlite3") as connection:
        table = PictureTable(connection, enter_gallery(connection, root), bundle.scan_identity)
        for listing in walk(root):
            table.record(
                (file, CataloguedScore(file.stamp, 0.0 if number % _REVIEWED else 0.9, None, _INFO))
                for number, file in enumerate(listing.files)
            )
    return root


_INFO: Final = ImageInfo(ImageKind.JPEG, 1600, 1200)


def rescan(folder: Path) -> Iterator[Figure]:
    """Scan 100,000 unchanged files beside `find`."""
    root = catalogued(folder, 100_000)
    commands = {
        "find": ("find", str(root), "-printf", "%s %T@\\n"),
        "scan": (*MEMESWEEP, "scan", str(root)),
        "json": (*MEMESWEEP, "scan", str(root), "--json"),
    }
    costs = commands_side_by_side(commands, 7, _environment(folder))
    yield Figure(
        "second scan of 100,000 files, in times of find",
        costs["scan"] / costs["find"],
        "at most 2.5",
        f"scan {costs['scan']:.2f} s, find {costs['find']:.2f} s",
    )
    yield Figure("the same as a JSON document, in times of find", costs["json"] / costs["find"])
    spread = folder / "spread"
    spread.mkdir()
    root = catalogued(spread, 100_000, folders=200)
    commands = {
        "find": ("find", str(root), "-printf", "%s %T@\\n"),
        "scan": (*MEMESWEEP, "scan", str(root)),
    }
    costs = commands_side_by_side(commands, 7, _environment(spread))
    yield Figure("the same in 200 folders, in times of find", costs["scan"] / costs["find"])


def start(folder: Path) -> Iterator[Figure]:
    """Show the help beside the import of the library that shows it."""
    costs = commands_side_by_side(
        {"typer": (sys.executable, "-c", "import typer"), "help": (*MEMESWEEP, "--help")},
        21,
        _environment(folder),
    )
    yield Figure("--help, in times of importing typer", costs["help"] / costs["typer"], "at most 1.2")


def memory(folder: Path) -> Iterator[Figure]:
    """Take the peak of a first scan and of two rescans.

    The million are rows of a real gallery of as many small files, where the disk has room for the names.
    """
    if (SHARED / "perf").is_dir():
        fresh = folder / "fresh"
        (fresh / "gallery").mkdir(parents=True)
        whatsapp_copies(fresh / "gallery", 20)
        yield Figure("peak MB, first scan of 1,000 pictures", _peak(fresh)[0], "190")
        yield Figure("peak MB, clean --dry-run of them", _peak(fresh, "clean", "--dry-run")[0], "190")
    for count, bar in ((100_000, "200"), (1_000_000, "250")):
        home = folder / str(count)
        home.mkdir()
        catalogued(home, count)
        yield Figure(f"peak MB, rescan of {count:,} catalogued files, row by row", _peak(home)[0], bar)
        yield Figure("peak MB, the same by their seals", _peak(home)[0], bar)


def giants(folder: Path) -> Iterator[Figure]:
    """Scan one picture of 100 megapixels, and one file of 50 MB."""
    flat, noisy = _large(10_000), _noise(7_700)
    pictures: tuple[tuple[str, Image.Image, str, dict[str, object]], ...] = (
        ("baseline JPEG of 100 megapixels", flat, "JPEG", {}),
        ("progressive JPEG of 100 megapixels", flat, "JPEG", {"progressive": True}),
        ("PNG of 100 megapixels", flat, "PNG", {"compress_level": 1}),
        ("progressive JPEG of 59 megapixels", noisy, "JPEG", {"progressive": True, "quality": 94}),
    )
    for number, (what, image, kind, options) in enumerate(pictures):
        home = folder / str(number)
        (home / "gallery").mkdir(parents=True)
        path = home / "gallery" / "giant.jpg"
        image.save(path, kind, **options)
        peak, seconds, said = _peak(home)
        detail = f"{path.stat().st_size / 1e6:.0f} MB, {seconds:.1f} s: {said}"
        yield Figure(f"peak MB, {what}", peak, detail=detail)


def _large(side: int) -> Image.Image:
    return Image.linear_gradient("L").resize((side, side)).convert("RGB")


def _noise(side: int) -> Image.Image:
    return Image.effect_noise((side, side), 60).convert("RGB")


def _peak(home: Path, command: str = "scan", *options: str) -> tuple[float, float, str]:
    """Run a command in a process of its own; peak resident MB, seconds, and what became of the pictures."""
    # The kernel's high-water mark of this very program; getrusage's would include what it was forked from.
    measured = (
        "import runpy, sys\n"
        "try: runpy.run_module('memesweep', run_name='__main__')\n"
        "finally:\n"
        " peak = open('/proc/self/status').read().split('VmHWM:')[1].split()[0]\n"
        " print(peak, file=sys.stderr, flush=True)\n"
    )
    begun = time.perf_counter()
    ended = subprocess.run(
        [sys.executable, "-c", measured, command, str(home / "gallery"), *options],
        env=_environment(home),
        capture_output=True,
        text=True,
        check=True,
    )
    kept = ended.stdout.rsplit("count", 1)[-1].strip().splitlines()
    said = " ".join(kept[1].split()) if len(kept) > 1 else ""
    return int(ended.stderr.splitlines()[-1]) * 1024 / 1e6, time.perf_counter() - begun, said
