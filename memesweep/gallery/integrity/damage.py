"""Whether pixels that were decoded without complaint are made up in part, whatever the format."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from memesweep.gallery.formats import ImageKind
from memesweep.gallery.integrity.coded import is_damaged_avif, is_damaged_heic, is_damaged_webp
from memesweep.gallery.integrity.gif import is_damaged_gif
from memesweep.gallery.integrity.jpeg import is_damaged_jpeg
from memesweep.gallery.integrity.png import is_damaged_png
from memesweep.gallery.integrity.tiff import is_damaged_tiff

if TYPE_CHECKING:
    from collections.abc import Callable

    from PIL import Image

    from memesweep.gallery.jpeg.markers import JpegOutline

_CHECKS: Final[dict[ImageKind, Callable[[bytes], bool]]] = {
    ImageKind.AVIF: is_damaged_avif,
    ImageKind.HEIC: is_damaged_heic,
    ImageKind.GIF: is_damaged_gif,
    ImageKind.PNG: is_damaged_png,
    ImageKind.TIFF: is_damaged_tiff,
}
"""A BMP says nothing of itself."""


def is_damaged(kind: ImageKind, data: bytes, outline: JpegOutline | None, image: Image.Image) -> bool:
    """Look for damage.

    Args:
        kind: format of the file.
        data: the whole file.
        outline: of a JPEG.
        image: as it was opened and decoded.

    """
    if kind is ImageKind.JPEG:
        return outline is not None and is_damaged_jpeg(outline, len(image.getbands()))
    if kind is ImageKind.WEBP:
        return is_damaged_webp(data, image.width, image.height)
    check = _CHECKS.get(kind)
    return check is not None and check(data)
