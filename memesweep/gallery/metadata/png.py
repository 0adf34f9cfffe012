"""EXIF and XMP of a PNG: its own chunks before and behind the pixels, and what ImageMagick keeps as text."""

from __future__ import annotations

import re
import struct
import zlib
from typing import TYPE_CHECKING, Final

from memesweep.gallery.metadata.blocks import BlockKind, MetadataBlock

if TYPE_CHECKING:
    from collections.abc import Iterator

_SIGNATURE_BYTES: Final = 8
_TEXT: Final = frozenset({b"tEXt", b"zTXt", b"iTXt"})
_PROFILE: Final = re.compile(rb"raw profile type (exif|app1|xmp)", re.IGNORECASE)
_XMP_KEYS: Final = frozenset({b"xml:com.adobe.xmp", b"xmp"})
_XMP_IN_PROFILE: Final = b"http://ns.adobe.com/xap/1.0/\0"
_MOST_TEXT: Final = 8_000_000
"""Bytes of one text that are unfolded. A longer one is not known to its end."""

_NOT_HEX: Final = re.compile(rb"[^0-9a-fA-F]+")


def png_chunks(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Yield name, start and end of each chunk's content, as long as they are whole."""
    at = _SIGNATURE_BYTES
    while at + 12 <= len(data):
        size, name = struct.unpack_from(">I4s", data, at)
        start = at + 8
        if start + size + 4 > len(data):
            return
        yield name, start, start + size
        at = start + size + 4
        if name == b"IEND":
            return


def png_blocks(data: bytes) -> Iterator[MetadataBlock]:
    """Yield the blocks of a file."""
    for name, start, end in png_chunks(data):
        if name == b"eXIf":
            yield MetadataBlock(BlockKind.EXIF, data[start:end])
        elif name in _TEXT:
            yield from _text_blocks(name, data[start:end])


def _text_blocks(name: bytes, chunk: bytes) -> Iterator[MetadataBlock]:
    key, _, rest = chunk.partition(b"\0")
    profile = _PROFILE.match(key)
    if profile is None and key.lower() not in _XMP_KEYS:
        return
    text, is_whole = _unfolded(name, rest)
    if profile is None:
        yield MetadataBlock(BlockKind.XMP, text, is_whole)
        return
    block, has_all = _raw_profile(text)
    is_xmp = block.startswith(_XMP_IN_PROFILE) or profile.group(1).lower() == b"xmp"
    if is_xmp:
        yield MetadataBlock(BlockKind.XMP, block.removeprefix(_XMP_IN_PROFILE), is_whole and has_all)
    else:
        yield MetadataBlock(BlockKind.EXIF, block, is_whole and has_all)


def _unfolded(name: bytes, rest: bytes) -> tuple[bytes, bool]:
    """Return the text of a chunk behind its key, and whether that is all of it."""
    is_compressed = name == b"zTXt"
    if name == b"zTXt":
        rest = rest[1:]
    elif name == b"iTXt":
        is_compressed = rest[:1] != b"\0"
        _language, _, translated = rest[2:].partition(b"\0")
        _keyword, _, rest = translated.partition(b"\0")
    return unfold(rest, _MOST_TEXT) if is_compressed else (rest, True)


def unfold(packed: bytes, most: int) -> tuple[bytes, bool]:
    """Inflate up to `most` bytes; return them, and whether they are all, without an error."""
    unpacker = zlib.decompressobj()
    text = bytearray()
    # In pieces: an error loses only what is behind it.
    for start in range(0, len(packed), 512):
        try:
            text += unpacker.decompress(packed[start : start + 512], most + 1 - len(text))
        except zlib.error:
            return bytes(text), False
        if len(text) > most:
            return bytes(text[:most]), False
    return bytes(text), unpacker.eof


def _raw_profile(text: bytes) -> tuple[bytes, bool]:
    """Read a profile in hexadecimal digits behind its name and its length in bytes."""
    words = text.split(None, 2)
    if len(words) < 3:  # noqa: PLR2004 - name, length, digits
        return b"", False
    digits = _NOT_HEX.sub(b"", words[2])
    block = bytes.fromhex(digits[: len(digits) & ~1].decode("ascii"))
    return block, words[1].isdigit() and len(block) >= int(words[1])
