"""Open a picture with Pillow, whatever the rest of the process has told Pillow, and telling it nothing."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from PIL import Image, UnidentifiedImageError

from memesweep.gallery.kind import ImageKind

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile

_PILLOW_FORMAT: Final = {
    ImageKind.JPEG: "JPEG",
    ImageKind.PNG: "PNG",
    ImageKind.WEBP: "WEBP",
    ImageKind.GIF: "GIF",
    ImageKind.AVIF: "AVIF",
}


def open_unlimited(data: bytes, kind: ImageKind) -> ImageFile:
    """Read a picture's head without `Image.open`, whose bomb check warns and raises by a global number.

    That number is the host program's, and our own limits are checked before anything is decoded.

    Raises:
        ImportError: a HEIC picture, and the `heic` extra is not installed or lacks a library.
        Exception: decoders fed hostile bytes raise anything.

    """
    stream = io.BytesIO(data)
    if kind is ImageKind.HEIC:
        # An extra, and slow to load for galleries without HEIC. Its class is used as it is: to register it
        # would teach the whole process.
        from pillow_heif import HeifImageFile  # noqa: PLC0415

        heif: ImageFile = HeifImageFile(stream, "")  # type: ignore[no-untyped-call]
        return heif
    Image.preinit()
    if _PILLOW_FORMAT[kind] not in Image.OPEN:
        Image.init()
    factory, accept = Image.OPEN[_PILLOW_FORMAT[kind]]
    accepted = accept is None or accept(data[:16])
    if isinstance(accepted, str) or not accepted:
        raise UnidentifiedImageError(accepted or "not what its first bytes say")
    return factory(stream, "")


def can_open(kind: ImageKind) -> bool:
    """Tell whether there is a decoder; HEIC's is an extra."""
    if kind is not ImageKind.HEIC:
        return True
    try:
        import pillow_heif  # noqa: F401, PLC0415 - see `open_unlimited`
    except (ImportError, OSError):
        # Not installed, or installed without a library that it needs.
        return False
    return True
