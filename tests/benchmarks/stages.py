"""What each stage of a scan settles and costs, and what a first look spends on metadata."""

from __future__ import annotations

import dataclasses
import io
import os
import time
from collections import Counter
from threading import Event
from typing import TYPE_CHECKING, Any, Final

from PIL import Image

from memesweep.classifier import cascade
from memesweep.classifier.bundle import find_bundle, load_bundle
from memesweep.classifier.pipeline import score_files
from memesweep.classifier.pool import CascadePool
from memesweep.gallery.jpeg.markers import JpegOutline, Prefix
from memesweep.gallery.jpeg.quick import needed_bytes, quick_scale
from memesweep.gallery.picture import Depth
from memesweep.gallery.preprocess import fit
from memesweep.gallery.read import read_picture
from memesweep.verdict.purpose import ScanPurpose
from memesweep.verdict.stage import Stage
from tests.benchmarks.galleries import whatsapp_copies
from tests.benchmarks.measure import SHARED, Figure, side_by_side
from tests.benchmarks.processor import is_narrow
from tests.performance.jpegs import listed, meme_shaped
from tests.support.pictures import PHOTOGRAPHS, meme, photograph

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from memesweep.classifier.cascade import Cascade
    from memesweep.classifier.pipeline import ScoredFile
    from memesweep.gallery.files import GalleryFile
    from memesweep.gallery.picture import DecodedPicture

_COPIES: Final = 2
_ONE_IN: Final = 10
_THREADS: Final = 2


class _Clock:
    """CPU time of one thread, by stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.calls: Counter[str] = Counter()

    def timed(self, stage: str, call: Callable[..., Any]) -> Callable[..., Any]:
        """Return the same call, on the clock."""

        def on_the_clock(*args: Any, **options: Any) -> Any:
            begun = time.thread_time()
            try:
                return call(*args, **options)
            finally:
                self.seconds[stage] = self.seconds.get(stage, 0.0) + time.thread_time() - begun
                self.calls[stage] += 1

        return on_the_clock

    def read(self, file: GalleryFile, size: int, depth: Depth = Depth.FULL, *others: Any) -> DecodedPicture:
        """Read a picture; a quick look at a format that has none is a full decode."""
        stage = {Depth.QUICK: "quick look", Depth.CLOSE: "close look", Depth.FULL: "full decode"}[depth]
        decoded: DecodedPicture = self.timed(stage, read_picture)(file, size, depth, *others)
        return decoded


def _watched(nets: Cascade, clock: _Clock) -> None:
    """Put the nets of a cascade on the clock."""
    nets.judge.logit = clock.timed("judge", nets.judge.logit)  # type: ignore[method-assign]
    if nets._scout is not None:
        nets._scout.logit = clock.timed("scout", nets._scout.logit)  # type: ignore[method-assign]
    if nets._second is not None:
        nets._second.logit = clock.timed("second opinion", nets._second.logit)  # type: ignore[method-assign]


def stages(folder: Path) -> Iterator[Figure]:
    """Count what each stage settles, and what share of the CPU time it takes."""
    everything = _pictures(folder)
    kept = _kept(everything)
    memes = _memes(folder, max(1, len(kept) // (_ONE_IN - 1)))
    galleries = {
        "all pictures": everything,
        "those kept at a first look": kept,
        "these with one meme in ten": [*kept, *memes],
    }
    for what, files in galleries.items():
        for purpose in ScanPurpose:
            yield from _measure(f"{what}, to {purpose.value}", files, purpose)


def _pictures(folder: Path) -> list[GalleryFile]:
    if (SHARED / "perf").is_dir():
        return whatsapp_copies(folder, _COPIES)
    return [
        listed(folder, meme_shaped(photograph(name)), f"{number}-{name}.jpg")
        for number in range(8)
        for name in PHOTOGRAPHS
    ]


def _kept(files: list[GalleryFile]) -> list[GalleryFile]:
    bundle = load_bundle(find_bundle())
    limits = bundle.quick_limits()
    with CascadePool(bundle).lend() as nets:
        scored = [(file, nets.score_file(file, ScanPurpose.REPORT, limits).score) for file in files]
    return [file for file, score in scored if score is not None and score < limits.keep_below]


def _memes(folder: Path, count: int) -> list[GalleryFile]:
    return [
        listed(
            folder,
            meme_shaped(meme(PHOTOGRAPHS[number % len(PHOTOGRAPHS)], f"when number {number} works")),
            f"meme-{number}.jpg",
        )
        for number in range(count)
    ]


def _measure(what: str, files: list[GalleryFile], purpose: ScanPurpose) -> Iterator[Figure]:
    bundle = load_bundle(find_bundle())
    clock = _Clock()
    limits = bundle.quick_limits()
    with CascadePool(bundle).lend() as nets:
        for file in files[:4]:  # not the first inference's cost
            nets.score_file(file, purpose, limits)
        if purpose is ScanPurpose.SWEEP and bundle.second_opinion is not None:
            nets.open_second_opinion()
        _watched(nets, clock)
        cascade.read_picture = clock.read  # type: ignore[assignment,attr-defined]
        begun = time.thread_time()
        try:
            settled = Counter(
                (picture.stage.value, picture.depth.value)
                for picture in (nets.score_file(file, purpose, limits) for file in files)
            )
        finally:
            cascade.read_picture = read_picture  # type: ignore[attr-defined]
        total = time.thread_time() - begun
    each = 1000 * total / len(files)
    detail = f"{_shares(clock, total, len(files))}; settled by {_ends(settled)}"
    yield Figure(f"{what}: CPU seconds per 1,000 pictures", each, "", detail)


def opinions(folder: Path) -> Iterator[Figure]:
    """Time what `clean`'s second opinion adds, on two threads, to pictures that could move."""
    bundle = load_bundle(find_bundle())
    if bundle.second_opinion is None:
        return
    alone = dataclasses.replace(bundle, second_opinion=None)
    limits = bundle.quick_limits()
    pools = {"with": CascadePool(bundle, _THREADS), "without": CascadePool(alone, _THREADS)}

    def score(files: list[GalleryFile], whose: str) -> list[ScoredFile]:
        chunks = score_files(files, pools[whose], _THREADS, Event(), limits, ScanPurpose.SWEEP)
        return [scored for chunk in chunks for scored in chunk]

    (folder / "memes").mkdir()
    files = [*_pictures(folder), *_memes(folder / "memes", 100)]
    asked = [scored.file for scored in score(files, "with") if scored.picture.stage is Stage.JOINT]
    costs = side_by_side(
        {"with": lambda: score(asked, "with"), "without": lambda: score(asked, "without")}, 5
    )
    walls, cpus = ({name: getattr(cost, kind) for name, cost in costs.items()} for kind in ("wall", "cpu"))
    each = 1000 / len(asked)
    detail = (
        f"{len(asked)} pictures; {each * walls['with']:.1f} s with, {each * walls['without']:.1f} without; "
        f"CPU seconds added: {each * (cpus['with'] - cpus['without']):.1f}"
    )
    yield Figure(
        "second opinion: seconds added per 1,000 pictures asked about, two threads",
        each * (walls["with"] - walls["without"]),
        "under 60" if is_narrow() else "under 20",
        detail,
    )


