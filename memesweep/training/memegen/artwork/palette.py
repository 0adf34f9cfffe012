"""Colours, drawn at random but fit for what they are for."""

from __future__ import annotations

import colorsys
from typing import TYPE_CHECKING

from memesweep.training.memegen.typography.lettering import BLACK, WHITE, Colour

if TYPE_CHECKING:
    from numpy.random import Generator


def hsv(hue: float, saturation: float, value: float) -> Colour:
    """Colour from hue, saturation and value, each 0 to 1; the hue wraps around."""
    red, green, blue = colorsys.hsv_to_rgb(hue % 1.0, saturation, value)
    return round(red * 255), round(green * 255), round(blue * 255)


def vivid(rng: Generator, hue: float | None = None) -> Colour:
    """Strong colour, as on flyers and word art."""
    return hsv(_hue(rng, hue), float(rng.uniform(0.65, 1.0)), float(rng.uniform(0.7, 1.0)))


def pastel(rng: Generator, hue: float | None = None) -> Colour:
    """Light, soft colour, as behind text."""
    return hsv(_hue(rng, hue), float(rng.uniform(0.04, 0.3)), float(rng.uniform(0.88, 1.0)))


def deep(rng: Generator, hue: float | None = None) -> Colour:
    """Dark, rich colour, as behind white text."""
    return hsv(_hue(rng, hue), float(rng.uniform(0.4, 1.0)), float(rng.uniform(0.08, 0.45)))


def grey(rng: Generator, low: int, high: int) -> Colour:
    """Nearly neutral grey between two levels, 0 to 255."""
    level = int(rng.integers(low, high + 1))
    tint = rng.integers(-4, 5, size=3)
    red, green, blue = (max(0, min(255, level + int(shift))) for shift in tint)
    return red, green, blue


def paper(rng: Generator) -> Colour:
    """White or a shade of paper."""
    if rng.random() < 0.6:  # noqa: PLR2004 - a share
        return WHITE
    return hsv(float(rng.uniform(0.08, 0.16)), float(rng.uniform(0.0, 0.16)), float(rng.uniform(0.88, 1.0)))


def luminance(colour: Colour) -> float:
    """Perceived brightness, 0 to 1 (ITU-R BT.601 weights)."""
    red, green, blue = colour
    return (0.299 * red + 0.587 * green + 0.114 * blue) / 255


def readable_on(background: Colour, rng: Generator | None = None) -> Colour:
    """Colour of letters that can be read on `background`: dark or light, now and then tinted."""
    light = luminance(background) < 0.55  # noqa: PLR2004 - where white and black read equally well
    if rng is None or rng.random() < 0.5:  # noqa: PLR2004 - a share
        return WHITE if light else BLACK
    hue = float(rng.random())
    return hsv(hue, float(rng.uniform(0, 0.35)), 1.0) if light else hsv(hue, float(rng.uniform(0.3, 1)), 0.3)


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """Blend two colours; `share` is that of the second."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return red, green, blue


def _hue(rng: Generator, hue: float | None) -> float:
    return float(rng.random()) if hue is None else hue + float(rng.normal(0, 0.02))
