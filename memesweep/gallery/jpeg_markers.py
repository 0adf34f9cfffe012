"""The marker segments of a JPEG, read from a prefix of the file that grows only as far as somebody looks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CHUNK: Final = 64 * 1024
"""Bytes of one read: the scans that a small picture needs usually come with the first one."""

SOS: Final = 0xDA
EOI: Final = 0xD9
DQT: Final = 0xDB
SOF_PROGRESSIVE: Final = 0xC2

_MARKER: Final = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
"""What ends entropy-coded data: in it, an 0xFF is always followed by a stuffed zero or a restart marker."""

_FILL: Final = 0xFF
"""Begins every marker, and may stand before one."""

_LENGTH_BYTES: Final = 2
"""A segment's length counts itself."""

_MOST_SEGMENTS: Final = 1000
"""A file with more is nothing that a camera or a messenger wrote."""


class Prefix:
    """The first bytes of a file."""

    def __init__(self, head: bytes, read: Callable[[int, int], bytes]) -> None:
        """`read(offset, count)` returns up to `count` bytes, nothing at the end; `head` was read before."""
        self.data = bytearray(head)
        self._read = read

    def reaches(self, end: int) -> bool:
        """Read until there are `end` bytes; false where the file is shorter."""
        while len(self.data) < end:
            if not self._grow(max(CHUNK, end - len(self.data))):
                return False
        return True

    def find_marker(self, start: int) -> int | None:
        """Return where the next marker after entropy-coded data is; None where the file ends before."""
        while True:
            found = _MARKER.search(self.data, start)
            if found is not None:
                return found.start()
            # The last byte may be the first half of a marker.
            start = max(start, len(self.data) - 1)
            if not self._grow(CHUNK):
                return None

    def _grow(self, count: int) -> bool:
        part = self._read(len(self.data), count)
        self.data += part
        return bool(part)


@dataclass(frozen=True, slots=True)
class Segment:
    """A marker with its payload, which lies in the prefix at `start` up to `end`."""

    marker: int
    start: int
    end: int


def segments(prefix: Prefix) -> Iterator[Segment]:
    """Yield the segments from the first on; entropy-coded data after a SOS is passed over.

    Ends at EOI, at the end of the file, and at anything that is no marker: lengths are believed only as far
    as the bytes go, and each step moves on by at least two bytes.
    """
    at = 2
    for _ in range(_MOST_SEGMENTS):
        if not prefix.reaches(at + 4) or prefix.data[at] != _FILL:
            return
        marker = prefix.data[at + 1]
        length = int.from_bytes(prefix.data[at + 2 : at + 4], "big")
        end = at + 2 + length
        if marker in {0x00, _FILL, EOI} or length < _LENGTH_BYTES or not prefix.reaches(end):
            return
        yield Segment(marker, at + 4, end)
        following = prefix.find_marker(end) if marker == SOS else end
        if following is None:
            return
        at = following