def _shares(clock: _Clock, total: float, count: int) -> str:
    return ", ".join(
        f"{stage} {100 * clock.calls[stage] / count:.0f} % of pictures {100 * seconds / total:.0f} % of time"
        for stage, seconds in sorted(clock.seconds.items(), key=lambda item: -item[1])
    )


def _ends(settled: Counter[tuple[str, str]]) -> str:
    return ", ".join(
        f"{stage} {depth} {100 * count / settled.total():.0f} %"
        for (stage, depth), count in settled.most_common()
    )


def quicklook(folder: Path) -> Iterator[Figure]:
    """Compare the first look at plain JPEGs with one that has Pillow read EXIF and leaves the rest unread."""
    pictures = _pictures(folder)
    costs = side_by_side(
        {
            "ours": lambda: [read_picture(file, 224, Depth.QUICK) for file in pictures],
            "pillow": lambda: list(map(_look_with_pillow, pictures)),
        },
        9,
    )
    share = costs["ours"].cpu / costs["pillow"].cpu
    detail = "every EXIF and XMP block read, and the headers of all scans looked at"
    yield Figure(
        "quick look: CPU time against one with Pillow's EXIF and no look behind the cut",
        share,
        "1.05",
        detail,
    )


def _look_with_pillow(file: GalleryFile) -> None:
    """The same pixels, by the shortest way that knows make and model of a sound first EXIF block."""
    descriptor = os.open(file.path, os.O_RDONLY)
    try:
        os.fstat(descriptor)
        head = os.pread(descriptor, 64, 0)
        outline = JpegOutline(Prefix(head, lambda offset, count: os.pread(descriptor, count, offset)))
        os.pread(descriptor, 32, max(0, file.stamp.size - 32))
        data = needed_bytes(outline, 224) or os.pread(descriptor, file.stamp.size, 0)
        with Image.open(io.BytesIO(data), formats=["JPEG"]) as image:
            scale = quick_scale(image.width, image.height, 224)
            exif = image.getexif()
            exif.get(0x010F), exif.get(0x0110), exif.get_ifd(0x8825)
            image.draft("RGB", (image.width // scale, image.height // scale))
            image.load()
            fit(image, 224)
        os.fstat(descriptor)
    finally:
        os.close(descriptor)
