"""Files of every format with one metadata block wherever the format carries it, put together byte by byte."""

from __future__ import annotations

import struct
import zlib
from functools import cache
from typing import TYPE_CHECKING, Final

import pillow_heif
from PIL import Image, PngImagePlugin

from tests.support.pictures import encoded, meme

if TYPE_CHECKING:
    from collections.abc import Callable

pillow_heif.register_heif_opener()

_XMP_SPACES: Final = 'xmlns:tiff="http://ns.adobe.com/tiff/1.0/" xmlns:exif="http://ns.adobe.com/exif/1.0/"'
_XMP_ID: Final = b"http://ns.adobe.com/xap/1.0/\0"
_EXTENSION_ID: Final = b"http://ns.adobe.com/xmp/extension/\0"


def tiff_block(
    main: dict[int, object], exif: dict[int, object] | None = None, gps: dict[int, object] | None = None
) -> bytes:
    """A TIFF block as a camera or an editor writes it."""
    block = Image.Exif()
    for tag, value in main.items():
        block[tag] = value
    for pointer, entries in ((0x8769, exif), (0x8825, gps)):
        if entries:
            block.get_ifd(pointer).update(entries)
    return block.tobytes().removeprefix(b"Exif\0\0")


def packet(*attributes: str, inside: str = "") -> bytes:
    """An XMP packet."""
    return (
        '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f"<rdf:Description {_XMP_SPACES} {' '.join(attributes)}>{inside}</rdf:Description>"
        '</rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    ).encode()


EDITOR: Final = tiff_block({0x0131: "an editor", 0x013B: "somebody"})


def picture() -> Image.Image:
    """What the net calls a meme, small; a new one each time, for encoders leave traces in what they write."""
    return meme().resize((320, 300))


@cache
def plain(kind: str) -> bytes:
    options: dict[str, object] = {"quality": 85} if kind in {"JPEG", "WEBP", "AVIF", "HEIF"} else {}
    return encoded(picture(), kind, **options)


def jpeg_segment(marker: int, payload: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(payload) + 2) + payload


def _jpeg(*segments: bytes) -> bytes:
    data = plain("JPEG")
    return data[:2] + b"".join(segments) + data[2:]


def png_chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def _png(chunk: bytes, *, behind: bool = False) -> bytes:
    data = plain("PNG")
    at = data.rindex(b"IEND") - 4 if behind else 33
    return data[:at] + chunk + data[at:]


def _raw_profile(chunk: bytes, key: str, block: bytes) -> bytes:
    text = f"\n{key}\n{len(block):8d}\n{block.hex()}\n".encode()
    name = f"Raw profile type {key}".encode()
    content = {
        b"tEXt": name + b"\0" + text,
        b"zTXt": name + b"\0\0" + zlib.compress(text),
        b"iTXt": name + b"\0\0\0\0\0" + text,
    }[chunk]
    return _png(png_chunk(chunk, content))


def _webp(name: bytes, block: bytes) -> bytes:
    """Behind the pixels, with no flag set: the simple file has no header for one."""
    data = plain("WEBP") + name + struct.pack("<I", len(block)) + block + bytes(len(block) & 1)
    return data[:4] + struct.pack("<I", len(data) - 8) + data[8:]


def _photoshop(number: int, block: bytes) -> bytes:
    resource = b"8BIM" + struct.pack(">H", number) + b"\0\0" + struct.pack(">I", len(block)) + block
    return _jpeg(jpeg_segment(0xED, b"Photoshop 3.0\0" + resource))


def _multi_picture(block: bytes) -> bytes:
    """The metadata are those of the second picture."""
    second = plain("JPEG")
    return plain("JPEG") + second[:2] + jpeg_segment(0xE1, b"Exif\0\0" + block) + second[2:]


def _motion_photo(block: bytes) -> bytes:
    video = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + bytes(range(256)) * 40
    return _jpeg(jpeg_segment(0xE1, b"Exif\0\0" + block)) + video


def _long_xmp(block: bytes) -> bytes:
    """The main packet says nothing; the rest comes in two parts."""
    half = len(block) // 2
    head = _EXTENSION_ID + b"0" * 32 + struct.pack(">I", len(block))
    parts = [
        jpeg_segment(0xE1, head + struct.pack(">I", at) + part)
        for at, part in ((0, block[:half]), (half, block[half:]))
    ]
    return _jpeg(jpeg_segment(0xE1, _XMP_ID + packet()), *parts)


def _gif(block: bytes) -> bytes:
    data = plain("GIF")
    at = 13 + (3 << ((data[10] & 7) + 1))
    trailer = b"\x01" + bytes(range(255, -1, -1)) + b"\0"
    return data[:at].replace(b"GIF87a", b"GIF89a") + b"!\xff\x0bXMP DataXMP" + block + trailer + data[at:]


def _tiff(block: bytes) -> bytes:
    """A TIFF whose one directory has what the block names, beside the picture."""
    read = Image.Exif()
    read.load(b"Exif\0\0" + block)
    return encoded(picture(), "TIFF", exif=read.tobytes())


EXIF_CARRIERS: Final[dict[str, Callable[[bytes], bytes]]] = {
    "jpeg, exif": lambda block: _jpeg(jpeg_segment(0xE1, b"Exif\0\0" + block)),
    "jpeg, second exif segment": lambda block: _jpeg(
        jpeg_segment(0xE1, b"Exif\0\0" + EDITOR), jpeg_segment(0xE1, b"Exif\0\0" + block)
    ),
    "jpeg, photoshop's resource": lambda block: _photoshop(0x0422, block),
    "png, eXIf ahead of the pixels": lambda block: _png(png_chunk(b"eXIf", block)),
    "png, eXIf behind the pixels": lambda block: _png(png_chunk(b"eXIf", block), behind=True),
    **{
        f"png, {key} profile as {chunk.decode()}": lambda block, key=key, chunk=chunk: _raw_profile(  # type: ignore[misc]
            chunk, key, b"Exif\0\0" + block
        )
        for key in ("exif", "APP1")
        for chunk in (b"tEXt", b"zTXt", b"iTXt")
    },
    "webp, flag clear": lambda block: _webp(b"EXIF", block),
    "webp": lambda block: encoded(picture(), "WEBP", exif=b"Exif\0\0" + block),
    "avif": lambda block: encoded(picture(), "AVIF", exif=b"Exif\0\0" + block, speed=10),
    "heic": lambda block: encoded(picture(), "HEIF", exif=b"Exif\0\0" + block),
    "multi-picture jpeg, second picture": _multi_picture,
    "motion photo": _motion_photo,
    "tiff": _tiff,
}

XMP_CARRIERS: Final[dict[str, Callable[[bytes], bytes]]] = {
    "jpeg, xmp": lambda block: _jpeg(jpeg_segment(0xE1, _XMP_ID + block)),
    "jpeg, long xmp": _long_xmp,
    "jpeg, photoshop's xmp": lambda block: _photoshop(0x0424, block),
    "png, xmp": lambda block: _png(png_chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + block)),
    "png, xmp compressed": lambda block: _png(
        png_chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(block)), behind=True
    ),
    "png, xmp as a profile": lambda block: _raw_profile(b"zTXt", "xmp", block),
    "webp, xmp, flag clear": lambda block: _webp(b"XMP ", block),
    "webp, xmp": lambda block: encoded(picture(), "WEBP", xmp=block),
    "avif, xmp": lambda block: encoded(picture(), "AVIF", xmp=block, speed=10),
    "heic, xmp": lambda block: encoded(picture(), "HEIF", xmp=block),
    "gif, xmp": _gif,
    "tiff, xmp": lambda block: encoded(picture(), "TIFF", tiffinfo={700: block}),
}


def with_large_profile() -> bytes:
    """A PNG whose colour profile unfolds to 3 MB."""
    options = PngImagePlugin.PngInfo()
    return encoded(picture(), "PNG", pnginfo=options, icc_profile=bytes(range(256)) * 12_000)
