"""Pictures made small to be looked at: new files from decoded pixels, never a part of the original."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from memesweep.gallery.decode import decode_to_show
from memesweep.gallery.read import read_unchanged

if TYPE_CHECKING:
    from memesweep.gallery.files import GalleryFile

_QUALITY: Final = 72
_EFFORT: Final = 2
"""Of 0 to 6: above, an encoding takes twice as long and saves a twentieth."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What one look at a picture's file gives."""

    sha256: bytes
    """Of the whole file that the preview shows: what a decision about it goes by."""
    webp: bytes | None
    """A WebP file without metadata; None of what cannot be decoded, is animated or too large."""
    width: int = 0
    height: int = 0
    """In pixels, of the preview."""


def preview_file(file: GalleryFile, side: int) -> Preview | None:
    """Read a picture and make it small.

    Args:
        file: as the walker found it.
        side: pixels of the longer side; a smaller picture stays as it is.

    Returns:
        the preview; None where the file is no longer what the walker found, or cannot be read.

    """
    data = read_unchanged(file)
    if data is None:
        return None
    sha256 = hashlib.sha256(data).digest()
    image = decode_to_show(data, side)
    if image is None:
        return Preview(sha256=sha256, webp=None)
    stream = io.BytesIO()
    image.save(stream, "WEBP", quality=_QUALITY, method=_EFFORT)
    return Preview(sha256=sha256, webp=stream.getvalue(), width=image.width, height=image.height)
