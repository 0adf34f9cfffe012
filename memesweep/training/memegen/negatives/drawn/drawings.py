"""Drawings in pencil, ink or chalk on a sheet of paper, traced from a photograph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageChops, ImageFilter, ImageOps

from memesweep.training.memegen.artwork.marks import invented_name, rounded
from memesweep.training.memegen.artwork.palette import deep, grey, hsv, paper
from memesweep.training.memegen.geometry import whole
from memesweep.training.memegen.typography.fonts import Look
from memesweep.training.memegen.typography.lettering import Align, Colour

if TYPE_CHECKING:
    from memesweep.training.memegen.drawcontext import DrawContext


def drawing(context: DrawContext) -> Image.Image:
    """A sketchbook page: lines of a photograph, somewhere on the sheet, seldom signed."""
    width, height = context.size(context.pick((0.7, 0.75, 0.8, 1.0, 1.33, 1.5)))
    sheet = _sheet(context)
    image = Image.new("RGB", (width, height), sheet)
    dark = sum(sheet) < 300  # noqa: PLR2004 - a blackboard or black card
    line = (
        grey(context.rng, 200, 250) if dark else context.pick((grey(context.rng, 10, 90), deep(context.rng)))
    )
    share = context.between(0.6, 1.0)
    size = round(width * share), round(height * share)
    strokes = _strokes(context, context.photo(size))
    place = context.count(0, width - size[0]), context.count(0, height - size[1])
    image.paste(line, place, strokes)
    if context.chance(0.3):
        _tint(context, image)
    if context.chance(0.35):
        corner = whole(image.size).share(0.55, 0.92, 0.97, 0.985)
        context.write(image, invented_name(context).capitalize(), corner, line, Look.HAND, align=Align.END)
    return image


def _sheet(context: DrawContext) -> Colour:
    cream = hsv(context.between(0.09, 0.17), context.between(0.05, 0.3), context.between(0.7, 0.97))
    return context.pick(
        (cream, cream, paper(context.rng), grey(context.rng, 190, 245), grey(context.rng, 10, 50))
    )


def _strokes(context: DrawContext, photo: Image.Image) -> Image.Image:
    """Mask (L) of the lines: what differs from its own blur, cut to strokes."""
    light = ImageOps.grayscale(photo).filter(ImageFilter.BoxBlur(1))
    blurred = light.filter(ImageFilter.GaussianBlur(context.between(1.2, 4.0)))
    lines = ImageChops.subtract(blurred, light, 1.0, -context.count(1, 5))
    strength = context.between(6.0, 14.0)
    mask = lines.point(lambda level: min(255, round(level * strength)))
    if context.chance(0.5):  # hatched shadows
        shade = light.point(lambda level: 90 if level < 70 else 0)  # noqa: PLR2004 - the darkest parts
        mask = ImageChops.lighter(mask, shade)
    edge = rounded(photo.size, min(photo.size) // 3).filter(ImageFilter.BoxBlur(min(photo.size) // 16))
    return ImageChops.multiply(mask, edge) if context.chance(0.7) else mask


def _tint(context: DrawContext, image: Image.Image) -> None:
    """Let the sheet be lit from one side, as a photographed one is, in place."""
    ramp = Image.linear_gradient("L").rotate(context.pick((0, 90, 180, 270))).resize(image.size)
    image.paste((0, 0, 0), (0, 0), ramp.point(lambda level: level // context.count(4, 9)))
