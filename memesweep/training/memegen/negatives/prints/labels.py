"""Labels of packed goods: brand, weight, what is in it, bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from memesweep.training.memegen.artwork.backdrop import linear
from memesweep.training.memegen.artwork.handmade import average
from memesweep.training.memegen.artwork.marks import disc, invented_name, rounded
from memesweep.training.memegen.artwork.ornaments import flower, leaf, mandala, star, sun
from memesweep.training.memegen.artwork.palette import deep, hsv, pastel, readable_on, vivid
from memesweep.training.memegen.geometry import Box, whole
from memesweep.training.memegen.negatives.papers.paper import photographed
from memesweep.training.memegen.negatives.prints.magazines import barcode
from memesweep.training.memegen.negatives.values import address, code, date, firm
from memesweep.training.memegen.typography.fonts import Look
from memesweep.training.memegen.typography.lettering import BLACK, WHITE, Align, Ink

if TYPE_CHECKING:
    from memesweep.training.memegen.drawcontext import DrawContext

_LOOKS = (Look.BOLD, Look.FANCY, Look.IMPACT, Look.SERIF, Look.SANS)


def product_label(context: DrawContext) -> Image.Image:
    """Front or back of a package, curved as on a tin or flat, mostly photographed."""
    size = context.size(context.pick((0.62, 0.75, 1.0, 1.3)))
    hue = context.between(0, 1)
    grounds = (vivid(context.rng, hue), deep(context.rng, hue), pastel(context.rng, hue), WHITE)
    first = context.pick(grounds)
    image = linear(size, first, context.pick((first, *grounds)), context.between(-40, 40))
    area = whole(size).inset(size[0] // 16, size[1] // 20)
    if context.chance(0.6):
        _front(context, image, area)
    else:
        _back(context, image, area)
    if context.chance(0.45):
        image = _rounded_tin(context, image)
    return photographed(context, image, 0.75)


def _front(context: DrawContext, image: Image.Image, area: Box) -> None:
    draw, brand = ImageDraw.Draw(image), invented_name(context, context.count(2, 3))
    head = area.share(0.05, 0.04, 0.95, 0.3)
    if context.chance(0.5):
        fill = context.pick((vivid(context.rng), WHITE, deep(context.rng)))
        (draw.ellipse if context.chance(0.5) else draw.rectangle)(head.corners, fill=fill)
        head = head.inset(head.width // 8, head.height // 6)
    base = average(image, head)
    ink = Ink(readable_on(base, context.rng), outline=vivid(context.rng) if context.chance(0.25) else None)
    context.write(image, context.pick((brand.upper(), brand.capitalize())), head, ink, *_LOOKS)
    line = area.share(0.08, 0.32, 0.92, 0.42)
    context.write(image, context.word(), line, readable_on(average(image, line)), *_LOOKS)
    middle = area.share(0.12, 0.44, 0.88, 0.8)
    side = min(middle.size)
    corner = (middle.centre[0] - side // 2, middle.top)
    if context.chance(0.5):
        mask = context.pick((disc(side), rounded((side, side), 12)))
        image.paste(context.photo((side, side)), corner, mask)
    else:
        sprite = context.pick((flower, leaf, mandala, star, sun))(side, vivid(context.rng), context.rng)
        image.paste(sprite, corner, sprite)
    badge = area.share(0.68, 0.72, 0.98, 0.84)
    if context.chance(0.5):
        draw.ellipse(badge.corners, fill=context.pick(((0, 140, 60), (220, 30, 30), vivid(context.rng))))
        text = context.pick(("100%", "NEW", "BIO", "0% FAT", "+20%"))
        context.write(image, text, badge.inset(badge.width // 7, badge.height // 5), WHITE, Look.BOLD)
    foot = area.share(0.05, 0.87, 0.95, 0.97)
    amount = (
        f"{context.pick((50, 100, 200, 250, 400, 500, 750))} {context.pick(('g', 'ml', 'gm', 'tablets'))}"
    )
    words = f"{context.pick(('NET WT ', 'e ', ''))}{amount}"
    align = context.pick((Align.START, Align.MIDDLE, Align.END))
    context.write(image, words, foot, readable_on(average(image, foot)), Look.SANS, Look.BOLD, align=align)


def _back(context: DrawContext, image: Image.Image, area: Box) -> None:
    """Nutrition table, small print, bars and dates."""
    table = area.share(0, 0.05, context.between(0.5, 0.98), context.between(0.45, 0.62))
    draw = ImageDraw.Draw(image)
    draw.rectangle(table.corners, fill=WHITE, outline=BLACK, width=2)
    face = context.family(Look.SANS, Look.BOLD)
    lines = table.inset(5, 4).rows(context.count(6, 10))
    for i, line in enumerate(lines):
        name = context.word()
        if i == 0:
            context.write(image, name, line, BLACK, face=face, align=Align.START)
        else:
            value = f"{context.between(0, 90):.1f} {context.pick(('g', 'mg', '%', 'kcal'))}"
            size = max(8, image.width // 30)
            context.write(image, name, line.share(0, 0, 0.64, 1), BLACK, face=face,
                         align=Align.START, largest=size)  # fmt: skip
            context.write(image, value, line.share(0.66, 0, 1, 1), BLACK, face=face,
                         align=Align.END, largest=size)  # fmt: skip
        draw.line((table.left, line.bottom, table.right, line.bottom), fill=BLACK, width=3 if i == 0 else 1)
    small = area.share(0, 0.66, 1, 0.82)
    ink = readable_on(average(image, small))
    context.write(image, context.sentence(30), small, ink, face=face, align=Align.START,
                 largest=max(8, image.width // 32))  # fmt: skip
    barcode(context, image, area.share(0, 0.85, context.between(0.35, 0.5), 1))
    maker = f"{firm(context)}, {address(context)}"
    dates = f"{maker}\nMFD {date(context)}\nEXP {date(context)}\nB.No {code(context, 6)}"
    context.write(image, dates, area.share(0.54, 0.85, 1, 1), ink, face=face, align=Align.START,
                 largest=max(8, image.width // 30))  # fmt: skip


def _rounded_tin(context: DrawContext, image: Image.Image) -> Image.Image:
    """Darker towards the sides, with a stripe of light, before a shelf."""
    ramp = Image.linear_gradient("L").rotate(90).resize(image.size)
    side = ramp.point(lambda level: round(200 * (abs(level - 128) / 128) ** 3))
    image.paste(hsv(context.between(0, 1), 0.3, 0.08), (0, 0), side)
    centre = context.count(60, 190)
    shine = ramp.point(lambda level: max(0, 110 - 6 * abs(level - centre)))
    image.paste(WHITE, (0, 0), shine)
    room = image.width // context.count(4, 12)
    shelf = context.photo((image.width + 2 * room, image.height))
    shelf.paste(image, (room, 0), rounded(image.size, context.count(0, 30)))
    return shelf
