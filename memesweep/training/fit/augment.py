"""Random looks for training pictures, the same for both classes.

What differs between collections without meaning anything (resolution, JPEG quality, grey, aspect, borders)
must not separate memes from photos, so each is drawn here for every picture whatever its label.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from PIL import Image, ImageFilter

from memesweep.gallery.preprocess import fit

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

_FILTERS: Final = (
    Image.Resampling.BILINEAR,
    Image.Resampling.BILINEAR,
    Image.Resampling.BICUBIC,
    Image.Resampling.LANCZOS,
    Image.Resampling.BOX,
)
_EIGHTH: Final = (90, 210)
"""Pixels of the long side that a quick look has of a messenger's JPEG, which measures 720 to 1,680."""
_LUMA: Final = (0.299, 0.587, 0.114)


def _happens(rng: np.random.Generator, odds: float) -> bool:
    """Throw a coin that falls on True with probability `odds`."""
    return bool(rng.random() < odds)


def _crop(image: Image.Image, rng: np.random.Generator) -> tuple[float, float, float, float]:
    """Draw a box that loses up to 8 % at each side; some lose more, which cuts captions off."""
    most = 0.16 if _happens(rng, 0.15) else 0.08
    left, top, right, bottom = rng.uniform(0, most, 4) * rng.choice([0, 1], 4, p=[0.4, 0.6])
    width, height = image.size
    return left * width, top * height, (1 - right) * width, (1 - bottom) * height


def _pad(image: Image.Image, rng: np.random.Generator) -> Image.Image:
    """Add bars without text at two or four sides: a bar alone makes no meme."""
    across, along = rng.uniform(0.03, 0.25, 2)
    shape = rng.integers(3)
    horizontal = round(image.width * across) if shape != 0 else 0
    vertical = round(image.height * along) if shape != 1 else 0
    tone = int(rng.choice([0, 255, int(rng.integers(256))]))
    colour = (
        (tone, tone, tone) if _happens(rng, 0.8) else tuple(int(value) for value in rng.integers(0, 256, 3))
    )
    padded = Image.new("RGB", (image.width + 2 * horizontal, image.height + 2 * vertical), colour)
    padded.paste(image, (horizontal, vertical))
    return padded


def _screen(image: Image.Image, rng: np.random.Generator) -> Image.Image:
    """Show the picture on a telephone: black or white above and below, as a viewer or a status does."""
    high = round(image.width * rng.uniform(1.7, 2.25))
    if high <= image.height:
        return image
    screen = Image.new("RGB", (image.width, high), "white" if _happens(rng, 0.15) else "black")
    screen.paste(image, (0, round((high - image.height) * rng.uniform(0.3, 0.6))))
    return screen


def _recompress(image: Image.Image, rng: np.random.Generator) -> Image.Image:
    """Send the picture once more: 4:2:0 JPEG at a messenger's range of qualities."""
    stored = io.BytesIO()
    image.save(stored, "JPEG", quality=int(rng.integers(35, 92)), subsampling=2)
    return Image.open(stored).convert("RGB")


def _tint(image: Image.Image, rng: np.random.Generator) -> Image.Image:
    """Draw saturation, gain per channel and brightness, as one 3 x 4 colour matrix."""
    saturation = 0.0 if _happens(rng, 0.25) else rng.uniform(0.5, 1.5)
    gains = rng.uniform(0.8, 1.2) * rng.uniform(0.93, 1.07, 3)
    shift = rng.uniform(-22, 22)
    matrix: list[float] = []
    for channel in range(3):
        row = [
            gains[channel] * ((1 - saturation) * weight + (saturation if of == channel else 0.0))
            for of, weight in enumerate(_LUMA)
        ]
        matrix += [*row, shift]
    return image.convert("RGB", tuple(matrix))


def look(image: Image.Image, rng: np.random.Generator) -> Image.Image:
    """Draw one of the looks that a stored picture may have in a gallery."""
    if _happens(rng, 0.08):
        image = _pad(image, rng)
    elif _happens(rng, 0.05):
        image = _screen(image, rng)
    box = _crop(image, rng)
    wide, high = box[2] - box[0], box[3] - box[1]
    if quick := _happens(rng, 0.2):
        # What a quick look sees: the decoder's mean of 8 x 8 pixels.
        factor = min(1.0, rng.uniform(*_EIGHTH) / max(wide, high))
    else:
        factor = rng.uniform(0.55, 1.0) if _happens(rng, 0.6) else 1.0
    target = (max(16, round(wide * factor)), max(16, round(high * factor)))
    smoothed = Image.Resampling.BOX if quick else _FILTERS[rng.integers(len(_FILTERS))]
    image = image.resize(target, smoothed, box=box)
    if _happens(rng, 0.45):
        image = _tint(image, rng)
    if _happens(rng, 0.08):
        image = image.filter(ImageFilter.GaussianBlur(rng.uniform(0.3, 1.2)))
    elif _happens(rng, 0.1):
        image = image.filter(ImageFilter.UnsharpMask(rng.uniform(0.8, 2), int(rng.integers(40, 150)), 2))
    return _recompress(image, rng) if _happens(rng, 0.5) else image


def augment(
    image: Image.Image, sizes: Sequence[int], rng: np.random.Generator
) -> tuple[NDArray[np.uint8], ...]:
    """Turn a stored picture into one training example, the same look for nets of several sizes.

    Returns:
        `(size, size, 3)` uint8 for each size, through the preprocessing that serving uses.

    """
    shown = look(image, rng)
    return tuple(fit(shown, size) for size in sizes)
