"""Whether the scans that a quick look leaves out are in order, so that no damage hides behind the cut."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from memesweep.gallery.jpeg.markers import DHT, SOF_PROGRESSIVE, SOS
from memesweep.gallery.jpeg.quick import parse_frame

if TYPE_CHECKING:
    from memesweep.gallery.jpeg.markers import JpegOutline

_AFTER_FIRST_SCAN: Final = frozenset({DHT, SOS, 0xDD, 0xFE, *range(0xE0, 0xF0)})
"""Tables, scans, restart intervals, comments and application data."""

_MOST_LOW_BITS: Final = 13
_MOST_SYMBOLS: Final = 256
_COEFFICIENTS: Final = 64


def is_orderly(outline: JpegOutline) -> bool:
    """Read a progressive file to its end; false where libjpeg might refuse something in it.

    Only headers are looked at: damage within entropy-coded data is what a full decode is for.
    """
    components: frozenset[int] = frozenset()
    tables: set[int] = set()
    has_scan = False
    for segment in outline.walk():
        body = bytes(outline.prefix.data[segment.start : segment.end])
        if has_scan and segment.marker not in _AFTER_FIRST_SCAN:
            return False
        if segment.marker == SOF_PROGRESSIVE:
            frame = parse_frame(outline.prefix.data, segment)
            components = frozenset(frame.components if frame else ())
        elif segment.marker == DHT and not _add_tables(body, tables):
            return False
        elif segment.marker == SOS:
            has_scan = True
            if not _is_scan(body, components, tables):
                return False
    return outline.end is not None and outline.is_gapless


def _add_tables(body: bytes, tables: set[int]) -> bool:
    """Note the Huffman tables of a segment; false where one of them is no table."""
    at = 0
    while at < len(body):
        counts = body[at + 1 : at + 17]
        room = 1
        for count in counts:
            room = 2 * room - count
            if room < 0:
                return False
        if len(counts) < 16 or sum(counts) > _MOST_SYMBOLS or body[at] & 0xEC:  # noqa: PLR2004 - one for each length
            return False
        tables.add(body[at])
        at += 17 + sum(counts)
    return at == len(body)


def _is_scan(body: bytes, components: frozenset[int], tables: set[int]) -> bool:
    """Tell whether a scan's header is one of a progressive file, and its tables are there."""
    count = body[0] if body else 0
    if not 1 <= count <= 4 or len(body) != 4 + 2 * count:  # noqa: PLR2004 - components; first, last, bits
        return False
    first, last, high, low = body[-3], body[-2], body[-1] >> 4, body[-1] & 15
    if not components.issuperset(body[1 : 1 + 2 * count : 2]):
        return False
    is_dc = first == 0
    if (is_dc and last != 0) or (not is_dc and count > 1) or not first <= last < _COEFFICIENTS:
        return False
    if low > _MOST_LOW_BITS or (high and low != high - 1):
        return False
    if is_dc:
        return bool(high) or all(selector >> 4 in tables for selector in body[2 : 2 + 2 * count : 2])
    return (body[2] & 15) | 0x10 in tables
