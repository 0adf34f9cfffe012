"""The last step of both classes: what compression and forwarding do to a picture.

Memes and negatives go through the same function with the same odds, so that its traces tell nothing.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Final

from PIL import Image, ImageEnhance

if TYPE_CHECKING:
    from numpy.random import Generator

_SMOOTH: Final = Image.Resampling.BILINEAR
_SHORTEST: Final = 96
_LONGEST: Final = (320, 561)


def jpeg_round_trip(image: Image.Image, quality: int) -> Image.Image:
    """Encode as JPEG and decode again."""
    data = BytesIO()
    image.save(data, "JPEG", quality=quality)
    return Image.open(data).convert("RGB")


def _scaled(side: int, longest: int, image: Image.Image) -> int:
    return max(1, round(side * longest / max(image.size)))


def finish(image: Image.Image, rng: Generator) -> Image.Image:
    """Scale down and back, shift the tones a little, recompress; each only now and then."""
    longest = int(rng.integers(*_LONGEST))
    if max(image.size) > longest:
        image = image.resize(
            (_scaled(image.width, longest, image), _scaled(image.height, longest, image)), _SMOOTH
        )
    if rng.random() < 0.3:  # noqa: PLR2004 - a share
        share = float(rng.uniform(0.45, 0.9))
        small = (max(_SHORTEST, round(image.width * share)), max(_SHORTEST, round(image.height * share)))
        image = image.resize(small, _SMOOTH)
        if rng.random() < 0.5:  # noqa: PLR2004
            image = image.resize((round(small[0] / share), round(small[1] / share)), _SMOOTH)
    if rng.random() < 0.15:  # noqa: PLR2004
        image = ImageEnhance.Brightness(image).enhance(float(rng.uniform(0.8, 1.15)))
    if rng.random() < 0.06:  # noqa: PLR2004
        image = image.convert("L").convert("RGB")
    if rng.random() < 0.6:  # noqa: PLR2004
        image = jpeg_round_trip(image, int(rng.integers(30, 93)))
    return image
