"""One reader for all formats: collects the blocks that a file carries, and sums up what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from memesweep.gallery.formats import ImageKind
from memesweep.gallery.metadata.blocks import BlockKind, Metadata
from memesweep.gallery.metadata.exif import read_exif
from memesweep.gallery.metadata.gif import gif_blocks
from memesweep.gallery.metadata.isomedia import isomedia_blocks
from memesweep.gallery.metadata.jpeg import jpeg_blocks
from memesweep.gallery.metadata.png import png_blocks
from memesweep.gallery.metadata.tiff import tiff_blocks
from memesweep.gallery.metadata.webp import webp_blocks
from memesweep.gallery.metadata.xmp import read_xmp

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from memesweep.gallery.jpeg.markers import JpegOutline
    from memesweep.gallery.metadata.blocks import MetadataBlock

_CARRIERS: Final[dict[ImageKind, Callable[[bytes], Iterator[MetadataBlock]]]] = {
    ImageKind.PNG: png_blocks,
    ImageKind.WEBP: webp_blocks,
    ImageKind.GIF: gif_blocks,
    ImageKind.AVIF: isomedia_blocks,
    ImageKind.HEIC: isomedia_blocks,
    ImageKind.TIFF: tiff_blocks,
}
"""Formats to the blocks they carry. A JPEG is read by its outline, a BMP has none."""

_READERS: Final = {BlockKind.EXIF: read_exif, BlockKind.XMP: read_xmp}


def read_metadata(kind: ImageKind, data: bytes) -> Metadata:
    """Read the metadata of a whole file; what cannot be read counts as damaged, and nothing raises."""
    carrier = _CARRIERS.get(kind)
    return Metadata() if carrier is None else _sum_up(carrier(data))


def read_jpeg_metadata(outline: JpegOutline) -> Metadata:
    """Read the metadata of as much of a JPEG as is outlined; nothing raises."""
    return _sum_up(jpeg_blocks(outline))


def _sum_up(blocks: Iterable[MetadataBlock]) -> Metadata:
    camera = damaged = False
    orientations: dict[BlockKind, int] = {}
    try:
        for block in blocks:
            metadata = _READERS[block.kind](block.data)
            camera = camera or metadata.camera
            damaged = damaged or metadata.damaged or not block.is_whole
            orientations.setdefault(block.kind, metadata.orientation)
    except Exception:  # noqa: BLE001 - a guard that stumbles over bytes must not let go
        damaged = True
    # EXIF goes first, as in Pillow.
    orientation = next((turn for _, turn in sorted(orientations.items()) if turn != 1), 1)
    return Metadata(camera=camera, damaged=damaged, orientation=orientation)
