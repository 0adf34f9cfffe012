"""Look at a JPEG no longer than a first answer takes, whether it lies on a disk or in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from memesweep.gallery.decode import decode_quickly
from memesweep.gallery.jpeg.markers import END_OF_IMAGE, JpegOutline
from memesweep.gallery.jpeg.quick import needed_bytes
from memesweep.gallery.jpeg.rest import is_orderly
from memesweep.gallery.picture import Depth

if TYPE_CHECKING:
    from collections.abc import Callable

    from memesweep.gallery.jpeg.markers import Prefix
    from memesweep.gallery.picture import DecodedPicture

TAIL_BYTES: Final = 32
"""How many of the last bytes are looked at. Zeros after EOI are overlooked there; a longer tail, of whatever
kind, is left to a full decode."""


def look_quickly(
    prefix: Prefix, tail: bytes, read_whole: Callable[[], bytes], size: int, depth: Depth = Depth.QUICK
) -> DecodedPicture | None:
    """Decode the least of a JPEG that will do.

    Args:
        prefix: the file, which is read as far as it must be.
        tail: its last `TAIL_BYTES` bytes: the scans needed can hide that others are missing.
        read_whole: returns all of it, where it takes that.
        size: side of the net's square input in pixels.
        depth: how small the picture may be decoded, `QUICK` or `CLOSE`.

    Returns:
        pixels and info, or None where it has to be decoded in full.

    """
    outline = JpegOutline(prefix)
    ends_well = tail.rstrip(b"\0").endswith(END_OF_IMAGE)
    needed = needed_bytes(outline, size, depth) if ends_well else None
    if needed is not None and not is_orderly(outline):
        return None
    outline.walk_headers()
    return decode_quickly(needed or read_whole(), outline, size, depth)
