"""Grounds of survey maps: fields from above, districts in the shades of one colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFilter

from memesweep.training.memegen.artwork.backdrop import grain, plain
from memesweep.training.memegen.artwork.palette import grey, hsv

if TYPE_CHECKING:
    from memesweep.training.memegen.drawcontext import DrawContext


def aerial(context: DrawContext, size: tuple[int, int]) -> Image.Image:
    """Fields and roads seen from above; now and then a photograph serves as terrain."""
    if context.chance(0.35):
        soil = plain(size, hsv(context.between(0.1, 0.35), 0.4, 0.35))
        return Image.blend(context.photo(size), soil, context.between(0.3, 0.6))
    image = plain(size, hsv(context.between(0.15, 0.35), 0.4, context.between(0.25, 0.5)))
    draw, step = ImageDraw.Draw(image), max(size) / context.count(5, 12)
    slope = context.between(-0.3, 0.3)
    for r in range(-3, round(size[1] / step) + 3):
        for c in range(-1, round(size[0] / step) + 2):
            x, y, w = c * step, r * step + c * step * slope, step * context.between(0.6, 1)
            tone = hsv(context.between(0.08, 0.36), context.between(0.15, 0.5), context.between(0.25, 0.65))
            corners = [(x, y), (x + w, y + w * slope), (x + w, y + step), (x, y + step * 0.95)]
            draw.polygon(corners, fill=tone)
    for _ in range(context.count(0, 3)):
        y, z = context.between(0, size[1]), context.between(0, size[1])
        draw.line((0, y, size[0], z), fill=grey(context.rng, 150, 210), width=context.count(1, 5))
    return grain(image.filter(ImageFilter.BoxBlur(1)), context.rng, context.between(6, 16))


def districts(context: DrawContext, size: tuple[int, int]) -> Image.Image:
    """Areas in the shades of one colour, as census maps have them."""
    hue, small = context.between(0, 1), (context.count(5, 11), context.count(5, 11))
    shades = [hsv(hue + 0.02 * i, 0.12 + 0.2 * i, 0.98 - 0.1 * i) for i in range(5)]
    image = Image.new("RGB", small)
    for x in range(small[0]):
        for y in range(small[1]):
            image.putpixel((x, y), context.pick(shades))
    image = image.resize(size, Image.Resampling.BICUBIC).quantize(context.count(4, 9)).convert("RGB")
    lines = image.convert("L").filter(ImageFilter.FIND_EDGES).point(lambda level: min(255, level * 8))
    image.paste(grey(context.rng, 60, 255), (0, 0), lines)
    return image
