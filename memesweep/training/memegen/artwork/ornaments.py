"""Small drawn things that cards are decorated with, as RGBA sprites."""

from __future__ import annotations

from math import cos, pi, sin
from typing import TYPE_CHECKING, Final

from PIL import Image, ImageDraw

from memesweep.training.memegen.artwork.palette import hsv, mix

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.random import Generator

    from memesweep.training.memegen.typography.lettering import Colour

_OVER: Final = 3
"""Sprites are drawn this much larger and scaled down: Pillow's shapes have no soft edges."""
_Points = list[tuple[float, float]]


def _canvas(size: int) -> tuple[Image.Image, ImageDraw.ImageDraw, float]:
    side = size * _OVER
    image = Image.new("RGBA", (side, side))
    return image, ImageDraw.Draw(image), float(side)


def _down(image: Image.Image, size: int) -> Image.Image:
    return image.resize((size, size), Image.Resampling.BOX)


def _polar(side: float, radii: list[float], turn: float = 0.0) -> _Points:
    """Closed outline whose points stand at equal angles, at distances given as shares of half the side."""
    step = 2 * pi / len(radii)
    return [
        (side / 2 * (1 + r * sin(turn + i * step)), side / 2 * (1 - r * cos(turn + i * step)))
        for i, r in enumerate(radii)
    ]


def heart(size: int, colour: Colour, _: Generator) -> Image.Image:
    """A heart."""
    image, draw, side = _canvas(size)
    points = []
    for i in range(60):
        t = 2 * pi * i / 60
        x = 16 * sin(t) ** 3
        y = 13 * cos(t) - 5 * cos(2 * t) - 2 * cos(3 * t) - cos(4 * t)
        points.append((side * (0.5 + x / 36), side * (0.46 - y / 36)))
    draw.polygon(points, fill=(*colour, 255))
    return _down(image, size)


def star(size: int, colour: Colour, rng: Generator) -> Image.Image:
    """A star of four to eight rays."""
    image, draw, side = _canvas(size)
    inner = float(rng.uniform(0.15, 0.5))
    draw.polygon(_polar(side, [1.0, inner] * int(rng.integers(4, 9))), fill=(*colour, 255))
    return _down(image, size)


def flower(size: int, colour: Colour, rng: Generator) -> Image.Image:
    """A flower seen from above, one to three rings of petals."""
    image, draw, side = _canvas(size)
    petals, rings = int(rng.integers(5, 12)), int(rng.integers(1, 4))
    for ring in range(rings):
        reach = 1.0 - 0.28 * ring
        shade = (*mix(colour, (255, 255, 255), 0.22 * ring), 255)
        for i in range(petals):
            angle = 2 * pi * (i + 0.5 * (ring % 2)) / petals
            x, y = side / 2 * (1 + 0.58 * reach * sin(angle)), side / 2 * (1 - 0.58 * reach * cos(angle))
            r = side / 2 * reach * min(0.42, 2.2 / petals)
            draw.ellipse(
                (x - r, y - r, x + r, y + r), fill=shade, outline=(*mix(colour, (0, 0, 0), 0.3), 255)
            )
    r = side * 0.11
    draw.ellipse((side / 2 - r, side / 2 - r, side / 2 + r, side / 2 + r), fill=(*hsv(0.13, 0.8, 0.95), 255))
    return _down(image, size)


def leaf(size: int, colour: Colour, _: Generator) -> Image.Image:
    """A leaf on a curved stem."""
    image, draw, side = _canvas(size)
    green = (*mix(colour, hsv(0.32, 0.7, 0.5), 0.7), 255)
    for i in range(5):
        y = side * (0.15 + 0.16 * i)
        for turn in (-1, 1):
            x = side * (0.5 + 0.17 * turn)
            draw.ellipse((x - side * 0.17, y - side * 0.06, x + side * 0.17, y + side * 0.06), fill=green)
    draw.line((side / 2, side * 0.05, side / 2, side), fill=green, width=int(side * 0.03))
    return _down(image, size)


def diya(size: int, colour: Colour, _: Generator) -> Image.Image:
    """An oil lamp with its flame."""
    image, draw, side = _canvas(size)
    draw.ellipse((side * 0.3, side * 0.02, side * 0.7, side * 0.62), fill=(255, 220, 120, 90))
    draw.polygon(
        [(side * 0.5, side * 0.06), (side * 0.6, side * 0.42), (side * 0.4, side * 0.42)],
        fill=(255, 170, 30, 255),
    )
    draw.ellipse((side * 0.4, side * 0.32, side * 0.6, side * 0.54), fill=(255, 190, 50, 255))
    draw.ellipse((side * 0.45, side * 0.4, side * 0.55, side * 0.52), fill=(255, 245, 200, 255))
    draw.pieslice(
        (side * 0.08, side * 0.14, side * 0.92, side * 0.92),
        0,
        180,
        fill=(*mix(colour, (150, 70, 20), 0.6), 255),
    )
    draw.ellipse(
        (side * 0.08, side * 0.44, side * 0.92, side * 0.62), fill=(*mix(colour, (230, 150, 40), 0.5), 255)
    )
    return _down(image, size)


