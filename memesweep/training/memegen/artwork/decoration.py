"""Spreads ornaments over a card: scattered, in corners, along the edge, as strings and frames."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from memesweep.training.memegen.artwork.emoji import stamp
from memesweep.training.memegen.artwork.palette import vivid
from memesweep.training.memegen.geometry import whole

if TYPE_CHECKING:
    from collections.abc import Callable

    from memesweep.training.memegen.studio import Studio
    from memesweep.training.memegen.typography.lettering import Colour

    Sprite = Callable[..., Image.Image]


def scatter(studio: Studio, image: Image.Image, sprite: Sprite, count: int) -> None:
    """A few copies anywhere, of several sizes and turns."""
    base = sprite(round(image.width * studio.between(0.08, 0.2)), vivid(studio.rng), studio.rng)
    for _ in range(count):
        side = max(6, round(base.width * studio.between(0.3, 1.2)))
        copy = base.resize((side, side), Image.Resampling.BILINEAR).rotate(studio.between(-40, 40))
        x = studio.count(-side // 2, image.width - side // 2)
        y = studio.count(-side // 2, image.height - side // 2)
        stamp(image, copy, (x, y))


def corners(studio: Studio, image: Image.Image, sprite: Sprite) -> None:
    """One or a bunch in two or four corners."""
    side = round(min(image.size) * studio.between(0.18, 0.4))
    base = sprite(side, vivid(studio.rng), studio.rng)
    small = base.resize((max(4, side * 2 // 3),) * 2, Image.Resampling.BILINEAR)
    spots = [(0, 0), (1, 1), (1, 0), (0, 1)][: 2 * studio.count(1, 2)]
    overlap = studio.between(0.0, 0.45)
    for x, y in spots:
        left = round(-overlap * side + x * (image.width - side + 2 * overlap * side))
        top = round(-overlap * side + y * (image.height - side + 2 * overlap * side))
        stamp(image, base, (left, top))
        stamp(image, small, (left + round((0.5 - x) * side), top))


def edge(studio: Studio, image: Image.Image, sprite: Sprite) -> None:
    """A row along the bottom or the top."""
    side = round(image.width * studio.between(0.08, 0.22))
    base = sprite(side, vivid(studio.rng), studio.rng)
    top = image.height - side - studio.count(0, side // 3) if studio.chance(0.7) else 2
    for left in range(0, image.width, round(side * studio.between(0.8, 1.3))):
        stamp(image, base, (left, top))


def bunting(studio: Studio, image: Image.Image) -> None:
    """A string of flags or lights across the top."""
    draw = ImageDraw.Draw(image)
    width, sag, flags = image.width, image.height * studio.between(0.02, 0.12), studio.count(7, 16)
    step, round_lamps = width / flags, studio.chance(0.4)
    colours = [vivid(studio.rng) for _ in range(studio.count(1, 5))]
    for i in range(flags):
        x = i * step
        y = sag * (1 - (2 * i / flags - 1) ** 2) + 2
        colour = colours[i % len(colours)]
        if round_lamps:
            draw.ellipse((x, y, x + step * 0.5, y + step * 0.5), fill=colour)
        else:
            draw.polygon([(x, y), (x + step * 0.9, y), (x + step * 0.45, y + step)], fill=colour)


def frame(studio: Studio, image: Image.Image, colour: Colour) -> None:
    """A line or two around the card."""
    draw = ImageDraw.Draw(image)
    margin = studio.count(3, max(4, image.width // 22))
    draw.rectangle(whole(image.size).inset(margin).corners, outline=colour, width=studio.count(1, 5))
    if studio.chance(0.5):
        gap = margin + studio.count(4, 8)
        draw.rectangle(whole(image.size).inset(gap).corners, outline=colour, width=1)


def decorate(studio: Studio, image: Image.Image, sprites: tuple[Sprite, ...]) -> None:
    """One to three kinds of decoration from a set of ornaments."""
    if studio.chance(0.25):
        bunting(studio, image)
    for _ in range(studio.count(1, 2)):
        sprite = studio.pick(sprites)
        way = studio.count(0, 3)
        if way == 0:
            scatter(studio, image, sprite, studio.count(3, 14))
        elif way == 1:
            edge(studio, image, sprite)
        else:
            corners(studio, image, sprite)
