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
    from memesweep.training.memegen.studio import Studio


def drawing(studio: Studio) -> Image.Image:
    """A sketchbook page: lines of a photograph, somewhere on the sheet, seldom signed."""
    width, height = studio.size(studio.pick((0.7, 0.75, 0.8, 1.0, 1.33, 1.5)))
    sheet = _sheet(studio)
    image = Image.new("RGB", (width, height), sheet)
    dark = sum(sheet) < 300  # noqa: PLR2004 - a blackboard or black card
    line = grey(studio.rng, 200, 250) if dark else studio.pick((grey(studio.rng, 10, 90), deep(studio.rng)))
    share = studio.between(0.6, 1.0)
    size = round(width * share), round(height * share)
    strokes = _strokes(studio, studio.photo(size))
    place = studio.count(0, width - size[0]), studio.count(0, height - size[1])
    image.paste(line, place, strokes)
    if studio.chance(0.3):
        _tint(studio, image)
    if studio.chance(0.35):
        corner = whole(image.size).share(0.55, 0.92, 0.97, 0.985)
        studio.write(image, invented_name(studio).capitalize(), corner, line, Look.HAND, align=Align.END)
    return image


def _sheet(studio: Studio) -> Colour:
    cream = hsv(studio.between(0.09, 0.17), studio.between(0.05, 0.3), studio.between(0.7, 0.97))
    return studio.pick(
        (cream, cream, paper(studio.rng), grey(studio.rng, 190, 245), grey(studio.rng, 10, 50))
    )


def _strokes(studio: Studio, photo: Image.Image) -> Image.Image:
    """Mask (L) of the lines: what differs from its own blur, cut to strokes."""
    light = ImageOps.grayscale(photo).filter(ImageFilter.BoxBlur(1))
    blurred = light.filter(ImageFilter.GaussianBlur(studio.between(1.2, 4.0)))
    lines = ImageChops.subtract(blurred, light, 1.0, -studio.count(1, 5))
    strength = studio.between(6.0, 14.0)
    mask = lines.point(lambda level: min(255, round(level * strength)))
    if studio.chance(0.5):  # hatched shadows
        shade = light.point(lambda level: 90 if level < 70 else 0)  # noqa: PLR2004 - the darkest parts
        mask = ImageChops.lighter(mask, shade)
    edge = rounded(photo.size, min(photo.size) // 3).filter(ImageFilter.BoxBlur(min(photo.size) // 16))
    return ImageChops.multiply(mask, edge) if studio.chance(0.7) else mask


def _tint(studio: Studio, image: Image.Image) -> None:
    """Let the sheet be lit from one side, as a photographed one is, in place."""
    ramp = Image.linear_gradient("L").rotate(studio.pick((0, 90, 180, 270))).resize(image.size)
    image.paste((0, 0, 0), (0, 0), ramp.point(lambda level: level // studio.count(4, 9)))
