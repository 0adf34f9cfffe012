"""How much of the machine one picture may ask for."""

from __future__ import annotations

from typing import Final

from memesweep.gallery.kind import ImageKind

MAX_BYTES: Final = 64 * 1024 * 1024
"""Largest file that is read. Phone pictures end near 30 MB."""

MAX_PIXELS: Final = 64_000_000
"""Largest picture decoded in full: 192 MB as RGB."""

MAX_PIXELS_DRAFT: Final = 256_000_000
"""Largest JPEG with one scan: libjpeg decodes it row by row at an eighth of the size, so 200-megapixel phone
photos cost no more memory than small ones. With more scans, every coefficient must be held at once."""


LARGE_PIXELS: Final = 16_000_000
"""Above, a picture that has to be held whole is decoded alone, whatever the number of threads."""


def is_large(kind: ImageKind, width: int, height: int, *, in_one_scan: bool) -> bool:
    """Tell whether decoding takes so much memory that no two such pictures may be decoded at once."""
    return width * height > LARGE_PIXELS and not (kind is ImageKind.JPEG and in_one_scan)


def too_many_pixels(kind: ImageKind, width: int, height: int, *, in_one_scan: bool) -> bool:
    """Tell whether decoding would need more memory than a NAS can spare."""
    limit = MAX_PIXELS_DRAFT if kind is ImageKind.JPEG and in_one_scan else MAX_PIXELS
    return width * height > limit