def crescent(size: int, colour: Colour, _: Generator) -> Image.Image:
    """A crescent moon with a star."""
    image, draw, side = _canvas(size)
    draw.ellipse((side * 0.05, side * 0.05, side * 0.95, side * 0.95), fill=(*colour, 255))
    draw.ellipse((side * 0.28, side * 0.02, side * 1.02, side * 0.76), fill=(0, 0, 0, 0))
    tip = [(side * 0.36 + x * 0.34, side * 0.16 + y * 0.34) for x, y in _polar(side, [0.9, 0.38] * 5)]
    draw.polygon(tip, fill=(*colour, 255))
    return _down(image, size)


def mandala(size: int, colour: Colour, rng: Generator) -> Image.Image:
    """A round pattern, as of rangoli or rosettes."""
    image, draw, side = _canvas(size)
    petals = 4 * int(rng.integers(2, 5))
    for ring in range(int(rng.integers(3, 6)), 0, -1):
        reach = ring / 5
        shade = (*mix(colour, hsv(float(rng.random()), 0.7, 0.9), float(rng.uniform(0, 0.6))), 255)
        radii = [reach, reach * 0.8, reach * float(rng.uniform(0.5, 0.75)), reach * 0.8] * petals
        draw.polygon(_polar(side, radii, float(rng.random())), fill=shade)
    return _down(image, size)


def balloon(size: int, colour: Colour, _: Generator) -> Image.Image:
    """A balloon on a string."""
    image, draw, side = _canvas(size)
    draw.line((side * 0.5, side * 0.6, side * 0.45, side), fill=(120, 120, 120, 255), width=_OVER)
    draw.ellipse((side * 0.24, side * 0.02, side * 0.76, side * 0.68), fill=(*colour, 255))
    draw.ellipse(
        (side * 0.34, side * 0.1, side * 0.46, side * 0.28), fill=(*mix(colour, (255, 255, 255), 0.6), 255)
    )
    return _down(image, size)


def snowflake(size: int, colour: Colour, _: Generator) -> Image.Image:
    """A six-armed snowflake."""
    image, draw, side = _canvas(size)
    for i in range(6):
        dx, dy = sin(i * pi / 3), cos(i * pi / 3)
        draw.line(
            (side / 2, side / 2, side / 2 * (1 + dx), side / 2 * (1 + dy)),
            fill=(*colour, 255),
            width=int(side * 0.05),
        )
        for share in (0.45, 0.7):
            for turn in (-0.6, 0.6):
                tx, ty = sin(i * pi / 3 + turn), cos(i * pi / 3 + turn)
                x, y = side / 2 * (1 + share * dx), side / 2 * (1 + share * dy)
                draw.line(
                    (x, y, x + side * 0.12 * tx, y + side * 0.12 * ty),
                    fill=(*colour, 255),
                    width=int(side * 0.04),
                )
    return _down(image, size)


def sun(size: int, colour: Colour, _: Generator) -> Image.Image:
    """A sun with pointed rays."""
    image, draw, side = _canvas(size)
    draw.polygon(_polar(side, [1.0, 0.62] * 14), fill=(*mix(colour, hsv(0.12, 0.9, 1.0), 0.7), 255))
    draw.ellipse((side * 0.24, side * 0.24, side * 0.76, side * 0.76), fill=(*hsv(0.14, 0.7, 1.0), 255))
    return _down(image, size)


def cup(size: int, colour: Colour, _: Generator) -> Image.Image:
    """A steaming cup."""
    image, draw, side = _canvas(size)
    line = (*mix(colour, (0, 0, 0), 0.3), 255)
    draw.ellipse((side * 0.02, side * 0.8, side * 0.82, side * 0.97), fill=line)
    draw.arc(
        (side * 0.6, side * 0.45, side * 0.95, side * 0.78),
        250,
        110,
        fill=(*colour, 255),
        width=int(side * 0.06),
    )
    draw.pieslice((side * 0.1, side * 0.0, side * 0.76, side * 0.92), 0, 180, fill=(*colour, 255))
    draw.ellipse((side * 0.1, side * 0.38, side * 0.76, side * 0.54), fill=(90, 50, 25, 255))
    for x in (0.3, 0.45, 0.6):
        draw.arc(
            (side * (x - 0.06), side * 0.08, side * (x + 0.06), side * 0.34),
            90,
            270,
            fill=(200, 200, 200, 200),
            width=_OVER * 2,
        )
    return _down(image, size)


def candle(size: int, colour: Colour, _: Generator) -> Image.Image:
    """A lit candle."""
    image, draw, side = _canvas(size)
    draw.ellipse((side * 0.25, side * 0.0, side * 0.75, side * 0.5), fill=(255, 230, 140, 70))
    draw.ellipse((side * 0.43, side * 0.08, side * 0.57, side * 0.36), fill=(255, 190, 60, 255))
    draw.rectangle(
        (side * 0.36, side * 0.38, side * 0.64, side), fill=(*mix(colour, (255, 255, 255), 0.4), 255)
    )
    return _down(image, size)


FESTIVE: Final[tuple[Callable[[int, Colour, Generator], Image.Image], ...]] = (
    heart, star, flower, leaf, diya, crescent, mandala, balloon, snowflake, candle,
)  # fmt: skip
MORNING: Final[tuple[Callable[[int, Colour, Generator], Image.Image], ...]] = (
    flower, flower, leaf, heart, sun, cup, balloon,
)  # fmt: skip
HOLY: Final[tuple[Callable[[int, Colour, Generator], Image.Image], ...]] = (
    diya, crescent, mandala, flower, candle, star,
)  # fmt: skip
