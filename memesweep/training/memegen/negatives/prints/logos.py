"""Flat marks of firms and apps, wordmarks, and banners with one figure."""

from __future__ import annotations

from math import cos, pi, sin
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from memesweep.training.memegen.artwork.backdrop import linear
from memesweep.training.memegen.artwork.handmade import average
from memesweep.training.memegen.artwork.marks import invented_name, rounded
from memesweep.training.memegen.artwork.palette import deep, grey, luminance, pastel, readable_on, vivid
from memesweep.training.memegen.geometry import Box, whole
from memesweep.training.memegen.typography.fonts import Look
from memesweep.training.memegen.typography.lettering import BLACK, WHITE, Align, Ink

if TYPE_CHECKING:
    from memesweep.training.memegen.drawcontext import DrawContext
    from memesweep.training.memegen.typography.lettering import Colour

_LOOKS = (Look.BOLD, Look.SANS, Look.IMPACT, Look.FANCY, Look.SERIF, Look.MONO)
_CLEAR = 0.25
"""Least difference in brightness between a mark and its ground."""


def logo_graphic(context: DrawContext) -> Image.Image:
    """An app's icon, a mark with its name, a name alone, or a banner of figures."""
    ground = context.pick((WHITE, WHITE, BLACK, vivid(context.rng), deep(context.rng), pastel(context.rng)))
    return context.pick((_icon, _mark_and_name, _mark_and_name, _name_only, _banner))(context, ground)


def _clear_of(context: DrawContext, ground: Colour) -> Colour:
    colour = context.pick((vivid(context.rng), vivid(context.rng), deep(context.rng), WHITE))
    return colour if abs(luminance(colour) - luminance(ground)) > _CLEAR else readable_on(ground)


def _name(context: DrawContext) -> str:
    name = invented_name(context, context.count(2, 3))
    return context.pick((
        name, name.upper(), name.capitalize(), f"{name.capitalize()} {context.word()}", context.word(),
        f"{name[:2]}.{name[2:]}", " ".join(name.upper()[:4]),
    ))  # fmt: skip


