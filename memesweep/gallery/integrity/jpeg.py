"""Damage inside a JPEG that libjpeg repairs by guessing."""

from __future__ import annotations

import importlib
import re
from typing import TYPE_CHECKING, Any, Final

from memesweep.gallery.jpeg.bare import only_picture
from memesweep.gallery.jpeg.markers import DHT, SOF_PROGRESSIVE, SOF_SEQUENTIAL, SOS
from memesweep.gallery.jpeg.quick import Precision, learn, parse_frame

if TYPE_CHECKING:
    from memesweep.gallery.jpeg.markers import JpegOutline

_DAMAGE: Final = re.compile(
    r"Corrupt JPEG data: (?!(\d{1,2}) extraneous bytes before marker 0xd9)|Premature end|Inconsistent progr"
)
"""Warnings of libjpeg that mean guessed pixels. A few bytes too many at the end are some cameras' habit."""

_NO_RUN_OF_ZEROS: Final = bytes(32)
_END_OF_BLOCK: Final = 0
_FOUR_COLOURS: Final = 4


def is_damaged_jpeg(outline: JpegOutline, components: int) -> bool:
    """Tell of a whole file that decodes whether its pixels are partly guessed.

    Args:
        outline: of the whole file.
        components: 1 for grey, 3 for colour, 4 for CMYK.

    """
    return _is_unfinished(outline) or _has_hole(outline) or _makes_libjpeg_warn(outline, components)


def _is_unfinished(outline: JpegOutline) -> bool:
    """Tell whether a progressive file ends before its last scan: encoders always send all there is."""
    known: dict[int, Precision] = {}
    for segment in outline.segments:
        if segment.marker == SOF_PROGRESSIVE and not known:
            frame = parse_frame(outline.prefix.data, segment)
            known = {component: Precision() for component in frame.components} if frame else {}
        elif segment.marker == SOS and known:
            learn(outline.prefix.data[segment.start : segment.end], known)
    return any(missing != 0 for precision in known.values() for missing in precision.missing)


def _has_hole(outline: JpegOutline) -> bool:
    """Tell whether a sequential file has a run of zeros where its Huffman tables leave no room for one.

    Zeros are the code of a table's first symbol. A flat area may repeat the end of a block; with any other
    symbol the zeros would be noise, and noise is never the same for so long.
    """
    data = outline.prefix.data
    is_sequential = False
    first_symbols: dict[int, int] = {}
    for segment in outline.segments:
        body = bytes(data[segment.start : segment.end])
        if segment.marker in SOF_SEQUENTIAL:
            is_sequential = True
        elif segment.marker == DHT:
            first_symbols |= _first_ac_symbols(body)
        elif segment.marker == SOS and is_sequential:
            used = {first_symbols.get(selector & 15, _END_OF_BLOCK) for selector in body[2:-3:2]}
            end = outline.find_end_of_data(segment) or len(data)
            if used != {_END_OF_BLOCK} and data.find(_NO_RUN_OF_ZEROS, segment.end, end) >= 0:
                return True
    return False


def _first_ac_symbols(tables: bytes) -> dict[int, int]:
    """Return the first symbol of each AC table, by its number; those of DC tables say nothing."""
    found, at = dict[int, int](), 0
    while at + 17 < len(tables):
        if tables[at] >> 4:
            found[tables[at] & 15] = tables[at + 17]
        at += 17 + sum(tables[at + 1 : at + 17])
    return found


def _makes_libjpeg_warn(outline: JpegOutline, components: int) -> bool:
    """Ask libjpeg what it repaired. Pillow keeps that to itself, simplejpeg passes it on."""
    simplejpeg = _simplejpeg()
    if simplejpeg is None:
        return False
    colours = "CMYK" if components == _FOUR_COLOURS else "GRAY"
    try:
        # An eighth of the size: next to nothing beside the entropy-coded data, which all have to be read.
        simplejpeg.decode_jpeg(only_picture(outline), colours, min_height=1, min_width=1, fastdct=True)
    except ValueError as error:
        return _DAMAGE.search(str(error)) is not None
    return False


def _simplejpeg() -> Any:
    """Return the library where there is one: not on every machine, as 32-bit ARM."""
    try:
        return importlib.import_module("simplejpeg")
    except (ImportError, OSError):
        return None
