"""Pictures for people to look at, made anew by the guarded decoder: not a byte of the file is passed on."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from PIL import Image

from memesweep.gallery.picture import Depth, Problem, Shape
from memesweep.gallery.read import read_picture

if TYPE_CHECKING:
    from memesweep.gallery.files import GalleryFile

THUMBNAIL_SIDE: Final = 320
"""Longest side in pixels: a tile of a report or a page on a fine screen."""
LARGE_SIDE: Final = 1600
"""Longest side in pixels: a screen; most messengers send no more."""

_QUALITY: Final = 74
_EFFORT: Final = 2
"""Of 6: half the time of WebP's default for a tenth more bytes."""


def thumbnail(file: GalleryFile, long_side: int = THUMBNAIL_SIDE) -> bytes | Problem:
    """Return a picture as WebP, upright and without metadata.

    Args:
        file: as the walker met it; a file that has changed since is not shown.
        long_side: in pixels; smaller pictures stay as they are.

    """
    decoded = read_picture(file, long_side, Depth.FULL, Shape.OWN)
    if decoded.pixels is None:
        return decoded.problem or Problem.UNREADABLE
    stream = io.BytesIO()
    Image.fromarray(decoded.pixels).save(stream, "WEBP", quality=_QUALITY, method=_EFFORT)
    return stream.getvalue()
