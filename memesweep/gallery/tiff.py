"""Which TIFFs are still pictures of one page, written in a way that is decoded within bounds."""

from __future__ import annotations

from typing import Final

from memesweep.gallery.metadata.exif import Directory, directories
from memesweep.gallery.metadata.tiff import byte_order
from memesweep.gallery.picture import Problem

_COMPRESSION: Final = 0x0103
_COLOURS: Final = 0x0106
_PARTS: Final = 0x014A
_RAW: Final = 0xC612
_TILE_WIDTH, _TILE_LENGTH = 0x0142, 0x0143

_COMPRESSIONS: Final = frozenset({1, 2, 3, 4, 5, 8, 32773, 32946})
"""None, fax, LZW, deflate and PackBits: no more is unfolded than a strip holds. JPEG within TIFF may have
scans without end, and others are codecs of their own."""

_KNOWN_COLOURS: Final = frozenset({0, 1, 2, 3, 5, 6, 8})
_MOST_TILE: Final = 1024
"""Pixels of a tile's side; a larger one is decoded as a whole whatever the picture's size is."""


def tiff_problem(data: bytes) -> Problem | None:
    """Return why a TIFF is not decoded, or None where it can be."""
    pages = list(directories(data, byte_order(data)))
    if not pages or not pages[0].is_sound:
        return Problem.UNREADABLE
    if _PARTS in _numbers(pages[0]) or not _is_plain(_numbers(pages[0])):
        return Problem.UNSUPPORTED_FORMAT
    return Problem.SEVERAL_PICTURES if len(pages) > 1 else None


def _is_plain(numbers: dict[int, int]) -> bool:
    """Tell a picture from a camera's raw data and from what only other programs read."""
    return (
        _RAW not in numbers
        and numbers.get(_COMPRESSION, 1) in _COMPRESSIONS
        and numbers.get(_COLOURS, 0) in _KNOWN_COLOURS
        and max(numbers.get(_TILE_WIDTH, 0), numbers.get(_TILE_LENGTH, 0)) <= _MOST_TILE
    )


def _numbers(page: Directory) -> dict[int, int]:
    return {entry.tag: page.number(entry) for entry in page.entries}
