"""On which pictures the renderer draws."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from memesweep.evaluation.labels import Label
from memesweep.training.data.dataset import Picture
from memesweep.training.data.drawn import DrawOrder, draw, drawn_pictures, photographs
from memesweep.training.data.pixels import decoded, write_cache

if TYPE_CHECKING:
    from pathlib import Path

COUNT = 24
RED = (220, 10, 10)


def test_pictures_of_a_class_are_drawn_once_and_on_the_photographs(tmp_path: Path) -> None:
    write_cache(tmp_path / "cache", [("red", Image.new("RGB", (288, 216), RED))])
    photo = Picture("red", "", Label.PHOTO, "food", "source", "")
    order = DrawOrder(
        shards=tmp_path / "shards",
        caches=(tmp_path / "cache",),
        offered=(photo,),
        label=Label.MEME,
        fold=2,
        count=COUNT,
    )
    shard = draw(order)
    pictures = drawn_pictures(shard, Label.MEME)
    assert [(picture.label, picture.source) for picture in pictures] == [(Label.MEME, order.source)] * COUNT
    (cache,) = decoded([shard], tmp_path / "pixels")
    red = 0
    for picture in pictures:
        pixels = np.asarray(cache.image(picture.file), dtype=np.int16)
        red += bool(((pixels[..., 0] - pixels[..., 2]) > 150).mean() > 0.15)
    assert red > COUNT / 4
    written = shard.stat().st_mtime_ns
    assert draw(order).stat().st_mtime_ns == written


def test_only_photographs_without_lettering_are_drawn_on() -> None:
    pictures = [
        Picture("a", "", Label.PHOTO, "food", "s", ""),
        Picture("b", "", Label.PHOTO, "poster", "s", ""),
        Picture("c", "", Label.MEME, "food", "s", ""),
        Picture("d", "", Label.PHOTO, "food", "s", "", unclear=True),
    ]
    assert [picture.file for picture in photographs(pictures)] == ["a"]
