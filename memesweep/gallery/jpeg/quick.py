"""How much of a progressive JPEG a small picture needs.

A progressive file is a sequence of scans, each of which brings some frequencies of some components, or one
more bit of them. Decoded at an eighth of its size a picture is nothing but its DC coefficients; at a quarter
it is those and the lowest few others. What comes after is never read: most of a WhatsApp picture's bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from memesweep.gallery.jpeg.markers import DQT, END_OF_IMAGE, SOF_PROGRESSIVE, SOS
from memesweep.gallery.picture import Depth

if TYPE_CHECKING:
    from memesweep.gallery.jpeg.markers import JpegOutline, Segment

_LEAST_SHARE: Final = {Depth.QUICK: 0.57, Depth.CLOSE: 1.0}
"""Least side of the decoded picture, as a share of the net's: what is lost there moves a score by less than
the margin under which a score of that depth counts."""

_COEFFICIENTS: Final = 64
_LAST_NEEDED: Final = {8: 0, 4: 4}
"""Scale to the last coefficient, in zigzag order, that a 1x1 or 2x2 block needs. Larger blocks need so much
of the file that a cut saves nothing worth having."""

_COARSEST_DC: Final = 1
_COARSEST_AC: Final = 2
"""Low bits that may still be missing (`Al`): one of the DC is half a grey level, two of the others less than
the change of a resize filter."""

_UNUSED_COEFFICIENT: Final = 3
"""Zigzag position of row 2, column 0: blocks of 1x1 and 2x2 are made without it."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What SOF2 says."""

    width: int
    height: int
    components: tuple[int, ...]
    """Component identifiers, luma first."""
    luma_table: int
    """Number of the luma's quantisation table."""


class Precision:
    """Which coefficients of one component have arrived, and how many of their low bits are missing."""

    def __init__(self) -> None:
        """Know of nothing yet."""
        self.missing: list[int | None] = [None] * _COEFFICIENTS

    def enough(self, last: int) -> bool:
        """Tell whether a small block can be made, whose last coefficient is that."""
        dc, *rest = self.missing[: last + 1]
        return (
            dc is not None
            and dc <= _COARSEST_DC
            and all(al is not None and al <= _COARSEST_AC for al in rest)
        )


def parse_frame(data: bytes | bytearray, segment: Segment) -> Frame | None:
    """Read a frame header; None where it makes no sense."""
    body = data[segment.start : segment.end]
    count = body[5] if len(body) > 5 else 0  # noqa: PLR2004 - precision, height, width, count
    if not 1 <= count <= 4 or len(body) < 6 + 3 * count:  # noqa: PLR2004
        return None
    height, width = int.from_bytes(body[1:3], "big"), int.from_bytes(body[3:5], "big")
    components = tuple(body[6 + 3 * one] for one in range(count))
    return Frame(width, height, components, body[8]) if width and height else None


def needed_bytes(outline: JpegOutline, size: int, depth: Depth = Depth.QUICK) -> bytes | None:
    """Return a JPEG that is enough for a quick look, made of as few bytes as will do.

    Args:
        outline: of the file, which is read as far as it must be.
        size: side of the net's square input in pixels.
        depth: how small the picture may be decoded, `QUICK` or `CLOSE`.

    Returns:
        the bytes up to the end of the last scan needed, closed by EOI; None where the file is not
        progressive, is too small for a cut to pay, or lacks what is needed: then decode all of it.

    """
    prefix = outline.prefix
    frame: Frame | None = None
    tables: list[Segment] = []
    known: dict[int, Precision] = {}
    last = 0
    for segment in outline.walk():
        if segment.marker == DQT:
            tables.append(segment)
        elif segment.marker == SOF_PROGRESSIVE and frame is None:
            frame = parse_frame(prefix.data, segment)
            scale = 0 if frame is None else quick_scale(frame.width, frame.height, size, depth)
            if frame is None or scale not in _LAST_NEEDED:
                return None
            last = _LAST_NEEDED[scale]
            known = {component: Precision() for component in frame.components}
        elif segment.marker == SOS:
            if frame is None or not learn(prefix.data[segment.start : segment.end], known):
                return None
            end = outline.find_end_of_data(segment)
            if end is not None and all(precision.enough(last) for precision in known.values()):
                head = bytearray(prefix.data[:end])
                _stop_smoothing(head, tables, frame.luma_table)
                return bytes(head) + END_OF_IMAGE
    return None


def learn(body: bytes | bytearray, known: dict[int, Precision]) -> bool:
    """Note what a scan brings; false where its header is not one of a progressive file."""
    count = body[0] if body else 0
    if len(body) != 4 + 2 * count:
        return False
    first, last, approximation = body[-3:]
    if not first <= last < _COEFFICIENTS:
        return False
    for component in body[1 : 1 + 2 * count : 2]:
        if component not in known:
            return False
        for coefficient in range(first, last + 1):
            known[component].missing[coefficient] = approximation & 15
    return True


def _stop_smoothing(head: bytearray, tables: list[Segment], number: int) -> None:
    """Keep libjpeg from guessing what the later scans would have brought.

    It blurs the borders of blocks whose fine coefficients are missing, which takes longer than decoding
    them, unless a quantisation step that the guess needs is zero. The one set to zero belongs to a
    coefficient that blocks of this size do not use.
    """
    for table in tables:
        at = table.start
        while at < table.end:
            wide = head[at] >> 4 != 0
            step = at + 1 + _UNUSED_COEFFICIENT * (1 + wide)
            if head[at] & 15 == number and step + wide < table.end:
                head[step : step + 1 + wide] = bytes(1 + wide)
            at += 1 + _COEFFICIENTS * (1 + wide)


def quick_scale(width: int, height: int, size: int, depth: Depth = Depth.QUICK) -> int:
    """Return how far libjpeg may shrink a picture while decoding it for a look: 1, 2, 4 or 8."""
    least = _LEAST_SHARE[depth] * size
    return next((scale for scale in (8, 4, 2) if min(width, height) / scale >= least), 1)
