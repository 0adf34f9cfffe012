"""EXIF and XMP of a JPEG: its APP1 segments, Photoshop's resources, and the pictures behind the first one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from memesweep.gallery.metadata.blocks import TIFF_HEADERS, BlockKind, MetadataBlock, searched_exif

if TYPE_CHECKING:
    from collections.abc import Iterator

    from memesweep.gallery.jpeg.markers import JpegOutline

_APP1: Final = 0xE1
_APP13: Final = 0xED
_EXIF: Final = b"Exif\0"
_XMP: Final = b"http://ns.adobe.com/xap/1.0/\0"
_XMP_MORE: Final = b"http://ns.adobe.com/xmp/extension/\0"
_MORE_HEADER: Final = 40
"""Identifier, length and offset of a part of a long packet."""

_RESOURCES: Final = {b"8BIM\x04\x22": BlockKind.EXIF, b"8BIM\x04\x24": BlockKind.XMP}
_MOST_IN_SEGMENT: Final = 60_000
"""Bytes of a block from which on it may go on in the next segment."""


def jpeg_blocks(outline: JpegOutline) -> Iterator[MetadataBlock]:
    """Yield the blocks of as much of a file as is outlined."""
    data = outline.prefix.data
    exif: list[bytes] = []
    more = b""
    for segment in outline.segments:
        if segment.marker not in {_APP1, _APP13}:
            continue
        payload = bytes(data[segment.start : segment.end])
        if segment.marker == _APP13:
            yield from _photoshop(payload)
        elif payload.startswith(_XMP):
            yield MetadataBlock(BlockKind.XMP, payload[len(_XMP) :])
        elif payload.startswith(_XMP_MORE):
            more += payload[len(_XMP_MORE) + _MORE_HEADER :]
        else:
            _add_exif(exif, payload)
    yield from (MetadataBlock(BlockKind.EXIF, block) for block in exif)
    if more:
        yield MetadataBlock(BlockKind.XMP, more)
    if outline.end is not None and outline.end < len(data):
        yield from _behind(bytes(data[outline.end :]))


def _add_exif(blocks: list[bytes], payload: bytes) -> None:
    """Add what an APP1 segment holds, where that is EXIF: a block, or more of the last one."""
    is_begun = payload[6:10] in TIFF_HEADERS
    if payload.startswith(_EXIF) and not is_begun and blocks and len(blocks[-1]) > _MOST_IN_SEGMENT:
        blocks[-1] += payload[6:]
    elif payload.startswith(_EXIF) or is_begun or not payload[:6].strip(b"\0"):
        # With a hole where its name should be, it may have been one.
        blocks.append(payload[6:])


def _photoshop(payload: bytes) -> Iterator[MetadataBlock]:
    for name, kind in _RESOURCES.items():
        at = payload.find(name)
        if at >= 0:
            # An empty name of two bytes, then the length.
            at += len(name) + 2
            size = int.from_bytes(payload[at : at + 4], "big")
            block = payload[at + 4 : at + 4 + size]
            yield MetadataBlock(kind, block, is_whole=len(block) == size)


def _behind(data: bytes) -> Iterator[MetadataBlock]:
    """Yield the blocks of further pictures in the same file, as multi-picture files have them."""
    yield from searched_exif(data)
    at = data.find(_XMP)
    if at >= 0:
        end = data.find(b"</x:xmpmeta>", at)
        yield MetadataBlock(BlockKind.XMP, data[at + len(_XMP) : end + 12 if end > 0 else at + (1 << 16)])
