"""Pictures that the renderer draws on the training photographs, fold by fold.

A drawn picture belongs to the fold of the photographs on it, so a fold that is left out stays unseen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from memesweep.training.dataset import Label, Picture
from memesweep.training.memegen import draw_keeper, draw_meme
from memesweep.training.pixels import PixelCache, write_cache

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from PIL import Image

PHOTOGRAPHIC: Final = frozenset({"people", "selfie", "everyday", "food", "landscape", "pets"})
"""Kinds of the data set that show the world without writing on it."""
_LONG_SIDE: Final = 288
"""As the data set stores its pictures, so that size does not tell drawn from real."""
_ON_ONE: Final = 4
"""Photographs offered for one drawn picture: panels and collages take several."""


def photographs(pictures: Sequence[Picture], folds: Mapping[str, int], fold: int) -> list[Picture]:
    """List a fold's photographs that may be drawn on."""
    return [
        picture
        for picture in pictures
        if folds[picture.source] == fold
        and picture.label is Label.PHOTO
        and picture.kind in PHOTOGRAPHIC
        and not picture.unclear
    ]


def _draw(
    offered: Sequence[Picture],
    cache: PixelCache,
    label: Label,
    prefix: str,
    count: int,
    seed: tuple[int, ...],
) -> Iterator[tuple[str, Image.Image]]:
    for number in range(count):
        rng = np.random.default_rng((*seed, int(label), number))
        chosen = [cache.image(offered[index].file) for index in rng.integers(0, len(offered), _ON_ONE)]
        picture = draw_meme(chosen, rng) if label is Label.MEME else draw_keeper(chosen, rng)
        picture.thumbnail((_LONG_SIDE, _LONG_SIDE))
        yield f"{prefix}{number:05}", picture


def drawn_pictures(cache: PixelCache, fold: int, label: Label) -> list[Picture]:
    """List a drawn cache's pictures as training pictures."""
    source = f"drawn-{label.name.lower()}-{fold}"
    return [Picture(name, "", label, "drawn", source, "") for name in cache.names()]


def draw_fold(
    folder: Path,
    offered: Sequence[Picture],
    cache: PixelCache,
    fold: int,
    label: Label,
    count: int,
    seed: int = 7,
) -> PixelCache:
    """Open the drawn pictures of one fold and class, drawing them the first time."""
    if (folder / "extents.json").exists():
        return PixelCache(folder)
    prefix = f"drawn-{label.name.lower()}-{fold}-"
    return write_cache(folder, _draw(offered, cache, label, prefix, count, (seed, fold)))
