"""The shape of a phone's camera: exact aspects at a camera's size, which few memes have."""

from __future__ import annotations

from typing import Final

_ASPECTS: Final = (4 / 3, 2.0, 18.5 / 9, 19.5 / 9, 20 / 9)
"""Long side over short side: the sensor's own, and those of the tall screens that phones crop to. 16:9 is
left out: a tenth of all cards have it."""
_TOLERANCE: Final = 0.004
"""By how much of itself an aspect may be off: messengers round to whole pixels, editors crop as they like."""
_LEAST: Final = 900
"""Pixels of the long side. What a messenger makes of a camera's picture has more."""


def is_camera_shaped(width: int, height: int) -> bool:
    """Tell whether a picture of this size may come straight from a phone's camera, upright or lying."""
    short, long = sorted((width, height))
    if long < _LEAST or short < 1:
        return False
    return any(abs(long / short / aspect - 1) <= _TOLERANCE for aspect in _ASPECTS)
