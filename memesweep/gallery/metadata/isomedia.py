"""EXIF and XMP of AVIF and HEIC: items of their own, or what looks like them where the list is damaged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from memesweep.gallery.isomedia import read_items
from memesweep.gallery.metadata.blocks import TIFF_HEADERS, BlockKind, MetadataBlock, searched_exif

if TYPE_CHECKING:
    from collections.abc import Iterator

_XMP_TYPE: Final = b"mime application/rdf+xml"
_NEAR: Final = 64
"""Bytes in which a TIFF header is looked for."""


def isomedia_blocks(data: bytes) -> Iterator[MetadataBlock]:
    """Yield the blocks of a file."""
    try:
        items = read_items(data)
    except ValueError:
        yield from _searched(data)
        return
    for item in items:
        if item.type == b"Exif":
            yield MetadataBlock(BlockKind.EXIF, _from_header(item.content), item.is_whole)
        elif item.type == _XMP_TYPE:
            yield MetadataBlock(BlockKind.XMP, item.content, item.is_whole)


def _from_header(content: bytes) -> bytes:
    """Pass over the offset in front of a block; encoders disagree about what it counts."""
    near = content[:_NEAR]
    starts = [at for at in map(near.find, TIFF_HEADERS) if at >= 0]
    return content[min(starts) :] if starts else content[4:]


def _searched(data: bytes) -> Iterator[MetadataBlock]:
    yield from searched_exif(data)
    at = data.find(b"<x:xmpmeta")
    if at >= 0:
        yield MetadataBlock(BlockKind.XMP, data[at : at + (1 << 16)])
    # What else there was is not known.
    yield MetadataBlock(BlockKind.EXIF, b"", is_whole=False)
