"""A TIFF is a metadata block itself; XMP is one of its values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from memesweep.gallery.metadata.blocks import BlockKind, MetadataBlock
from memesweep.gallery.metadata.exif import directories

if TYPE_CHECKING:
    from collections.abc import Iterator

_XMP: Final = 0x02BC


def byte_order(data: bytes) -> str:
    """Return struct's sign for the byte order of a TIFF."""
    return "<" if data.startswith(b"II") else ">"


def tiff_blocks(data: bytes) -> Iterator[MetadataBlock]:
    """Yield the blocks of a file."""
    yield MetadataBlock(BlockKind.EXIF, data)
    for directory in directories(data, byte_order(data)):
        for entry in directory.entries:
            if entry.tag == _XMP:
                at = directory.number(entry)
                packet = data[at : at + entry.number_of_values]
                yield MetadataBlock(BlockKind.XMP, packet, is_whole=len(packet) == entry.number_of_values)
