"""The strips of a TIFF: whether each lies in the file, and comes to the end of its compressed data."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, Final

from memesweep.gallery.metadata.exif import Directory, directories
from memesweep.gallery.metadata.tiff import byte_order

if TYPE_CHECKING:
    from collections.abc import Iterator

_COMPRESSION: Final = 0x0103
_PLACES: Final = ((0x0111, 0x0117), (0x0144, 0x0145))
"""Offsets and byte counts, of strips and of tiles."""

_DEFLATE: Final = frozenset({8, 32946})
_SHORT: Final = 3
_PIECE: Final = 1 << 20


def is_damaged_tiff(data: bytes) -> bool:
    """Tell of a TIFF that decodes whether a part of its pixels is missing or, with deflate, was changed."""
    page = next(directories(data, byte_order(data)))
    numbers = {entry.tag: page.number(entry) for entry in page.entries}
    strips = list(_strips(page, data))
    if any(start + size > len(data) for start, size in strips):
        return True
    return numbers.get(_COMPRESSION) in _DEFLATE and not all(
        _is_sound(data[start : start + size]) for start, size in strips
    )


def _strips(page: Directory, data: bytes) -> Iterator[tuple[int, int]]:
    for offsets, counts in _PLACES:
        yield from zip(_numbers(page, data, offsets), _numbers(page, data, counts), strict=False)


def _numbers(page: Directory, data: bytes, tag: int) -> tuple[int, ...]:
    """Return all numbers of an entry, as far as the file has them."""
    entry = next((entry for entry in page.entries if entry.tag == tag), None)
    if entry is None:
        return ()
    letter, size = ("H", 2) if entry.type == _SHORT else ("I", 4)
    count = min(entry.number_of_values, len(data) // size)
    if count * size <= len(entry.value):
        return struct.unpack_from(f"{byte_order(data)}{count}{letter}", entry.value)
    at = page.number(entry._replace(type=0))
    count = min(count, max(0, len(data) - at) // size)
    return struct.unpack_from(f"{byte_order(data)}{count}{letter}", data, at) if count else ()


def _is_sound(packed: bytes) -> bool:
    """Inflate a strip, whose checksum comes last, in pieces that are thrown away."""
    unpacker = zlib.decompressobj()
    try:
        while packed and not unpacker.eof:
            unpacker.decompress(packed, _PIECE)
            packed = unpacker.unconsumed_tail
    except zlib.error:
        return False
    return unpacker.eof
