"""XMP of a GIF: an application extension whose text is no sequence of sub-blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from memesweep.gallery.metadata.blocks import BlockKind, MetadataBlock

if TYPE_CHECKING:
    from collections.abc import Iterator

_APPLICATION: Final = b"XMP DataXMP"
_TRAILER: Final = b"\x01\xff\xfe"
"""Leads a reader of sub-blocks out of the text."""


def gif_blocks(data: bytes) -> Iterator[MetadataBlock]:
    """Yield the block of a file."""
    at = data.find(_APPLICATION)
    if at >= 0:
        at += len(_APPLICATION)
        end = data.find(_TRAILER, at)
        yield MetadataBlock(BlockKind.XMP, data[at : end if end >= 0 else len(data)], is_whole=end >= 0)
