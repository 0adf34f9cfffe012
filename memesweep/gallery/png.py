"""PNGs as Pillow is to see them: without texts that it refuses for their size alone."""

from __future__ import annotations

import zlib
from typing import Final

from memesweep.gallery.metadata.png import png_chunks, unfold

_TEXTS: Final = frozenset({b"zTXt", b"iTXt", b"iCCP"})
_MOST_FOLDED: Final = 1024
"""Bytes that cannot unfold to more than Pillow takes: deflate saves a factor of 1032 at most."""

_MOST_UNFOLDED: Final = 1024 * 1024
"""What Pillow takes of one text or profile."""


def without_large_texts(data: bytes) -> bytes:
    """Leave out sound texts and colour profiles that Pillow calls too large; no pixel depends on them."""
    large = [
        (start - 8, end + 4)
        for name, start, end in png_chunks(data)
        if name in _TEXTS and end - start > _MOST_FOLDED and _is_large(name, data[start:end])
        if zlib.crc32(data[start - 4 : end]) == int.from_bytes(data[end : end + 4], "big")
    ]
    for start, end in reversed(large):
        data = data[:start] + data[end:]
    return data


def _is_large(name: bytes, chunk: bytes) -> bool:
    rest = chunk.partition(b"\0")[2]
    if name == b"iTXt":
        if rest[:1] == b"\0":
            return len(rest) > _MOST_UNFOLDED
        rest = rest[2:].partition(b"\0")[2].partition(b"\0")[2]
    else:
        rest = rest[1:]
    return len(unfold(rest, _MOST_UNFOLDED - 1)[0]) >= _MOST_UNFOLDED - 1
