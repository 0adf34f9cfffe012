"""A JPEG as a decoder is to see it: without the segments that are read for more than pixels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from memesweep.gallery.jpeg.markers import JpegOutline, Segment

_METADATA: Final = {0xE1: b"Exif\0", 0xE2: b"MPF\0"}
"""Metadata, and the index of further pictures."""

_ABOUT_PIXELS: Final = frozenset({0xE0, 0xEE})
"""The application data of which colours depend: JFIF and Adobe."""


def without_metadata(data: bytes, outline: JpegOutline) -> bytes:
    """Leave out what is read elsewhere, and makes Pillow warn; `data` begins as the outlined file does."""
    return _without(
        data,
        outline,
        lambda segment: (
            segment.marker in _METADATA and data.startswith(_METADATA[segment.marker], segment.start)
        ),
    )


def only_picture(outline: JpegOutline) -> bytes:
    """Leave out all application data and comments that no pixel depends on."""
    return _without(
        bytes(outline.prefix.data),
        outline,
        lambda segment: (
            segment.marker == 0xFE  # noqa: PLR2004 - a comment
            or (segment.marker in range(0xE0, 0xF0) and segment.marker not in _ABOUT_PIXELS)
        ),
    )


def _without(data: bytes, outline: JpegOutline, is_left_out: Callable[[Segment], bool]) -> bytes:
    kept, at = [], 0
    for segment in outline.segments:
        if segment.end <= len(data) and is_left_out(segment):
            kept.append(data[at : segment.start - 4])
            at = segment.end
    return b"".join([*kept, data[at:]]) if kept else data
