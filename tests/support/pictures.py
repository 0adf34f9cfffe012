"""Real photographs from the test dependencies, and memes drawn on them by our own renderer."""

from __future__ import annotations

import io
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PIL import Image

from memesweep.training.memegen import caption

PHOTOGRAPHS = ("astronaut.png", "chelsea.png", "coffee.png", "rocket.jpg", "motorcycle_left.png")
"""Photographs of things and people among scikit-image's samples."""


def sample_folder() -> Path:
    """scikit-image's samples, as its wheel ships them."""
    spec = find_spec("skimage")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "data"


@cache
def photograph(name: str = "astronaut.png") -> Image.Image:
    with Image.open(sample_folder() / name) as image:
        return image.convert("RGB")


@cache
def meme(
    name: str = "chelsea.png", top: str = "when the code works", bottom: str = "and nobody knows why"
) -> Image.Image:
    """A photograph with a caption as millions are forwarded."""
    return caption(photograph(name), top=top, bottom=bottom)


def encoded(image: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def photo_bytes(name: str = "astronaut.png") -> bytes:
    return encoded(photograph(name), quality=85)


def meme_bytes(name: str = "chelsea.png", top: str = "when the code works") -> bytes:
    return encoded(meme(name, top), quality=85)
