"""The marker segments of a JPEG, listed once, from as many of its bytes as somebody asks for."""

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
DHT: Final = 0xC4
DQT: Final = 0xDB
SOF_PROGRESSIVE: Final = 0xC2
SOF_SEQUENTIAL: Final = frozenset({0xC0, 0xC1})
START_OF_IMAGE: Final = b"\xff\xd8"
START_OF_SCAN: Final = b"\xff\xda"
END_OF_IMAGE: Final = b"\xff\xd9"

_AFTER_DATA: Final = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
"""What ends entropy-coded data: in it, an 0xFF is always followed by a stuffed zero or a restart marker."""

_NEXT: Final = re.compile(rb"\xff[^\x00\xff]")
"""Where libjpeg goes on after a segment: it passes over whatever is no marker."""

_WITHOUT_LENGTH: Final = frozenset({0x01, *range(0xD0, 0xD9)})

_LENGTH_BYTES: Final = 2
"""A segment's length counts itself."""

_MOST_SEGMENTS: Final = 1000
"""A file with more is nothing that a camera or a messenger wrote."""

MOST_SCANS: Final = 100
"""Encoders write up to a dozen. Each costs a pass over all blocks, so that a small file with a million empty
scans would keep a core busy for years."""


class Prefix:
    """The first bytes of a file, which grow only as far as somebody looks."""

    def __init__(self, head: bytes, read: Callable[[int, int], bytes]) -> None:
        """`read(offset, count)` returns up to `count` bytes, nothing at the end; `head` was read before."""
        self.data: bytearray | bytes = bytearray(head)
        self._read: Callable[[int, int], bytes] | None = read

    @classmethod
    def whole(cls, data: bytes) -> Prefix:
        """Return a prefix that is all of a file, without a copy."""
        prefix = cls(b"", lambda _offset, _count: b"")
        prefix.data = data
        prefix._read = None
        return prefix

    def reaches(self, end: int) -> bool:
        """Read until there are `end` bytes; false where the file is shorter."""
        while len(self.data) < end:
            if not self._grow(max(CHUNK, end - len(self.data))):
                return False
        return True

    def find(self, pattern: re.Pattern[bytes], start: int) -> int | None:
        """Return where the next two bytes that match are; None where the file ends before."""
        while True:
            found = pattern.search(self.data, start)
            if found is not None:
                return found.start()
            # The last byte may be the first half of a marker.
            start = max(start, len(self.data) - 1)
            if not self._grow(CHUNK):
                return None

    def _grow(self, count: int) -> bool:
        if self._read is None:
            return False
        part = self._read(len(self.data), count)
        self.data += part
        return bool(part)


@dataclass(frozen=True, slots=True)
class Segment:
    """A marker with its payload, which lies in the prefix at `start` up to `end`."""

    marker: int
    start: int
    end: int


class JpegOutline:
    """The segments of one file, each looked for once, whoever asks."""

    def __init__(self, prefix: Prefix) -> None:
        """List nothing yet."""
        self.prefix = prefix
        self.segments: list[Segment] = []
        """As far as they are known."""
        self.end: int | None = None
        """Where the bytes behind EOI begin, once it was met."""
        self.is_gapless = True
        """Whether nothing was passed over between two segments so far."""
        self._data_ends: dict[int, int | None] = {}
        self._ahead = self._walk()

    @classmethod
    def of(cls, data: bytes) -> JpegOutline:
        """Outline all of a file."""
        outline = cls(Prefix.whole(data))
        for _ in outline.walk():
            pass
        return outline

    def walk(self) -> Iterator[Segment]:
        """Yield the segments from the first on, reading as far as the loop goes.

        Ends at EOI and at the end of the file. Lengths are believed only as far as the bytes go, and each
        step moves on by at least two bytes.
        """
        index = 0
        while True:
            if index == len(self.segments) and next(self._ahead, None) is None:
                return
            yield self.segments[index]
            index += 1

    def walk_headers(self) -> None:
        """List what comes before the first scan."""
        for segment in self.walk():
            if segment.marker == SOS:
                return

    def find_end_of_data(self, scan: Segment) -> int | None:
        """Return where the entropy-coded data behind a SOS ends; None where the file does so before."""
        if scan.end not in self._data_ends:
            self._data_ends[scan.end] = self.prefix.find(_AFTER_DATA, scan.end)
        return self._data_ends[scan.end]

    def _walk(self) -> Iterator[Segment]:
        at: int | None = len(START_OF_IMAGE)
        for _ in range(_MOST_SEGMENTS):
            if at is None:
                return
            expected, at = at, self.prefix.find(_NEXT, at)
            if at is None:
                return
            self.is_gapless = self.is_gapless and at == expected
            marker = self.prefix.data[at + 1]
            if marker == EOI:
                self.end = at + 2
                return
            if marker in _WITHOUT_LENGTH:
                at += 2
                continue
            if not self.prefix.reaches(at + 4):
                return
            length = int.from_bytes(self.prefix.data[at + 2 : at + 4], "big")
            segment = Segment(marker, at + 4, at + 2 + length)
            if length < _LENGTH_BYTES or not self.prefix.reaches(segment.end):
                return
            self.segments.append(segment)
            yield segment
            at = self.find_end_of_data(segment) if marker == SOS else segment.end

    @property
    def has_too_many_scans(self) -> bool:
        """Tell of a file that was outlined to its end whether it has more scans than any encoder writes."""
        return (
            len(self.segments) >= _MOST_SEGMENTS
            or sum(segment.marker == SOS for segment in self.segments) > MOST_SCANS
        )

    @property
    def is_in_one_scan(self) -> bool:
        """Tell whether libjpeg can decode the file row by row, holding no more of it than that.

        So it does where the first scan has every component; otherwise it first gathers all coefficients.
        """
        components = None
        for segment in self.walk():
            if segment.marker in SOF_SEQUENTIAL and segment.end - segment.start > 5:  # noqa: PLR2004 - see `Frame`
                components = self.prefix.data[segment.start + 5]
            elif segment.marker == SOS:
                return segment.end > segment.start and self.prefix.data[segment.start] == components
        return False
