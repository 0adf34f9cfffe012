"""Photographs of people cut into the shapes that posters put them in, with a rim or a wreath."""

from __future__ import annotations

from math import cos, pi, sin
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from memesweep.training.memegen.artwork.marks import disc, rounded
from memesweep.training.memegen.artwork.palette import mix, vivid
from memesweep.training.memegen.geometry import Box
from memesweep.training.memegen.negatives.papers.codes import seal
from memesweep.training.memegen.typography.lettering import WHITE

if TYPE_CHECKING:
    from memesweep.training.memegen.drawcontext import DrawContext
    from memesweep.training.memegen.typography.lettering import Colour

GOLD: Colour = (214, 170, 60)


def portrait(context: DrawContext, image: Image.Image, box: Box) -> Box:
    """Put a photograph into the middle of a box, in place: round, rounded, arched or six-sided, rimmed.

    Returns:
        The box that the photograph takes up.

    """
    side = min(box.size)
    shape = context.pick(("disc", "disc", "rounded", "arch", "hexagon", "upright"))
    size = (side, side) if shape in {"disc", "hexagon"} else (min(box.width, round(side * 0.85)), side)
    place = Box(box.centre[0] - size[0] // 2, box.top + (box.height - size[1]) // 2, *size)
    mask = _mask(shape, size)
    rim = context.count(3, max(4, side // 18))
    if context.chance(0.85):
        wide = (size[0] + 2 * rim, size[1] + 2 * rim)
        colour = context.pick((WHITE, WHITE, GOLD, vivid(context.rng)))
        image.paste(colour, (place.left - rim, place.top - rim), mask.resize(wide))
    image.paste(context.photo(size), place.corners[:2], mask)
    return place


def _mask(shape: str, size: tuple[int, int]) -> Image.Image:
    if shape == "disc":
        return disc(size[0])
    if shape == "arch":
        return _arch(size)
    if shape == "hexagon":
        return _hexagon(size)
    return rounded(size, size[0] // 8 if shape == "rounded" else 0)


def _arch(size: tuple[int, int]) -> Image.Image:
    mask = Image.new("L", (size[0] * 2, size[1] * 2))
    draw = ImageDraw.Draw(mask)
    draw.ellipse((0, 0, size[0] * 2, size[0] * 2), fill=255)
    draw.rectangle((0, size[0], size[0] * 2, size[1] * 2), fill=255)
    return mask.resize(size, Image.Resampling.BOX)


def _hexagon(size: tuple[int, int]) -> Image.Image:
    mask = Image.new("L", (size[0] * 2, size[1] * 2))
    corners = [(size[0] * (1 + sin(i * pi / 3)), size[1] * (1 - cos(i * pi / 3))) for i in range(6)]
    ImageDraw.Draw(mask).polygon(corners, fill=255)
    return mask.resize(size, Image.Resampling.BOX)


def medal(context: DrawContext, image: Image.Image, centre: tuple[int, int], radius: int) -> None:
    """A medal on a ribbon with the place that was won, in place."""
    draw = ImageDraw.Draw(image)
    x, y = centre
    metal = context.pick((GOLD, GOLD, (190, 195, 205), (176, 112, 60)))
    ribbon = context.pick(((200, 30, 40), (30, 60, 160), vivid(context.rng)))
    for side in (-1, 1):
        outer, inner = x + side * radius * 1.1, x + side * radius * 0.3
        top = y - radius * 2.6
        end = (x + side * radius * 0.6, y - radius * 0.5)
        draw.polygon([(outer, top), (inner, top), (x, y - radius * 0.7), end], fill=ribbon)
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=mix(metal, (60, 40, 0), 0.3))
    inner_radius = radius * 0.82
    draw.ellipse((x - inner_radius, y - inner_radius, x + inner_radius, y + inner_radius), fill=metal)
    number = Box(round(x - radius * 0.5), round(y - radius * 0.5), radius, radius)
    context.write(image, context.pick(("1", "1", "2", "3", "1st", "I")), number, mix(metal, (60, 40, 0), 0.6))
    if context.chance(0.2):
        seal(context, draw, (round(x), round(y + radius * 1.6)), radius * 0.5)


def wreath(context: DrawContext, image: Image.Image, place: Box) -> None:
    """Leaves around the lower half of a portrait, in place."""
    draw = ImageDraw.Draw(image)
    x, y = place.centre
    reach, size = min(place.size) * 0.58, min(place.size) * 0.07
    colour = context.pick((GOLD, (60, 130, 60), WHITE))
    for step in range(-9, 10):
        angle = pi + step * pi / 13
        left, top = x + reach * sin(angle), y - reach * cos(angle)
        draw.ellipse((left - size * 0.6, top - size, left + size * 0.6, top + size), fill=colour)
