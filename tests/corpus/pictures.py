"""The corpus of past mistakes: pictures that some model judged wrongly, drawn again on demand.

No picture is stored: each is one of scikit-image's samples, or drawn by our renderer in English from a seed
that training never uses. None of them is ever trained on. `score.py` sees to the fonts.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from memesweep.training.memegen import MemeKind, NegativeKind, draw_meme, draw_negative
from tests.support.pictures import photograph

if TYPE_CHECKING:
    from PIL import Image

FILE = Path(__file__).with_name("mistakes.toml")
FIRST_SEED = 9_000_000
"""Training draws from small seeds; the corpus begins here."""
CANVASES = (
    "astronaut.png", "camera.png", "chelsea.png", "coffee.png", "coins.png", "motorcycle_left.png",
    "rocket.jpg", "hubble_deep_field.jpg", "brick.png", "grass.png", "retina.jpg", "ihc.png",
    "clock_motion.png",
)  # fmt: skip


@dataclass(frozen=True)
class Mistake:
    """One picture, what a model said of it, and what must never be said again."""

    id: str
    draw: str
    """`negative:KIND:SEED`, `meme:KIND:SEED` or `sample:FILE`."""
    model: str
    """Version of the model that was wrong."""
    said: float
    """The score it gave."""
    must: str
    """`stay` (below the sweep threshold) or `show` (at the review threshold or above)."""
    open: bool = False
    """Still judged wrongly by the shipped model: known, and expected to fail until a better one."""

    def picture(self) -> Image.Image:
        what, name, *seed = self.draw.split(":")
        if what == "sample":
            return photograph(name)
        rng = np.random.default_rng(int(seed[0]))
        if what == "negative":
            return draw_negative(canvases(), rng, NegativeKind[name], language="en")
        return draw_meme(canvases(), rng, MemeKind[name], language="en")


@cache
def canvases() -> tuple[Image.Image, ...]:
    """The samples, at the size of a forwarded picture, for the renderer to draw on."""
    found = []
    for name in CANVASES:
        image = photograph(name).copy()
        image.thumbnail((900, 900))
        found.append(image)
    return tuple(found)


def read_corpus() -> list[Mistake]:
    with FILE.open("rb") as stream:
        return [Mistake(**entry) for entry in tomllib.load(stream)["mistake"]]
