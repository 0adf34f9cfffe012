"""The boxes of AVIF and HEIC: which items a file has, and where their bytes lie."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_ITEMS: Final = 4096
_MOST_EXTENTS: Final = 64


@dataclass(frozen=True, slots=True)
class Box:
    """One box: its type, and where its content lies."""

    name: bytes
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Item:
    """One item: a picture, a tile of one, or metadata."""

    type: bytes
    content: bytes
    """As far as the file has it."""
    is_whole: bool


class _Reader:
    """Reads big-endian numbers one after another; beyond the end they are an error."""

    def __init__(self, data: bytes, at: int, end: int) -> None:
        self._data = data
        self.at = at
        self._end = min(end, len(data))

    def number(self, size: int) -> int:
        if self.at + size > self._end:
            raise ValueError("a box ends early")
        value = int.from_bytes(self._data[self.at : self.at + size], "big")
        self.at += size
        return value

    def text(self) -> bytes:
        end = self._data.find(b"\0", self.at, self._end)
        if end < 0:
            raise ValueError("a text does not end")
        value = self._data[self.at : end]
        self.at = end + 1
        return value


def boxes(data: bytes, start: int = 0, end: int | None = None) -> Iterator[Box]:
    """Yield the boxes from `start` on; the last may reach beyond the end."""
    end = len(data) if end is None else end
    while start + 8 <= end:
        size, name, header = int.from_bytes(data[start : start + 4], "big"), data[start + 4 : start + 8], 8
        if size == 1:
            size, header = int.from_bytes(data[start + 8 : start + 16], "big"), 16
        elif size == 0:
            size = end - start
        if size < header:
            return
        yield Box(name, start + header, start + size)
        start += size


def read_items(data: bytes) -> list[Item]:
    """Return the items of a file.

    Raises:
        ValueError: the boxes that list them are damaged.

    """
    meta = next((box for box in boxes(data) if box.name == b"meta"), None)
    if meta is None or meta.end > len(data):
        raise ValueError("there is no list of items")
    inside = {box.name: box for box in boxes(data, meta.start + 4, meta.end)}
    if b"iinf" not in inside or b"iloc" not in inside:
        raise ValueError("the list of items is incomplete")
    types = _types(data, inside[b"iinf"])
    own = inside.get(b"idat")
    items = []
    for number, (method, extents) in _locations(data, inside[b"iloc"]).items():
        base, last = (0, len(data)) if method == 0 or own is None else (own.start, own.end)
        parts = [data[base + at : min(base + at + size, last) if size else last] for at, size in extents]
        wanted = sum(size for _, size in extents)
        content = b"".join(parts)
        items.append(Item(types.get(number, b""), content, len(content) >= wanted > 0))
    return items


def _types(data: bytes, box: Box) -> dict[int, bytes]:
    reader = _Reader(data, box.start, box.end)
    version = reader.number(4) >> 24
    reader.number(4 if version else 2)
    types: dict[int, bytes] = {}
    for entry in boxes(data, reader.at, box.end):
        if entry.name != b"infe" or len(types) >= _MOST_ITEMS:
            continue
        fields = _Reader(data, entry.start, entry.end)
        version = fields.number(4) >> 24
        if version < 2:  # noqa: PLR2004 - of QuickTime's time, without types
            continue
        number = fields.number(2 if version == 2 else 4)  # noqa: PLR2004
        fields.number(2)
        types[number] = fields.number(4).to_bytes(4, "big")
        if types[number] == b"mime":
            fields.text()
            types[number] += b" " + fields.text()
    return types


def _locations(data: bytes, box: Box) -> dict[int, tuple[int, list[tuple[int, int]]]]:
    """Return method and extents (offset, bytes) of each item."""
    reader = _Reader(data, box.start, box.end)
    version = reader.number(4) >> 24
    sizes = reader.number(2)
    offset_size, length_size, base_size, index_size = (sizes >> shift & 15 for shift in (12, 8, 4, 0))
    found = {}
    for _ in range(min(reader.number(2 if version < 2 else 4), _MOST_ITEMS)):  # noqa: PLR2004
        number = reader.number(2 if version < 2 else 4)  # noqa: PLR2004
        method = reader.number(2) & 15 if version else 0
        reader.number(2)
        base = reader.number(base_size)
        extents = []
        for _ in range(min(reader.number(2), _MOST_EXTENTS)):
            if version and index_size:
                reader.number(index_size)
            extents.append((base + reader.number(offset_size), reader.number(length_size)))
        found[number] = (method, extents)
    return found
