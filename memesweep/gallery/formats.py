"""The picture formats: one row for each that is read, and the first bytes of those that are only named.

What a file is, its first bytes tell; a suffix is a claim, not a fact. To add a format that Pillow reads:
a kind and a row here, its metadata carrier in `metadata/carriers.py`, and a test.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from memesweep.gallery.picture import Problem

if TYPE_CHECKING:
    from collections.abc import Callable

SNIFF_BYTES: Final = 64
"""How much of a file `find_format` wants to see."""


class ImageKind(StrEnum):
    """Still-picture formats that memesweep reads."""

    JPEG = "jpeg"
    PNG = "png"
    WEBP = "webp"
    GIF = "gif"
    AVIF = "avif"
    HEIC = "heic"
    BMP = "bmp"
    TIFF = "tiff"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageFormat:
    """What the decoder has to know of a format before it opens a file."""

    kind: ImageKind
    opener: str
    """Module and name of the class that opens a file of it; a module that is an extra may be missing."""
    bytes_a_pixel: int
    """Peak memory of decoding with alpha and turning to RGB, measured, rounded up."""
    matches: Callable[[bytes], bool]
    """Tells the format by a file's first `SNIFF_BYTES` bytes."""
    may_animate: bool = False
    """Whether further frames are an animation. A JPEG's (MPO, gain maps) belong to the one still picture."""
    is_turned: bool = False
    """Whether the decoder hands the picture over upright, whatever its metadata say."""


def _is_webp(head: bytes) -> bool:
    return head[:4] == b"RIFF" and head[8:12] == b"WEBP"


def _is_bmp(head: bytes) -> bool:
    """Two letters would match many a text, so the size of the second header has to be one that exists."""
    return head[:2] == b"BM" and int.from_bytes(head[14:18], "little") in {12, 16, 40, 52, 56, 64, 108, 124}


def _is_tiff(head: bytes) -> bool:
    if head[:4] == b"II*\0":
        return int.from_bytes(head[4:8], "little") >= _TIFF_HEADER
    return head[:4] == b"MM\0*" and int.from_bytes(head[4:8], "big") >= _TIFF_HEADER


def _brands(head: bytes) -> frozenset[bytes]:
    """Return the brands of an ISO media file: the first may be the neutral `mif1`, then another decides."""
    if head[4:8] != b"ftyp":
        return frozenset()
    box_size = min(int.from_bytes(head[:4], "big"), len(head))
    return frozenset([head[8:12], *(head[at : at + 4] for at in range(16, box_size - 3, 4))])


def _is_avif(head: bytes) -> bool:
    return not _AVIF_BRANDS.isdisjoint(_brands(head))


def _is_heic(head: bytes) -> bool:
    return not _HEIC_BRANDS.isdisjoint(_brands(head))


_TIFF_HEADER: Final = 8
_HEIC_BRANDS: Final = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
_AVIF_BRANDS: Final = frozenset({b"avif", b"avis"})

FORMATS: Final = (
    ImageFormat(
        kind=ImageKind.JPEG,
        opener="PIL.JpegImagePlugin:jpeg_factory",
        # Two bytes for each coefficient of up to four components.
        bytes_a_pixel=8,
        matches=lambda head: head.startswith(b"\xff\xd8\xff"),
    ),
    ImageFormat(
        kind=ImageKind.PNG,
        opener="PIL.PngImagePlugin:PngImageFile",
        bytes_a_pixel=10,
        matches=lambda head: head.startswith(b"\x89PNG\r\n\x1a\n"),
        may_animate=True,
    ),
    ImageFormat(
        kind=ImageKind.WEBP,
        opener="PIL.WebPImagePlugin:WebPImageFile",
        # Its decoder is one for animations and holds several canvases; most is taken by lossless alpha.
        bytes_a_pixel=22,
        matches=_is_webp,
        may_animate=True,
    ),
    ImageFormat(
        kind=ImageKind.GIF,
        opener="PIL.GifImagePlugin:GifImageFile",
        bytes_a_pixel=10,
        matches=lambda head: head.startswith((b"GIF87a", b"GIF89a")),
        may_animate=True,
    ),
    ImageFormat(
        kind=ImageKind.AVIF,
        opener="PIL.AvifImagePlugin:AvifImageFile",
        bytes_a_pixel=10,
        matches=_is_avif,
        may_animate=True,
    ),
    ImageFormat(
        kind=ImageKind.HEIC,
        opener="pillow_heif:HeifImageFile",
        bytes_a_pixel=8,
        matches=_is_heic,
        is_turned=True,
    ),
    ImageFormat(
        kind=ImageKind.BMP,
        opener="PIL.BmpImagePlugin:BmpImageFile",
        bytes_a_pixel=10,
        matches=_is_bmp,
    ),
    ImageFormat(
        kind=ImageKind.TIFF,
        opener="PIL.TiffImagePlugin:TiffImageFile",
        # A strip may be the whole picture, at eight bytes a pixel.
        bytes_a_pixel=20,
        matches=_is_tiff,
        is_turned=True,
    ),
)

FORMAT_OF: Final = {image_format.kind: image_format for image_format in FORMATS}

_UNSUPPORTED: Final = (
    b"\0\0\0\x0cjP  \r\n\x87\n",  # JPEG 2000
    b"\xff\x4f\xff\x51",  # a JPEG 2000 codestream
    b"\0\0\0\x0cJXL \r\n\x87\n",  # JPEG XL
    b"\xff\x0a",  # a JPEG XL codestream
    b"8BPS",  # Photoshop
    b"gimp xcf ",
    b"II+\0",  # BigTIFF
    b"MM\0+",
    b"II\xbc\x01",  # JPEG XR
    b"IIRO",  # Olympus raw
    b"IIRS",
    b"IIU\0",  # Panasonic raw
    b"FUJIFILMCCD-RAW",
    b"FOVb",  # Sigma raw
    b"\x8aMNG\r\n\x1a\n",
    b"\x8bJNG\r\n\x1a\n",
    b"v/1\x01",  # OpenEXR
    b"#?RADIANCE\n",
    b"DDS ",
    b"qoif",
    b"BPG\xfb",
    b"FLIF",
    b"\0\0\1\0\1\0",  # an icon
)
"""How pictures begin that memesweep knows by name and does not read."""

_UNSUPPORTED_BRANDS: Final = frozenset({b"crx ", b"jpx ", b"jp2 ", b"vvic"})


def find_format(head: bytes) -> ImageFormat | None:
    """Return the row of the format that begins with `head`, or None for anything else."""
    return next((image_format for image_format in FORMATS if image_format.matches(head)), None)


def sniff(head: bytes) -> ImageKind | None:
    """Return the kind of picture that begins with `head`, or None for anything else."""
    image_format = find_format(head)
    return None if image_format is None else image_format.kind


def problem_of_others(head: bytes) -> Problem:
    """Say of a file in none of the formats whether it is a picture at all."""
    if head.startswith(_UNSUPPORTED) or not _UNSUPPORTED_BRANDS.isdisjoint(_brands(head)):
        return Problem.UNSUPPORTED_FORMAT
    return Problem.NOT_A_PICTURE
