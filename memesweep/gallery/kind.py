"""What a file is, told from its first bytes. A suffix is a claim, not a fact."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

SNIFF_BYTES: Final = 64
"""How much of a file `sniff` wants to see."""


class ImageKind(StrEnum):
    """Still-picture formats that memesweep reads."""

    JPEG = "jpeg"
    PNG = "png"
    WEBP = "webp"
    GIF = "gif"
    AVIF = "avif"
    HEIC = "heic"


_HEIC_BRANDS: Final = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
_AVIF_BRANDS: Final = frozenset({b"avif", b"avis"})


def sniff(head: bytes) -> ImageKind | None:
    """Return the kind of picture that begins with `head`, or None for anything else."""
    if head.startswith(b"\xff\xd8\xff"):
        return ImageKind.JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return ImageKind.PNG
    if head.startswith((b"GIF87a", b"GIF89a")):
        return ImageKind.GIF
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return ImageKind.WEBP
    if head[4:8] == b"ftyp":
        return _sniff_iso_media(head)
    return None


def _sniff_iso_media(head: bytes) -> ImageKind | None:
    """Tell AVIF from HEIC: the major brand may be the neutral `mif1`, then a compatible brand decides."""
    box_size = min(int.from_bytes(head[:4], "big"), len(head))
    brands = [head[8:12], *(head[at : at + 4] for at in range(16, box_size - 3, 4))]
    if not _AVIF_BRANDS.isdisjoint(brands):
        return ImageKind.AVIF
    if not _HEIC_BRANDS.isdisjoint(brands):
        return ImageKind.HEIC
    return None
