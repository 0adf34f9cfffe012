"""What telling copies costs, and how far copies lie apart from other pictures."""

from __future__ import annotations

import io
import random
import statistics
from itertools import combinations
from typing import TYPE_CHECKING, Final

from PIL import Image

from memesweep.classifier.bundle import find_bundle, load_bundle
from memesweep.classifier.scorer import open_scorers
from memesweep.copies.groups import group_copies
from memesweep.copies.hamming_index import COPY_DISTANCE
from memesweep.copies.perceptual_hash import perceptual_hash
from memesweep.gallery.picture import Depth
from memesweep.gallery.preprocess import fit
from memesweep.gallery.read import read_picture
from memesweep.training.memegen import caption
from tests.benchmarks.galleries import whatsapp_copies
from tests.benchmarks.measure import SHARED, Figure, side_by_side
from tests.copies.test_groups import Looks, flipped
from tests.support.pictures import encoded, photograph, sample_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_CAPTIONS: Final = (
    ("when the code works", "and nobody knows why"),
    ("me on monday morning", "after the weekend"),
    ("nobody: absolutely nobody", ""),
    ("my cat at 3am", "every single day"),
    ("that one friend who is late", "says five more minutes"),
)
_LEAST_BYTES: Final = 20_000
"""Smaller files among scikit-image's samples are masks and drawings."""


def copies(folder: Path) -> Iterator[Figure]:
    """Measure the hash beside the scan that it is a part of, the distances, and the grouping."""
    if (SHARED / "perf").is_dir():
        root = folder / "gallery"
        root.mkdir()
        yield _cost(root)
    yield from _distances()
    yield _grouping()


def _cost(root: Path) -> Figure:
    files = whatsapp_copies(root, 2)
    bundle = load_bundle(find_bundle())
    scorer = open_scorers(bundle.judge, 1)[0]
    looked = [read_picture(file, bundle.size, Depth.QUICK).pixels for file in files]

    def scan() -> None:
        for file in files:
            pixels = read_picture(file, bundle.size, Depth.QUICK).pixels
            if pixels is not None:
                scorer.score(pixels)

    def hash_all() -> None:
        for pixels in looked:
            if pixels is not None:
                perceptual_hash(pixels)

    costs = side_by_side({"scan": scan, "hash": hash_all}, 7)
    detail = f"{costs['hash'].cpu / len(files) * 1e6:.0f} microseconds a picture"
    share = 100 * costs["hash"].cpu / costs["scan"].cpu
    return Figure("perceptual hash, % of the CPU time of a scan's quick looks", share, "under 2", detail)


def _distances() -> Iterator[Figure]:
    names = sorted(
        path.name
        for path in sample_folder().iterdir()
        if path.suffix in {".png", ".jpg"} and path.stat().st_size > _LEAST_BYTES
    )
    same: list[int] = []
    captions: list[int] = []
    for name in names:
        plain = photograph(name)
        jokes = [caption(plain, top=top, bottom=bottom) for top, bottom in _CAPTIONS]
        captions += [_bits(one, other) for one, other in combinations([plain, *jokes], 2)]
        same += [_bits(image, _forwarded(image)) for image in (plain, *jokes)]
    others = [_bits(photograph(one), photograph(other)) for one, other in combinations(names, 2)]
    yield Figure(
        "bits of 256 that 95 % of copies differ by at most", statistics.quantiles(same, n=20)[-1], "12"
    )
    yield Figure(f"of two captions on one picture, the closest of {len(captions)}", min(captions), "over 12")
    yield Figure(f"of two pictures, the closest of {len(others)}", min(others), "over 12")


def _forwarded(image: Image.Image) -> Image.Image:
    for quality in (75, 60, 70):
        smaller = image.resize((image.width * 4 // 5, image.height * 4 // 5))
        with Image.open(io.BytesIO(encoded(smaller, quality=quality))) as opened:
            image = opened.convert("RGB")
    return image


def _bits(one: Image.Image, other: Image.Image) -> int:
    first, second = perceptual_hash(fit(one, 224)), perceptual_hash(fit(other, 224))
    return (int.from_bytes(first or b"", "big") ^ int.from_bytes(second or b"", "big")).bit_count()


def _grouping() -> Figure:
    chance = random.Random(1)  # noqa: S311 - no secret
    firsts = [chance.randbytes(32) for _ in range(20_000)]
    few, many = (
        [
            Looks(None, flipped(looks, chance.sample(range(256), k=copy and COPY_DISTANCE // 2)))
            for copy in range(5)
            for looks in firsts[:count]
        ]
        for count in (2_000, 20_000)
    )
    costs = side_by_side({"few": lambda: group_copies(few), "many": lambda: group_copies(many)}, 3)
    detail = f"{costs['many'].cpu:.1f} s of CPU time for 100,000"
    return Figure(
        "grouping 100,000 pictures against 10,000", costs["many"].cpu / costs["few"].cpu, "20", detail
    )
