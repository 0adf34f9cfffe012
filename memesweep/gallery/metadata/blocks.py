"""What carriers hand on: blocks of EXIF and XMP, as they lie in a file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

TIFF_HEADERS: Final = (b"II*\0", b"MM\0*")
"""How a block begins, in either byte order."""

_MOST_SEARCHED: Final = 16
_BLOCK_BYTES: Final = 1 << 16


class BlockKind(StrEnum):
    """How a block is written."""

    EXIF = "exif"
    """A TIFF header with its directories; an `Exif` in front of it is passed over."""
    XMP = "xmp"


@dataclass(frozen=True, slots=True)
class MetadataBlock:
    """One block. Its bytes may be anything."""

    kind: BlockKind
    data: bytes
    is_whole: bool = True
    """Whether the carrier gave all that it says to hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What all blocks of a file say together."""

    camera: bool = False
    """One of them names a make, a model, a position or an exposure."""
    damaged: bool = False
    """One of them cannot be read, so that what it names is not known."""
    orientation: int = 1
    """EXIF orientation, 1 to 8."""


def searched_exif(data: bytes) -> Iterator[MetadataBlock]:
    """Yield what looks like EXIF, where nothing says where it is."""
    at = -1
    for _ in range(_MOST_SEARCHED):
        at = data.find(b"Exif\0\0", at + 1)
        if at < 0:
            return
        if data[at + 6 : at + 10] in TIFF_HEADERS:
            yield MetadataBlock(BlockKind.EXIF, data[at + 6 : at + _BLOCK_BYTES])
