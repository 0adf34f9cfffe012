"""Sound pictures of every format, small, and ways to damage them."""

from __future__ import annotations

import io
import struct
import zlib
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

_SIDES = (168, 120)


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


@cache
def scene() -> Image.Image:
    """Soft shapes and an edge, so that every coder has something to do."""
    width, height = _SIDES
    pixels = bytes(
        (x * 3 + y * channel + 60 * (x // 40 % 2)) % 256
        for y in range(height)
        for x in range(width)
        for channel in range(3)
    )
    return Image.frombytes("RGB", _SIDES, pixels)


@cache
def sound_pictures() -> dict[str, bytes]:
    """One file of each kind that a phone or a messenger makes, and of some that they do not."""
    image = scene()
    exif = Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x0112] = "Maker", "Model", 6
    found = {
        "jpeg": encoded(image, "JPEG"),
        "jpeg-progressive": encoded(image, "JPEG", progressive=True, quality=70),
        "jpeg-exif": encoded(image, "JPEG", exif=exif.tobytes()),
        "jpeg-cmyk": encoded(image.convert("CMYK"), "JPEG"),
        "jpeg-grey-progressive": encoded(image.convert("L"), "JPEG", progressive=True),
        "png": encoded(image, "PNG"),
        "png-alpha": encoded(image.convert("RGBA"), "PNG", exif=exif.tobytes()),
        "png-palette": encoded(image.convert("P"), "PNG", transparency=3),
        "png-16": encoded(image.convert("I;16"), "PNG"),
        "gif": encoded(image, "GIF"),
        "webp": encoded(image, "WEBP", quality=70),
        "webp-lossless": encoded(image, "WEBP", lossless=True, exif=exif.tobytes()),
        "avif": encoded(image, "AVIF", quality=60, speed=10),
    }
    if find_spec("pillow_heif") is not None:
        import pillow_heif  # noqa: PLC0415 - an extra

        pillow_heif.register_heif_opener()
        found["heic"] = encoded(image, "HEIF", quality=60)
    return found


def damaged(data: bytes, random: Random) -> bytes:
    """Damage a file in one to three ways."""
    for _ in range(random.randrange(1, 4)):
        data = random.choice(_DAMAGES)(data, random)
    return data


def _flip(data: bytes, random: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(random.randrange(1, 20)):
        if changed:
            changed[random.randrange(len(changed))] = random.randrange(256)
    return bytes(changed)


def _flip_head(data: bytes, random: Random) -> bytes:
    """Headers are where sizes and offsets are."""
    return _flip(data[:200], random) + data[200:]


def _truncate(data: bytes, random: Random) -> bytes:
    return data[: random.randrange(len(data) + 1)]


def _cut(data: bytes, random: Random) -> bytes:
    start = random.randrange(len(data) + 1)
    return data[:start] + data[start + random.randrange(200) :]


def _double(data: bytes, random: Random) -> bytes:
    start = random.randrange(len(data) + 1)
    return data[:start] + data[start : start + random.randrange(400)] * random.randrange(1, 4) + data[start:]


def _insert(data: bytes, random: Random) -> bytes:
    start = random.randrange(len(data) + 1)
    return data[:start] + random.randbytes(random.randrange(1, 60)) + data[start:]


def _extreme(data: bytes, random: Random) -> bytes:
    """Write a number that nobody expects where a number may be."""
    number = random.choice(
        (b"\xff\xff\xff\xff", b"\0\0\0\0", b"\x7f\xff\xff\xff", b"\x80\0\0\0", b"\xff\xff")
    )
    start = random.randrange(len(data) + 1)
    return data[:start] + number + data[start + len(number) :]


def _splice(data: bytes, random: Random) -> bytes:
    other = random.choice(list(sound_pictures().values()))
    return data[: random.randrange(len(data) + 1)] + other[random.randrange(len(other)) :]


def _flip_chunk(data: bytes, random: Random) -> bytes:
    """Damage one chunk of a PNG and make its checksum right again, so that the damage is reached."""
    chunks = list(png_chunks(data))
    if not chunks:
        return _flip(data, random)
    number = random.randrange(len(chunks))
    name, content = chunks[number]
    chunks[number] = (name, _flip(content, random))
    return data[:8] + b"".join(png_chunk(*one) for one in chunks)


_DAMAGES: tuple[Callable[[bytes, Random], bytes], ...] = (
    _flip,
    _flip,
    _flip_head,
    _flip_head,
    _truncate,
    _cut,
    _double,
    _insert,
    _extreme,
    _splice,
    _flip_chunk,
)


def png_chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png_chunks(data: bytes) -> list[tuple[bytes, bytes]]:
    """Split a PNG into names and contents; nothing for other files."""
    if not data.startswith(b"\x89PNG"):
        return []
    found, at = [], 8
    while at + 12 <= len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        found.append((data[at + 4 : at + 8], data[at + 8 : at + 8 + size]))
        at += 12 + size
    return found
