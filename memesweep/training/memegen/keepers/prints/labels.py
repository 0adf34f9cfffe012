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
from memesweep.training.memegen.keepers.papers.paper import photographed
from memesweep.training.memegen.keepers.prints.magazines import barcode
from memesweep.training.memegen.keepers.values import address, code, date, firm
from memesweep.training.memegen.typography.fonts import Look
from memesweep.training.memegen.typography.lettering import BLACK, WHITE, Align, Ink

if TYPE_CHECKING:
    from memesweep.training.memegen.studio import Studio

_LOOKS = (Look.BOLD, Look.FANCY, Look.IMPACT, Look.SERIF, Look.SANS)


def product_label(studio: Studio) -> Image.Image:
    """Front or back of a package, curved as on a tin or flat, mostly photographed."""
    size = studio.size(studio.pick((0.62, 0.75, 1.0, 1.3)))
    hue = studio.between(0, 1)
    grounds = (vivid(studio.rng, hue), deep(studio.rng, hue), pastel(studio.rng, hue), WHITE)
    first = studio.pick(grounds)
    image = linear(size, first, studio.pick((first, *grounds)), studio.between(-40, 40))
    area = whole(size).inset(size[0] // 16, size[1] // 20)
    if studio.chance(0.6):
        _front(studio, image, area)
    else:
        _back(studio, image, area)
    if studio.chance(0.45):
        image = _rounded_tin(studio, image)
    return photographed(studio, image, 0.75)


def _front(studio: Studio, image: Image.Image, area: Box) -> None:
    draw, brand = ImageDraw.Draw(image), invented_name(studio, studio.count(2, 3))
    head = area.share(0.05, 0.04, 0.95, 0.3)
    if studio.chance(0.5):
        fill = studio.pick((vivid(studio.rng), WHITE, deep(studio.rng)))
        (draw.ellipse if studio.chance(0.5) else draw.rectangle)(head.corners, fill=fill)
        head = head.inset(head.width // 8, head.height // 6)
    base = average(image, head)
    ink = Ink(readable_on(base, studio.rng), outline=vivid(studio.rng) if studio.chance(0.25) else None)
    studio.write(image, studio.pick((brand.upper(), brand.capitalize())), head, ink, *_LOOKS)
    line = area.share(0.08, 0.32, 0.92, 0.42)
    studio.write(image, studio.word(), line, readable_on(average(image, line)), *_LOOKS)
    middle = area.share(0.12, 0.44, 0.88, 0.8)
    side = min(middle.size)
    corner = (middle.centre[0] - side // 2, middle.top)
    if studio.chance(0.5):
        mask = studio.pick((disc(side), rounded((side, side), 12)))
        image.paste(studio.photo((side, side)), corner, mask)
    else:
        sprite = studio.pick((flower, leaf, mandala, star, sun))(side, vivid(studio.rng), studio.rng)
        image.paste(sprite, corner, sprite)
    badge = area.share(0.68, 0.72, 0.98, 0.84)
    if studio.chance(0.5):
        draw.ellipse(badge.corners, fill=studio.pick(((0, 140, 60), (220, 30, 30), vivid(studio.rng))))
        text = studio.pick(("100%", "NEW", "BIO", "0% FAT", "+20%"))
        studio.write(image, text, badge.inset(badge.width // 7, badge.height // 5), WHITE, Look.BOLD)
    foot = area.share(0.05, 0.87, 0.95, 0.97)
    amount = f"{studio.pick((50, 100, 200, 250, 400, 500, 750))} {studio.pick(('g', 'ml', 'gm', 'tablets'))}"
    words = f"{studio.pick(('NET WT ', 'e ', ''))}{amount}"
    align = studio.pick((Align.START, Align.MIDDLE, Align.END))
    studio.write(image, words, foot, readable_on(average(image, foot)), Look.SANS, Look.BOLD, align=align)


def _back(studio: Studio, image: Image.Image, area: Box) -> None:
    """Nutrition table, small print, bars and dates."""
    table = area.share(0, 0.05, studio.between(0.5, 0.98), studio.between(0.45, 0.62))
    draw = ImageDraw.Draw(image)
    draw.rectangle(table.corners, fill=WHITE, outline=BLACK, width=2)
    face = studio.family(Look.SANS, Look.BOLD)
    lines = table.inset(5, 4).rows(studio.count(6, 10))
    for i, line in enumerate(lines):
        name = studio.word()
        if i == 0:
            studio.write(image, name, line, BLACK, face=face, align=Align.START)
        else:
            value = f"{studio.between(0, 90):.1f} {studio.pick(('g', 'mg', '%', 'kcal'))}"
            size = max(8, image.width // 30)
            studio.write(image, name, line.share(0, 0, 0.64, 1), BLACK, face=face,
                         align=Align.START, largest=size)  # fmt: skip
            studio.write(image, value, line.share(0.66, 0, 1, 1), BLACK, face=face,
                         align=Align.END, largest=size)  # fmt: skip
        draw.line((table.left, line.bottom, table.right, line.bottom), fill=BLACK, width=3 if i == 0 else 1)
    small = area.share(0, 0.66, 1, 0.82)
    ink = readable_on(average(image, small))
    studio.write(image, studio.sentence(30), small, ink, face=face, align=Align.START,
                 largest=max(8, image.width // 32))  # fmt: skip
    barcode(studio, image, area.share(0, 0.85, studio.between(0.35, 0.5), 1))
    dates = (
        f"{firm(studio)}, {address(studio)}\nMFD {date(studio)}\nEXP {date(studio)}\nB.No {code(studio, 6)}"
    )
    studio.write(image, dates, area.share(0.54, 0.85, 1, 1), ink, face=face, align=Align.START,
                 largest=max(8, image.width // 30))  # fmt: skip


def _rounded_tin(studio: Studio, image: Image.Image) -> Image.Image:
    """Darker towards the sides, with a stripe of light, before a shelf."""
    ramp = Image.linear_gradient("L").rotate(90).resize(image.size)
    side = ramp.point(lambda level: round(200 * (abs(level - 128) / 128) ** 3))
    image.paste(hsv(studio.between(0, 1), 0.3, 0.08), (0, 0), side)
    centre = studio.count(60, 190)
    shine = ramp.point(lambda level: max(0, 110 - 6 * abs(level - centre)))
    image.paste(WHITE, (0, 0), shine)
    room = image.width // studio.count(4, 12)
    shelf = studio.photo((image.width + 2 * room, image.height))
    shelf.paste(image, (room, 0), rounded(image.size, studio.count(0, 30)))
    return shelf
