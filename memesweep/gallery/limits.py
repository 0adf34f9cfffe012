"""How much of the machine one picture may ask for."""

from __future__ import annotations

from typing import Final

from memesweep.gallery.formats import FORMAT_OF, ImageKind

MAX_BYTES: Final = 64 * 1024 * 1024
"""Largest file that is read. Phone pictures end near 30 MB."""

MAX_MEMORY: Final = 512_000_000
"""Most bytes that decoding one picture may take: what a Raspberry Pi with 1 GB can spare."""

ALONE_FROM: Final = 100_000_000
"""Above, a picture is decoded alone, whatever the number of threads."""

MAX_PIXELS_DRAFT: Final = 256_000_000
"""Largest JPEG with one scan: libjpeg decodes it row by row at an eighth of the size, so 200-megapixel phone
photos cost no more memory than small ones. With more scans, every coefficient must be held at once."""

_DECODED_BYTES: Final = 5
"""A pixel that Pillow holds, and the rows on their way to it."""


def may_be_large(kind: ImageKind, width: int, height: int) -> bool:
    """Tell whether it is worth asking in how many scans a JPEG comes."""
    return kind is ImageKind.JPEG and width * height * FORMAT_OF[kind].bytes_a_pixel > ALONE_FROM


def memory_needed(kind: ImageKind, width: int, height: int, least: int, *, in_one_scan: bool) -> int:
    """Estimate the bytes that decoding takes.

    Args:
        kind: format of the file.
        width: in pixels, as stored.
        height: in pixels, as stored.
        least: side in pixels below which a JPEG is not shrunk while it is decoded.
        in_one_scan: whether a JPEG can be decoded row by row.

    """
    if not (kind is ImageKind.JPEG and in_one_scan):
        return width * height * FORMAT_OF[kind].bytes_a_pixel
    # A strip of a few hundred pixels' height is not shrunk at all.
    scale = next((scale for scale in (8, 4, 2) if min(width, height) // scale >= least), 1)
    return width * height // scale**2 * _DECODED_BYTES


def too_large(width: int, height: int, memory: int, *, in_one_scan: bool) -> bool:
    """Tell whether decoding would need more memory, or more work, than a NAS can spare."""
    return memory > MAX_MEMORY or (in_one_scan and width * height > MAX_PIXELS_DRAFT)
