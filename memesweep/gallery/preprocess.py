"""The one road from a decoded picture to the net's input, shared by training, evaluation and serving.

Thresholds are calibrated on what this module produces. Changing a pixel of it changes scores, so a change
raises `PREPROCESSING`, which makes every catalogued score stale.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from PIL import Image

from memesweep.gallery.versions import PREPROCESSING

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["PREPROCESSING", "fit", "to_rgb", "turn_upright"]

_ORIENTATION: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""EXIF orientation (tag 0x0112) to the transposition that undoes it."""


_BAND_PIXELS: Final = 4_000_000
"""Larger pictures are flattened band by band, with the same result: at once takes five copies of them."""


def to_rgb(image: Image.Image) -> Image.Image:
    """Flatten any Pillow mode to RGB: alpha over white, 16 bits scaled to 8, CMYK and grey converted."""
    if image.mode == "RGB" and not image.has_transparency_data:
        return image
    width, height = image.size
    if width * height <= _BAND_PIXELS:
        return _flatten(image)
    flat = Image.new("RGB", image.size)
    rows = max(1, _BAND_PIXELS // width)
    for top in range(0, height, rows):
        flat.paste(_flatten(image.crop((0, top, width, min(height, top + rows)))), (0, top))
    return flat


def _flatten(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I;16") or image.mode in {"I", "F"}:
        # Pillow clips 16-bit grey to 255 on conversion, which turns a photo into a white page.
        samples = np.asarray(image, dtype=np.float32)
        image = Image.fromarray(np.clip(samples / 257.0, 0, 255).astype(np.uint8))
    if image.has_transparency_data:
        layered = image.convert("RGBA")
        white = Image.new("RGBA", layered.size, "white")
        return Image.alpha_composite(white, layered).convert("RGB")
    return image if image.mode == "RGB" else image.convert("RGB")


def fit(image: Image.Image, size: int, orientation: int = 1) -> NDArray[np.uint8]:
    """Stretch a picture to the net's square.

    The whole picture is kept, since captions sit at the edges that a centre crop would cut off. The target
    is a square, so the orientation is applied after the resize, to 224 x 224 pixels instead of millions.

    Returns:
        `(size, size, 3)` uint8, RGB, upright.

    """
    rgb = to_rgb(image)
    if rgb.size != (size, size):
        rgb = rgb.resize((size, size), Image.Resampling.BILINEAR)
    return np.asarray(turn_upright(rgb, orientation), dtype=np.uint8)


def turn_upright(image: Image.Image, orientation: int) -> Image.Image:
    """Undo an EXIF orientation; an unknown one changes nothing."""
    transposition = _ORIENTATION.get(orientation)
    return image if transposition is None else image.transpose(transposition)
