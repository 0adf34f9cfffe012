"""The checksums of a PNG, which Pillow skips where pixels lie."""

from __future__ import annotations

import zlib

from memesweep.gallery.metadata.png import png_chunks


def is_damaged_png(data: bytes) -> bool:
    """Tell of a PNG that decodes whether its pixels are other bytes than were written.

    Zeros in the place of compressed data can come out as rows of pixels, without ever reaching the sum that
    deflate has at its end.
    """
    return any(
        zlib.crc32(data[start - 4 : end]) != int.from_bytes(data[end : end + 4], "big")
        for name, start, end in png_chunks(data)
        if name == b"IDAT"
    )
