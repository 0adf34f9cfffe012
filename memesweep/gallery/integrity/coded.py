"""Holes of zeros in formats whose decoders read zeros as pixels: WebP, AVIF and HEIC."""

from __future__ import annotations

from typing import Final

from memesweep.gallery.isomedia import Item, read_items
from memesweep.gallery.metadata.webp import webp_chunks

_AV1_RUN: Final = 24
"""Zero bytes in a row that AV1 never has: at most four were seen in pictures of one colour."""

_LOSSY_RUN: Final = 64
_LOSSY_BLOCKS: Final = 12
"""A lossy WebP codes a flat area as zeros: a byte for each 18 blocks of 16 x 16 pixels was seen. More than a
byte for each 12 of all blocks is a hole."""

_NO_END: Final = bytes(64)
"""The end of a lossless WebP whose room was made before its bytes came, and of hardly any other."""

_HEVC_NEVER: Final = (b"\0\0\0", b"\0\0\1", b"\0\0\2")
"""What a unit of HEVC cannot hold: its encoder puts a 3 in between."""

_LENGTH_BYTES: Final = 4
_HEVC: Final = frozenset({b"hvc1", b"hev1"})


def is_damaged_webp(data: bytes, width: int, height: int) -> bool:
    """Tell of a WebP that decodes whether pixels are a hole; a lossless one shows it only at its end."""
    blocks = -(-width // 16) * -(-height // 16)
    hole = bytes(_LOSSY_RUN + blocks // _LOSSY_BLOCKS)
    for name, start, end in webp_chunks(data):
        if name == b"VP8 " and data.find(hole, start, end) >= 0:
            return True
        if name == b"VP8L" and data.startswith(_NO_END, max(start, end - len(_NO_END))):
            return True
    return False


def is_damaged_avif(data: bytes) -> bool:
    """Tell of an AVIF that decodes whether a part of its pixels is a hole."""
    return any(not item.is_whole or bytes(_AV1_RUN) in item.content for item in _items(data, {b"av01"}))


def is_damaged_heic(data: bytes) -> bool:
    """Tell of a HEIC that decodes whether a part of its pixels is a hole."""
    return any(not item.is_whole or not _is_sound_hevc(item.content) for item in _items(data, _HEVC))


def _items(data: bytes, types: set[bytes] | frozenset[bytes]) -> list[Item]:
    try:
        return [item for item in read_items(data) if item.type in types]
    except ValueError:
        return []


def _is_sound_hevc(content: bytes) -> bool:
    """Follow the lengths of the units to the end, which a hole leads astray."""
    at = 0
    while at + _LENGTH_BYTES <= len(content):
        size = int.from_bytes(content[at : at + _LENGTH_BYTES], "big")
        start = at + _LENGTH_BYTES
        at = start + size
        if not size or any(content.find(never, start, at) >= 0 for never in _HEVC_NEVER):
            return False
    return at == len(content)
