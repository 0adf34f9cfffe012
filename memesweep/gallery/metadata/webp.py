"""EXIF and XMP of a WebP: its chunks, whatever flags its header has set."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from memesweep.gallery.metadata.blocks import BlockKind, MetadataBlock

if TYPE_CHECKING:
    from collections.abc import Iterator

_RIFF_HEADER: Final = 12
_KINDS: Final = {b"EXIF": BlockKind.EXIF, b"XMP ": BlockKind.XMP}


def webp_chunks(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Yield name, start and end of each chunk's content; the last may be cut off."""
    at = _RIFF_HEADER
    last = min(len(data), 8 + int.from_bytes(data[4:8], "little"))
    while at + 8 <= last:
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        yield data[at : at + 4], at + 8, at + 8 + size
        at += 8 + size + (size & 1)


def webp_blocks(data: bytes) -> Iterator[MetadataBlock]:
    """Yield the blocks of a file."""
    for name, start, end in webp_chunks(data):
        kind = _KINDS.get(name)
        if kind is not None:
            yield MetadataBlock(kind, data[start:end], is_whole=end <= len(data))
