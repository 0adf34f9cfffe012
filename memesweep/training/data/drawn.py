"""Pictures that the renderer draws on the training pictures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from memesweep.evaluation.labels import Label
from memesweep.training.data.dataset import DRAWN, Picture
from memesweep.training.data.pixels import PixelCache, write_cache
from memesweep.training.memegen import draw_meme, draw_negative

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from PIL import Image

PHOTOGRAPHIC: Final = frozenset({"people", "selfie", "everyday", "food", "landscape", "pets"})
"""Kinds of the data set that show the world without writing on it."""
_LONG_SIDE: Final = 288
"""As the data set stores its pictures, so that size does not tell drawn from real."""
_ON_ONE: Final = 4
"""Photographs offered for one drawn picture: panels and collages take several."""


def photographs(pictures: Sequence[Picture]) -> list[Picture]:
    """List the photographs that may be drawn on."""
    return [
        picture
        for picture in pictures
        if picture.label is Label.PHOTO and picture.kind in PHOTOGRAPHIC and not picture.unclear
    ]


@dataclass(frozen=True, slots=True)
class DrawOrder:
    """What to draw: everything that a process of its own needs to know."""

    drawn: Path
    """Folder of all drawn caches."""
    cache: Path
    """Folder of the decoded photographs."""
    offered: tuple[Picture, ...]
    """Photographs to draw on."""
    label: Label
    count: int
    seed: int = 7

    @property
    def name(self) -> str:
        """Names the cache, and begins its pictures' names."""
        return self.label.name.lower()


def draw(order: DrawOrder) -> Path:
    """Draw the pictures of one class where that is not done yet; returns their cache's folder."""
    folder = order.drawn / order.name
    if not (folder / "extents.json").exists():
        write_cache(folder, _pictures(order))
    return folder


def _pictures(order: DrawOrder) -> Iterator[tuple[str, Image.Image]]:
    cache = PixelCache(order.cache)
    draw_one = draw_meme if order.label is Label.MEME else draw_negative
    for number in range(order.count):
        rng = np.random.default_rng((order.seed, int(order.label), number))
        chosen = rng.integers(0, len(order.offered), _ON_ONE)
        picture = draw_one([cache.image(order.offered[index].file) for index in chosen], rng)
        picture.thumbnail((_LONG_SIDE, _LONG_SIDE))
        yield f"drawn-{order.name}-{number:05}", picture


def drawn_pictures(cache: PixelCache, label: Label) -> list[Picture]:
    """List a drawn cache's pictures as training pictures."""
    return [Picture(name, "", label, DRAWN, f"drawn-{label.name.lower()}", "") for name in cache.names()]
