"""Pictures that the renderer draws on the training pictures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from memesweep.evaluation.labels import Label
from memesweep.training.data.dataset import DRAWN, Picture
from memesweep.training.data.library import Library
from memesweep.training.data.pixels import PixelCache
from memesweep.training.data.shards import shard_names, write_shard
from memesweep.training.memegen import draw_meme, draw_negative

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from PIL import Image

PHOTOGRAPHIC: Final = frozenset({"people", "selfie", "everyday", "food", "landscape", "pets"})
"""Kinds of the data set that show the world without writing on it."""
_ON_ONE: Final = 4
"""Photographs offered for one drawn picture: panels and collages take several."""


def photographs(pictures: Sequence[Picture]) -> list[Picture]:
    """List the photographs that may be drawn on."""
    return [
        picture
        for picture in pictures
        if picture.label is Label.PHOTO and picture.kind in PHOTOGRAPHIC and not picture.unclear
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawOrder:
    """What to draw: everything that a process of its own needs to know."""

    shards: Path
    """Folder that receives the shard."""
    caches: tuple[Path, ...]
    """Folders of the decoded photographs."""
    offered: tuple[Picture, ...]
    """Photographs to draw on, all of one fold: what is drawn on them is left out with them."""
    label: Label
    fold: int
    count: int
    seed: int = 7

    @property
    def source(self) -> str:
        """Names the shard, the source of its pictures, and begins their names."""
        return f"{DRAWN}-{self.label.name.lower()}-{self.fold}"


def draw(order: DrawOrder) -> Path:
    """Draw the pictures of one class and fold where that is not done yet; returns their shard."""
    shard = order.shards / f"{order.source}.tar"
    if not shard.exists():
        write_shard(shard, _pictures(order))
    return shard


def _pictures(order: DrawOrder) -> Iterator[tuple[str, Image.Image]]:
    library = Library(*(PixelCache(folder) for folder in order.caches))
    draw_one = draw_meme if order.label is Label.MEME else draw_negative
    for number in range(order.count):
        rng = np.random.default_rng((order.seed, int(order.label), order.fold, number))
        chosen = rng.integers(0, len(order.offered), _ON_ONE)
        picture = draw_one([library.image(order.offered[index].file) for index in chosen], rng)
        yield f"{order.source}/{number:05}.webp", picture


def drawn_pictures(shard: Path, label: Label) -> list[Picture]:
    """List a drawn shard's pictures as training pictures."""
    return [Picture(name, "", label, DRAWN, shard.stem, "") for name in shard_names(shard)]
