"""Pictures that the renderer draws on the training pictures, fold by fold.

A drawn picture belongs to the fold of the pictures on it, so a fold that is left out stays unseen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from memesweep.evaluation.labels import Label
from memesweep.training.dataset import DRAWN, Picture
from memesweep.training.memegen import draw_meme, draw_negative
from memesweep.training.memegen.memes.meme_kinds import MemeKind
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
_CAPTIONS: Final = {
    MemeKind.OUTLINED_CAPTION: 5,
    MemeKind.CAPTION_BAR: 5,
    MemeKind.LABELS: 1,
    MemeKind.PANEL_ROWS: 1.5,
    MemeKind.PANEL_GRID: 1.5,
    MemeKind.COMPARISON: 1.5,
    MemeKind.DEMOTIVATIONAL: 1,
    MemeKind.POST: 1.5,
    MemeKind.SPEECH: 1,
}
"""Weights of the kinds drawn on gathered pictures: nobody takes their lettering for a dialog's own."""


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


@dataclass(frozen=True, slots=True)
class DrawOrder:
    """What to draw: everything that a process of its own needs to know."""

    drawn: Path
    """Folder of all drawn caches."""
    cache: Path
    """Folder of the decoded photographs."""
    offered: tuple[Picture, ...]
    """Photographs of one fold."""
    gathered: Path | None
    """Folder of the decoded pictures out of free packages, if memes are drawn on those too."""
    also_offered: tuple[Picture, ...]
    """Such pictures of the same fold."""
    share: float
    """Part of the memes that is drawn on those."""
    fold: int
    label: Label
    count: int
    seed: int = 7

    @property
    def name(self) -> str:
        """Names the cache, and begins its pictures' names."""
        return f"{self.label.name.lower()}-{self.fold}"


def draw(order: DrawOrder) -> Path:
    """Draw the pictures of one fold and class where that is not done yet; returns their cache's folder."""
    folder = order.drawn / order.name
    if not (folder / "extents.json").exists():
        write_cache(folder, _pictures(order))
    return folder


def _pictures(order: DrawOrder) -> Iterator[tuple[str, Image.Image]]:
    cache = PixelCache(order.cache)
    gathered = None if order.gathered is None else PixelCache(order.gathered)
    for number in range(order.count):
        rng = np.random.default_rng((order.seed, order.fold, int(order.label), number))
        if gathered is not None and rng.random() < order.share:
            picture = draw_meme(_some(order.also_offered, gathered, rng), rng, _caption(rng))
        elif order.label is Label.MEME:
            picture = draw_meme(_some(order.offered, cache, rng), rng)
        else:
            picture = draw_negative(_some(order.offered, cache, rng), rng)
        picture.thumbnail((_LONG_SIDE, _LONG_SIDE))
        yield f"drawn-{order.name}-{number:05}", picture


def _some(offered: Sequence[Picture], cache: PixelCache, rng: np.random.Generator) -> list[Image.Image]:
    return [cache.image(offered[index].file) for index in rng.integers(0, len(offered), _ON_ONE)]


def _caption(rng: np.random.Generator) -> MemeKind:
    weights = np.array(list(_CAPTIONS.values()))
    return list(_CAPTIONS)[int(rng.choice(len(weights), p=weights / weights.sum()))]


def drawn_pictures(cache: PixelCache, fold: int, label: Label) -> list[Picture]:
    """List a drawn cache's pictures as training pictures."""
    source = f"drawn-{label.name.lower()}-{fold}"
    return [Picture(name, "", label, DRAWN, source, "") for name in cache.names()]
