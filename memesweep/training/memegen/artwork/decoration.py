"""Spreads ornaments over a card: scattered, in corners, along the edge, as strings and frames."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from memesweep.training.memegen.artwork.emoji import stamp
from memesweep.training.memegen.artwork.palette import vivid
from memesweep.training.memegen.geometry import whole

if TYPE_CHECKING:
    from collections.abc import Callable

    from memesweep.training.memegen.drawcontext import DrawContext
    from memesweep.training.memegen.typography.lettering import Colour

    Sprite = Callable[..., Image.Image]


def scatter(context: DrawContext, image: Image.Image, sprite: Sprite, count: int) -> None:
    """A few copies anywhere, of several sizes and turns."""
    base = sprite(round(image.width * context.between(0.08, 0.2)), vivid(context.rng), context.rng)
    for _ in range(count):
        side = max(6, round(base.width * context.between(0.3, 1.2)))
        copy = base.resize((side, side), Image.Resampling.BILINEAR).rotate(context.between(-40, 40))
        x = context.count(-side // 2, image.width - side // 2)
        y = context.count(-side // 2, image.height - side // 2)
        stamp(image, copy, (x, y))


def corners(context: DrawContext, image: Image.Image, sprite: Sprite) -> None:
    """One or a bunch in two or four corners."""
    side = round(min(image.size) * context.between(0.18, 0.4))
    base = sprite(side, vivid(context.rng), context.rng)
    small = base.resize((max(4, side * 2 // 3),) * 2, Image.Resampling.BILINEAR)
    spots = [(0, 0), (1, 1), (1, 0), (0, 1)][: 2 * context.count(1, 2)]
    overlap = context.between(0.0, 0.45)
    for x, y in spots:
        left = round(-overlap * side + x * (image.width - side + 2 * overlap * side))
        top = round(-overlap * side + y * (image.height - side + 2 * overlap * side))
        stamp(image, base, (left, top))
        stamp(image, small, (left + round((0.5 - x) * side), top))


def edge(context: DrawContext, image: Image.Image, sprite: Sprite) -> None:
    """A row along the bottom or the top."""
    side = round(image.width * context.between(0.08, 0.22))
    base = sprite(side, vivid(context.rng), context.rng)
    top = image.height - side - context.count(0, side // 3) if context.chance(0.7) else 2
    for left in range(0, image.width, round(side * context.between(0.8, 1.3))):
        stamp(image, base, (left, top))


def bunting(context: DrawContext, image: Image.Image) -> None:
    """A string of flags or lights across the top."""
    draw = ImageDraw.Draw(image)
    width, sag, flags = image.width, image.height * context.between(0.02, 0.12), context.count(7, 16)
    step, round_lamps = width / flags, context.chance(0.4)
    colours = [vivid(context.rng) for _ in range(context.count(1, 5))]
    for i in range(flags):
        x = i * step
        y = sag * (1 - (2 * i / flags - 1) ** 2) + 2
        colour = colours[i % len(colours)]
        if round_lamps:
            draw.ellipse((x, y, x + step * 0.5, y + step * 0.5), fill=colour)
        else:
            draw.polygon([(x, y), (x + step * 0.9, y), (x + step * 0.45, y + step)], fill=colour)


def frame(context: DrawContext, image: Image.Image, colour: Colour) -> None:
    """A line or two around the card."""
    draw = ImageDraw.Draw(image)
    margin = context.count(3, max(4, image.width // 22))
    draw.rectangle(whole(image.size).inset(margin).corners, outline=colour, width=context.count(1, 5))
    if context.chance(0.5):
        gap = margin + context.count(4, 8)
        draw.rectangle(whole(image.size).inset(gap).corners, outline=colour, width=1)


def decorate(context: DrawContext, image: Image.Image, sprites: tuple[Sprite, ...]) -> None:
    """One to three kinds of decoration from a set of ornaments."""
    if context.chance(0.25):
        bunting(context, image)
    for _ in range(context.count(1, 2)):
        sprite = context.pick(sprites)
        way = context.count(0, 3)
        if way == 0:
            scatter(context, image, sprite, context.count(3, 14))
        elif way == 1:
            edge(context, image, sprite)
        else:
            corners(context, image, sprite)
