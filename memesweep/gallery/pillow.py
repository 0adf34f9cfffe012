"""Open a picture with Pillow, whatever the rest of the process has told Pillow, and telling it nothing."""

from __future__ import annotations

import importlib
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from PIL.ImageFile import ImageFile

    from memesweep.gallery.formats import ImageFormat

before_tiff: Callable[[], None] | None = None
"""Called before a TIFF is opened. What libtiff finds wrong with one it writes to file descriptor 2 as well as
telling it; a program may put its own way of keeping that from its users here, a library must not."""


def open_unlimited(data: bytes, image_format: ImageFormat) -> ImageFile:
    """Read a picture's head without `Image.open`, whose bomb check warns and raises by a global number.

    That number is the host program's, and our own limits are checked before anything is decoded. The format's
    class is used as it is: to register one would teach the whole process.

    Raises:
        ImportError: the decoder is an extra that is not installed, or lacks a library.
        Exception: decoders fed hostile bytes raise anything.

    """
    if before_tiff is not None and image_format.kind == "tiff":
        before_tiff()
    module, _, name = image_format.opener.partition(":")
    image: ImageFile = getattr(importlib.import_module(module), name)(io.BytesIO(data), "")
    return image


def can_open(image_format: ImageFormat) -> bool:
    """Tell whether there is a decoder: some are extras."""
    try:
        importlib.import_module(image_format.opener.partition(":")[0])
    except (ImportError, OSError):
        # Not installed, or installed without a library that it needs.
        return False
    return True
