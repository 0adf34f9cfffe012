"""On which pictures the renderer draws."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from memesweep.evaluation.labels import Label
from memesweep.training.dataset import GATHERED, Picture
from memesweep.training.drawn import DrawOrder, draw
from memesweep.training.pixels import PixelCache, write_cache

if TYPE_CHECKING:
    from pathlib import Path

COUNT = 40
RED, BLUE = (220, 10, 10), (10, 10, 220)


def backgrounds(work: Path, label: Label, share: float) -> dict[str, int]:
    """Draw on one red photograph and one blue gathered picture; count pictures that show much of either."""
    write_cache(work / "cache", [("red", Image.new("RGB", (288, 216), RED))])
    write_cache(work / "gathered", [("blue", Image.new("RGB", (288, 216), BLUE))])
    photo = Picture("red", "", Label.PHOTO, "food", "source", "")
    other = Picture("blue", "", Label.PHOTO, GATHERED, "gathered-0", "")
    on = work / "gathered" if share else None
    order = DrawOrder(work / "drawn", work / "cache", (photo,), on, (other,), share, 0, label, COUNT)
    cache = PixelCache(draw(order))
    assert len(cache) == COUNT
    found = {"red": 0, "blue": 0}
    for name in cache.names():
        pixels = np.asarray(cache.image(name), dtype=np.int16)
        for colour, here, there in (("red", 0, 2), ("blue", 2, 0)):
            found[colour] += bool(((pixels[..., here] - pixels[..., there]) > 150).mean() > 0.15)
    return found


def test_a_share_of_the_memes_is_drawn_on_gathered_pictures(tmp_path: Path) -> None:
    found = backgrounds(tmp_path, Label.MEME, 0.5)
    assert 8 <= found["blue"] <= 30
    assert found["red"] >= 5


def test_without_a_share_memes_are_drawn_on_photographs(tmp_path: Path) -> None:
    found = backgrounds(tmp_path, Label.MEME, 0.0)
    assert found["blue"] < 5
    assert found["red"] > 10