def _icon(context: DrawContext, ground: Colour) -> Image.Image:
    size = context.size(1.0)
    image = Image.new("RGB", size, ground)
    tile = whole(size).inset(context.count(0, size[0] // 5))
    first, second = vivid(context.rng), context.pick((vivid(context.rng), deep(context.rng)))
    paint = linear(tile.size, first, second, context.between(-60, 60))
    image.paste(paint, tile.corners[:2], rounded(tile.size, context.count(0, tile.width // 2)))
    inner = tile.inset(tile.width // 5)
    if context.chance(0.6):
        mark(context, image, inner, _clear_of(context, first))
    else:
        letters = context.pick((_name(context)[:1].upper(), _name(context)[:2], _name(context)))
        context.write(image, letters, inner, readable_on(average(image, inner)), *_LOOKS)
    return image


def _mark_and_name(context: DrawContext, ground: Colour) -> Image.Image:
    wide = context.chance(0.5)
    size = context.size(context.between(1.6, 3.2) if wide else context.between(0.8, 1.3))
    image, area = Image.new("RGB", size, ground), whole(size).inset(size[0] // 12, size[1] // 8)
    side = min(area.height, area.width // 3) if wide else round(min(area.size) * context.between(0.4, 0.6))
    top = area.top + (area.height - side) // 2 if wide else area.top
    sign = Box(area.left if wide else area.centre[0] - side // 2, top, side, side)
    colour = _clear_of(context, ground)
    mark(context, image, sign, colour)
    words = (
        Box(sign.right + 10, area.top, max(20, area.right - sign.right - 10), area.height)
        if wide
        else Box(area.left, sign.bottom + 8, area.width, max(20, area.bottom - sign.bottom - 8))
    )
    ink = context.pick((colour, readable_on(ground)))
    context.write(image, _name(context), words.share(0, 0, 1, 0.65), ink, *_LOOKS)
    if context.chance(0.4):
        line = words.share(0, 0.68, 1, 0.95)
        context.write(image, context.sentence(context.count(2, 5)), line, ink, Look.SANS, Look.SERIF)
    return image


def _name_only(context: DrawContext, ground: Colour) -> Image.Image:
    size = context.size(context.between(1.0, 3.0))
    image = Image.new("RGB", size, ground)
    if context.chance(0.3):
        image = linear(size, ground, vivid(context.rng), context.between(-60, 60))
    box = whole(size).inset(size[0] // 9, size[1] // 5)
    fill = _clear_of(context, average(image, box))
    ink = Ink(fill, vivid(context.rng) if context.chance(0.2) else None,
              outline=readable_on(fill) if context.chance(0.2) else None)  # fmt: skip
    context.write(image, _name(context), box, ink, *_LOOKS)
    if context.chance(0.4):
        y = box.bottom - 2
        ImageDraw.Draw(image).line((box.left, y, box.right, y), fill=fill, width=context.count(2, 8))
    return image


def _banner(context: DrawContext, ground: Colour) -> Image.Image:
    """Figures with a word under each, as firms post them."""
    size = context.size(context.between(0.8, 2.0))
    image, area = Image.new("RGB", size, ground), whole(size).inset(size[0] // 16, size[1] // 14)
    ink, face = readable_on(ground), context.family(*_LOOKS)
    context.write(image, _name(context), area.share(0, 0, 1, 0.24), ink, face=face, align=Align.START)
    for cell in area.share(0, 0.32, 1, 1).columns(context.count(2, 4), 10):
        colour = vivid(context.rng)
        if context.chance(0.5):
            ImageDraw.Draw(image).rounded_rectangle(cell.corners, 8, fill=grey(context.rng, 225, 250))
            text, colour = (30, 30, 30), deep(context.rng)
        else:
            text = ink
        side = min(cell.width, cell.height // 3)
        mark(context, image, Box(cell.centre[0] - side // 2, cell.top + 5, side, side), colour)
        figures = (f"{context.count(2, 99)}%", f"{context.count(2, 90)}K", f"{context.count(1, 24)}x")
        figure = context.pick(figures)
        context.write(image, figure, cell.share(0.08, 0.42, 0.92, 0.68), text, face=face)
        context.write(image, context.word(), cell.share(0.06, 0.7, 0.94, 0.92), text, Look.SANS)
    return image


def mark(context: DrawContext, image: Image.Image, box: Box, colour: Colour) -> None:
    """A simple geometric sign, in place."""
    big = Image.new("L", (box.width * 2, box.height * 2))
    draw, (w, h) = ImageDraw.Draw(big), big.size
    kind, n = context.count(0, 5), context.count(3, 8)
    if kind == 0:
        draw.ellipse((0, 0, w, h), fill=255)
        draw.ellipse((w * 0.3, h * context.between(0.05, 0.4), w * 0.95, h * 0.8), fill=0)
    elif kind == 1:
        for i in range(n):
            turn = 2 * pi * i / n
            x, y, r = w * (0.5 + 0.33 * cos(turn)), h * (0.5 + 0.33 * sin(turn)), w * 0.16
            draw.ellipse((x - r, y - r, x + r, y + r), fill=255)
    elif kind == 2:  # noqa: PLR2004
        draw.regular_polygon((w / 2, h / 2, w / 2), n, rotation=context.count(0, 90), fill=255)
        draw.regular_polygon((w / 2, h / 2, w / 4), context.count(3, 8), fill=0)
    elif kind == 3:  # noqa: PLR2004
        for i in range(n):
            level = context.between(0.2, 1)
            draw.rectangle((w * i / n, h * (1 - level), w * (i + 0.7) / n, h), fill=255)
    elif kind == 4:  # noqa: PLR2004
        draw.polygon([(w * 0.5, 0), (w, h), (w * 0.5, h * context.between(0.5, 0.9)), (0, h)], fill=255)
    else:
        for i in range(3):
            near, far = 0.15 * i, 1 - 0.15 * i
            arc = (context.count(0, 180), context.count(200, 400))
            draw.arc((w * near, h * near, w * far, h * far), *arc, fill=255, width=max(3, w // 12))
    image.paste(colour, box.corners[:2], big.resize(box.size, Image.Resampling.BOX))
