"""Loud printed matter: college fests, sales, products, matches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PIL import Image, ImageDraw

from memesweep.training.memegen.artwork.backdrop import linear, radial, rays
from memesweep.training.memegen.artwork.handmade import average
from memesweep.training.memegen.artwork.marks import disc, invented_name, rounded
from memesweep.training.memegen.artwork.palette import deep, hsv, readable_on, vivid
from memesweep.training.memegen.geometry import Box, whole
from memesweep.training.memegen.negatives.papers.paper import photographed
from memesweep.training.memegen.negatives.prints.advert import marks_row, starburst
from memesweep.training.memegen.negatives.values import address, amount, clock, date, digits, firm, person
from memesweep.training.memegen.typography.fonts import Look
from memesweep.training.memegen.typography.lettering import BLACK, WHITE, Align, Colour, Ink

if TYPE_CHECKING:
    from memesweep.training.memegen.drawcontext import DrawContext

_LOUD = (Look.IMPACT, Look.BOLD, Look.BOLD, Look.FANCY, Look.SANS, Look.SERIF)
_SALE: Final = {
    "ar": "تخفيضات", "de": "RABATT", "es": "OFERTA", "fr": "SOLDES", "hi": "सेल", "id": "DISKON",
    "it": "SALDI", "ja": "セール", "ko": "세일", "pt": "OFERTA", "ru": "СКИДКИ", "ta": "சலுகை",
    "tr": "INDIRIM", "zh": "优惠", "bn": "ছাড়", "pl": "RABATY",
}  # fmt: skip
"""The shout of a sale, by code of the language; English where none is given."""
_EVENTS: Final = ("FEST", "EXPO", "SUMMIT", "WORKSHOP", "TROPHY", "NIGHT", "HACKATHON", "MARATHON", "LIVE")


def flyer(context: DrawContext) -> Image.Image:
    """A title that shouts, what, when and where, a price or a star with per cent, marks along the foot."""
    size = context.size(context.pick((0.6, 0.67, 0.71, 0.71, 0.75, 0.8, 1.0, 1.3)))
    image = _ground(context, size)
    area = whole(size).inset(size[0] // 22, size[1] // 32)
    sale = context.chance(0.45)
    if context.chance(0.6):
        _cut_in(context, image, area)
    if context.chance(0.6):
        line = area.share(0.05, 0, 0.95, 0.06)
        ink = Ink(readable_on(average(image, line)))
        context.write(image, firm(context) if context.chance(0.6) else context.sentence(4), line, ink, *_LOUD)
    _title(context, image, area, _sale_words(context) if sale else _event_words(context))
    _facts(context, image, area, sale=sale)
    for _ in range(context.count(1, 2) if sale else context.pick((0, 0, 1))):
        starburst(context, image)
    if context.chance(0.7):
        marks_row(context, image)
    return photographed(context, image, 0.2)


def _ground(context: DrawContext, size: tuple[int, int]) -> Image.Image:
    hue = context.between(0, 1)
    first, second = vivid(context.rng, hue), vivid(context.rng, hue + context.pick((0.08, 0.15, 0.33, 0.5)))
    kind = context.count(0, 4)
    if kind == 0:
        return rays(size, first, second, 2 * context.count(6, 16))
    if kind == 1:
        return radial(size, first, deep(context.rng, hue))
    image = linear(size, first, context.pick((second, deep(context.rng))), context.between(-80, 80))
    draw = ImageDraw.Draw(image)
    for _ in range(context.count(1, 7)):  # slanted bands and discs
        x, y, r = (context.between(0, side) for side in (*size, max(size) * 0.4))
        colour = context.pick((first, second, vivid(context.rng), WHITE, deep(context.rng)))
        if kind == 2:  # noqa: PLR2004
            draw.ellipse((x - r, y - r, x + r, y + r), fill=colour)
        elif kind == 3:  # noqa: PLR2004
            draw.polygon([(0, y), (size[0], y - r), (size[0], y), (0, y + r * 0.6)], fill=colour)
        else:
            draw.ellipse((x - r, y - r, x + r, y + r), outline=colour, width=context.count(2, 14))
    return image


def _cut_in(context: DrawContext, image: Image.Image, area: Box) -> None:
    """One to three photographs: round, rounded, slanted, or over a whole half."""
    kind = context.count(0, 3)
    if kind == 0:
        half = context.pick(((0.0, 0.0, 1.0, 0.55), (0.0, 0.42, 1.0, 1.0), (0.45, 0.0, 1.0, 1.0)))
        part = whole(image.size).share(*half)
        mask = Image.linear_gradient("L").resize(part.size)
        image.paste(context.photo(part.size), part.corners[:2], mask if half[1] else mask.rotate(180))
        return
    for cell in area.share(0, 0.36, 1, 0.68).columns(context.count(1, 3), 6):
        side = min(cell.size)
        if kind == 1:
            image.paste(context.photo((side, side)), (cell.centre[0] - side // 2, cell.top), disc(side))
        elif kind == 2:  # noqa: PLR2004
            image.paste(context.photo(cell.size), cell.corners[:2], rounded(cell.size, context.count(0, 20)))
        else:
            slant = Image.new("L", cell.size)
            shift = cell.width * 0.25
            outline = [(shift, 0), (cell.width, 0), (cell.width - shift, cell.height), (0, cell.height)]
            ImageDraw.Draw(slant).polygon(outline, fill=255)
            image.paste(context.photo(cell.size), cell.corners[:2], slant)


def _sale_words(context: DrawContext) -> str:
    shout = _SALE.get(context.language.code, "SALE")
    return context.pick((shout, f"{context.word()} {shout}", f"{shout} {context.count(2, 9) * 10}%"))


def _event_words(context: DrawContext) -> str:
    year = context.count(2014, 2026)
    name = invented_name(context).upper()
    return context.pick((
        f"{name} {year}", f"{name} {context.pick(_EVENTS)}", f"{context.word()} {year}",
        f"{context.word()} & {context.word()}", context.sentence(3), name,
    ))  # fmt: skip


def _title(context: DrawContext, image: Image.Image, area: Box, words: str) -> None:
    box = area.share(0, 0.07, 1, context.between(0.24, 0.38))
    fill = context.pick((WHITE, (255, 230, 0), vivid(context.rng), deep(context.rng)))
    edge = readable_on(fill)
    ink = Ink(
        fill,
        fill_end=vivid(context.rng) if context.chance(0.3) else None,
        outline=edge if context.chance(0.65) else None,
        outline_share=context.between(0.04, 0.12),
        shadow=context.pick((BLACK, deep(context.rng), vivid(context.rng))),
        shadow_share=context.between(0.04, 0.12),
        soft_shadow=context.chance(0.4),
    )
    context.write(image, words.upper() if context.chance(0.6) else words, box, ink, *_LOUD, leading=0.92)


def _facts(context: DrawContext, image: Image.Image, area: Box, *, sale: bool) -> None:
    """Date and place on strips, or goods and prices."""
    price = amount(context, context.pick(("$", "Rs ", "")))
    when = context.pick(
        (f"{date(context)} {clock(context)}", date(context).upper(), f"{date(context)} - {date(context)}")
    )
    lines = (
        (price, context.word(), digits(context, 10)) if sale else (when, address(context), person(context))
    )
    strips = area.share(0, context.between(0.66, 0.72), 1, 0.88).rows(context.count(2, 3), 4)
    boxed = context.chance(0.6)
    face = context.family(Look.BOLD, Look.SANS, Look.IMPACT)
    align = context.pick((Align.START, Align.MIDDLE))
    for text, strip in zip(lines, strips, strict=False):
        if boxed:
            fill = context.pick((vivid(context.rng), deep(context.rng), WHITE, hsv(0.14, 0.95, 1)))
            ImageDraw.Draw(image).rounded_rectangle(strip.corners, context.count(0, 10), fill=fill)
        ink: Colour = readable_on(average(image, strip))
        context.write(image, text, strip.inset(6, 2), ink, face=face, align=align)
