"""Progressive JPEGs: real ones from Pillow, and skeletons with the scan scripts of other encoders."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from memesweep.gallery.files import FileStamp, GalleryFile
from memesweep.gallery.jpeg.markers import Prefix
from tests.support.pictures import encoded, photograph

if TYPE_CHECKING:
    from pathlib import Path

    from PIL import Image

Script = tuple[tuple[tuple[int, ...], int, int, int, int], ...]
"""Scans as (components, first coefficient, last, high bit, low bit)."""

ALL = (1, 2, 3)
WHATSAPP: Script = (
    (ALL, 0, 0, 0, 2), (ALL, 0, 0, 2, 1), (ALL, 0, 0, 1, 0), ((2,), 1, 63, 0, 0), ((3,), 1, 63, 0, 0),
    ((1,), 1, 63, 0, 2), ((1,), 1, 63, 2, 1), ((1,), 1, 63, 1, 0),
)  # fmt: skip
WHATSAPP_HD: Script = (
    (ALL, 0, 0, 0, 0), ((1,), 1, 2, 0, 2), ((2,), 1, 63, 0, 2), ((3,), 1, 63, 0, 2), ((1,), 3, 63, 0, 2),
    ((1,), 1, 63, 2, 1), ((2,), 1, 63, 2, 0), ((3,), 1, 63, 2, 0), ((1,), 1, 63, 1, 0),
)  # fmt: skip
SPECTRAL_ONLY: Script = (
    (ALL, 0, 0, 0, 0), ((1,), 1, 4, 0, 0), ((2,), 1, 4, 0, 0), ((3,), 1, 4, 0, 0), ((1,), 5, 63, 0, 0),
    ((2,), 5, 63, 0, 0), ((3,), 5, 63, 0, 0),
)  # fmt: skip
COARSE: Script = ((ALL, 0, 0, 0, 3), ((1,), 1, 63, 0, 5), ((2,), 1, 63, 0, 5), ((3,), 1, 63, 0, 5))
"""So few bits that no cut is good enough."""


def segment(marker: int, body: bytes) -> bytes:
    return bytes([0xFF, marker]) + (len(body) + 2).to_bytes(2, "big") + body


def skeleton(script: Script, width: int = 1600, height: int = 1200, start_of_frame: int = 0xC2) -> bytes:
    """Markers as an encoder writes them around entropy-coded data that means nothing."""
    frame = bytes([8, *height.to_bytes(2, "big"), *width.to_bytes(2, "big"), 3])
    frame += bytes([1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1])
    tables = segment(0xDB, bytes([0, *range(1, 65)]) + bytes([1, *range(1, 65)]))
    parts = [b"\xff\xd8", segment(0xE0, b"JFIF\0"), tables, segment(start_of_frame, frame)]
    for number, (components, first, last, high, low) in enumerate(script):
        parts.append(segment(0xC4, b"\x10" + bytes(16)))
        named = b"".join(bytes([component, 0]) for component in components)
        parts.append(segment(0xDA, bytes([len(components)]) + named + bytes([first, last, high << 4 | low])))
        parts.append(bytes([number + 1]) * 100 + b"\xff\x00\xff\xd3" + bytes([number + 1]) * 50)
    return b"".join([*parts, b"\xff\xd9"])


def prefix(data: bytes, step: int = 1 << 20) -> Prefix:
    """A prefix that gets at most `step` bytes a read."""
    return Prefix(data[:64], lambda offset, count: data[offset : offset + min(step, count)])


def progressive(name: str = "astronaut.png", size: int = 1440, **options: Any) -> bytes:
    image = photograph(name).resize((size, size))
    return encoded(image, quality=85, progressive=True, **options)


def meme_shaped(image: Image.Image, long_side: int = 1200) -> bytes:
    """A picture as a messenger sends it."""
    factor = long_side / max(image.size)
    resized = image.resize((round(image.width * factor), round(image.height * factor)))
    return encoded(resized, quality=80, progressive=True)


def listed(folder: Path, data: bytes, name: str = "IMG-20240312-WA0007.jpg") -> GalleryFile:
    """Write a file and return it as the walker would list it."""
    path = folder / name
    path.write_bytes(data)
    return GalleryFile(str(folder), "", name, FileStamp.of(path.lstat()))
