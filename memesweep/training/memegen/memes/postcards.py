"""Greetings that look like printed postcards of old."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageOps

from memesweep.training.memegen.artwork.backdrop import grain, linear, radial
from memesweep.training.memegen.artwork.decoration import corners, edge, frame, scatter
from memesweep.training.memegen.artwork.emoji import stamp
from memesweep.training.memegen.artwork.handmade import average
from memesweep.training.memegen.artwork.marks import disc, rounded, small_watermark
from memesweep.training.memegen.artwork.ornaments import balloon, candle, flower, heart, leaf, snowflake, star
from memesweep.training.memegen.artwork.palette import deep, hsv, luminance, pastel, readable_on, vivid
from memesweep.training.memegen.geometry import Box, whole
from memesweep.training.memegen.typography.fonts import Look
from memesweep.training.memegen.typography.lettering import BLACK, WHITE, Ink

if TYPE_CHECKING:
    from memesweep.training.memegen.drawcontext import DrawContext

_SPRITES: Final = (flower, flower, flower, leaf, heart, star, balloon, candle, snowflake)
_SCRIPT: Final = (Look.FANCY, Look.FANCY, Look.FANCY, Look.HAND, Look.SERIF)
_DARK: Final = 0.45
"""Brightness below which letters are light."""


def postcard(context: DrawContext) -> Image.Image:
    """A painted scene with flowers and an ornate edge, and a short greeting in a flowing hand."""
    size = context.size(context.pick((0.67, 0.72, 1.0, 1.35, 1.45, 1.5)))
    image = _scene(context, size)
    if context.chance(0.6):
        image = _edged(context, image)
    for _ in range(context.count(0, 2)):
        (edge if context.chance(0.33) else corners)(context, image, context.pick(_SPRITES))
    if context.chance(0.25):
        scatter(context, image, context.pick((star, snowflake, heart, leaf)), context.count(3, 10))
    if context.chance(0.3):
        _bouquet(context, image)
    _greeting(context, image)
    if context.chance(0.45):
        image = _aged(context, image)
    if context.chance(0.2):
        small_watermark(context, image)
    return image


def _scene(context: DrawContext, size: tuple[int, int]) -> Image.Image:
    """A photograph made to look painted, or a soft ground with an oval picture in it."""
    if context.chance(0.7):
        return _painted(context, context.photo(size))
    hue = context.between(0, 1)
    first = context.pick((pastel(context.rng, hue), vivid(context.rng, hue), deep(context.rng, hue)))
    shade = linear if context.chance(0.5) else radial
    image = shade(size, first, pastel(context.rng, hue + 0.05))
    if context.chance(0.6):
        side = round(min(size) * context.between(0.45, 0.75))
        place = ((size[0] - side) // 2, round((size[1] - side) * context.between(0.1, 0.9)))
        mask = disc(side) if context.chance(0.6) else rounded((side, side), side // 8)
        image.paste(
            _painted(context, context.photo((side, side))), place, mask.filter(ImageFilter.BoxBlur(2))
        )
    return image


def _painted(context: DrawContext, photo: Image.Image) -> Image.Image:
    """Fewer tones, no fine detail, more colour, as lithographs and gouache have."""
    small = photo.resize((max(8, photo.width // 2), max(8, photo.height // 2)), Image.Resampling.BOX)
    small = small.filter(ImageFilter.MedianFilter(context.pick((3, 3, 5))))
    soft = small.resize(photo.size, Image.Resampling.BICUBIC)
    if context.chance(0.6):
        soft = ImageOps.posterize(soft, context.pick((3, 4, 4)))
    if context.chance(0.4):
        lines = photo.convert("L").filter(ImageFilter.CONTOUR).point(lambda level: 255 - level // 2 * 2)
        soft.paste(deep(context.rng), (0, 0), lines.point(lambda level: level // 2))
    return ImageEnhance.Color(soft).enhance(context.between(0.7, 2.0))


def _edged(context: DrawContext, image: Image.Image) -> Image.Image:
    """A margin of paper or colour: plain, scalloped, dotted or with drawn lines."""
    margin = round(min(image.size) * context.between(0.03, 0.1))
    ground = context.pick((WHITE, hsv(0.12, 0.15, 0.95), vivid(context.rng), (200, 160, 60)))
    sheet = Image.new("RGB", image.size, ground)
    inner = whole(image.size).inset(margin)
    radius = context.pick((0, 0, margin, margin * 2))
    sheet.paste(image.resize(inner.size), inner.corners[:2], rounded(inner.size, radius))
    draw, colour = (
        ImageDraw.Draw(sheet),
        context.pick((deep(context.rng), vivid(context.rng), (190, 150, 50))),
    )
    kind = context.count(0, 2)
    if kind == 0:
        frame(context, sheet, colour)
    elif kind == 1:
        r, step = margin * context.between(0.25, 0.5), max(4, round(margin * context.between(0.8, 1.5)))
        spots = [
            (x, y) for x in range(0, sheet.width, step) for y in (margin // 2, sheet.height - margin // 2)
        ]
        spots += [
            (x, y) for y in range(0, sheet.height, step) for x in (margin // 2, sheet.width - margin // 2)
        ]
        for x, y in spots:
            draw.ellipse((x - r, y - r, x + r, y + r), fill=colour)
    else:
        draw.rounded_rectangle(inner.inset(-2).corners, radius, outline=colour, width=context.count(1, 4))
    return sheet


def _bouquet(context: DrawContext, image: Image.Image) -> None:
    """Flowers on stems from a lower corner."""
    side = round(min(image.size) * context.between(0.14, 0.25))
    left = context.pick((0.0, 0.6)) * image.width
    for _ in range(context.count(3, 8)):
        x = round(left + context.between(0, 0.35) * image.width)
        y = round(image.height * context.between(0.55, 0.8))
        draw = ImageDraw.Draw(image)
        stem = (x + side // 2, y + side // 2, left + 0.2 * image.width, image.height)
        draw.line(stem, fill=hsv(0.33, 0.7, 0.4), width=2)
        stamp(image, flower(side, vivid(context.rng), context.rng), (x, y))


def _greeting(context: DrawContext, image: Image.Image) -> None:
    """One short line, now and then a second, smaller one."""
    words = context.language
    text = context.say(context.pick((words.mornings, words.festivals, words.festivals, words.blessings)))
    place = context.pick(((0.08, 0.06, 0.92, 0.26), (0.08, 0.72, 0.92, 0.93), (0.1, 0.36, 0.9, 0.62)))
    box: Box = whole(image.size).share(*place)
    base = average(image, box)
    light = luminance(base) < _DARK
    fill = context.pick(
        (readable_on(base), hsv(context.pick((0.0, 0.13, 0.92)), 0.85, 1.0 if light else 0.6))
    )
    edge_colour = BLACK if luminance(fill) > _DARK else WHITE
    ink = Ink(
        fill,
        outline=edge_colour if context.chance(0.55) else None,
        outline_share=context.between(0.03, 0.07),
        shadow=edge_colour if context.chance(0.4) else None,
        soft_shadow=True,
    )
    face = context.face(text, *_SCRIPT)
    largest = round(image.width * context.between(0.08, 0.17))
    used = context.write(image, text, box, ink, face=face, largest=largest)
    if context.chance(0.25):
        below = Box(box.left, used.bottom + 2, box.width, max(10, image.height // 12))
        if below.bottom < image.height:
            context.write(image, context.say(words.wishes), below, ink, face=face, largest=largest // 2)


def _aged(context: DrawContext, image: Image.Image) -> Image.Image:
    """Yellowed, paled, speckled by print."""
    tone = Image.new("RGB", image.size, hsv(context.between(0.07, 0.14), context.between(0.3, 0.6), 0.85))
    faded = Image.blend(image, tone, context.between(0.08, 0.3))
    return grain(
        ImageEnhance.Contrast(faded).enhance(context.between(0.75, 1.0)), context.rng, context.between(2, 8)
    )
