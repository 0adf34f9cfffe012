"""Loud printed matter: college fests, sales, products, matches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PIL import Image, ImageDraw

from memesweep.training.memegen.artwork.backdrop import linear, radial, rays
from memesweep.training.memegen.artwork.handmade import average
from memesweep.training.memegen.artwork.marks import disc, invented_name, rounded
from memesweep.training.memegen.artwork.palette import deep, hsv, readable_on, vivid
from memesweep.training.memegen.geometry import Box, whole
from memesweep.training.memegen.keepers.papers.paper import photographed
from memesweep.training.memegen.keepers.prints.advert import marks_row, starburst
from memesweep.training.memegen.keepers.values import address, amount, clock, date, digits, firm, person
from memesweep.training.memegen.typography.fonts import Look
from memesweep.training.memegen.typography.lettering import BLACK, WHITE, Align, Colour, Ink

if TYPE_CHECKING:
    from memesweep.training.memegen.studio import Studio

_LOUD = (Look.IMPACT, Look.BOLD, Look.BOLD, Look.FANCY, Look.SANS, Look.SERIF)
_SALE: Final = {
    "ar": "تخفيضات", "de": "RABATT", "es": "OFERTA", "fr": "SOLDES", "hi": "सेल", "id": "DISKON",
    "it": "SALDI", "ja": "セール", "ko": "세일", "pt": "OFERTA", "ru": "СКИДКИ", "ta": "சலுகை",
    "tr": "INDIRIM", "zh": "优惠", "bn": "ছাড়", "pl": "RABATY",
}  # fmt: skip
"""The shout of a sale, by code of the language; English where none is given."""
_EVENTS: Final = ("FEST", "EXPO", "SUMMIT", "WORKSHOP", "TROPHY", "NIGHT", "HACKATHON", "MARATHON", "LIVE")


def flyer(studio: Studio) -> Image.Image:
    """A title that shouts, what, when and where, a price or a star with per cent, marks along the foot."""
    size = studio.size(studio.pick((0.6, 0.67, 0.71, 0.71, 0.75, 0.8, 1.0, 1.3)))
    image = _ground(studio, size)
    area = whole(size).inset(size[0] // 22, size[1] // 32)
    sale = studio.chance(0.45)
    if studio.chance(0.6):
        _cut_in(studio, image, area)
    if studio.chance(0.6):
        line = area.share(0.05, 0, 0.95, 0.06)
        ink = Ink(readable_on(average(image, line)))
        studio.write(image, firm(studio) if studio.chance(0.6) else studio.sentence(4), line, ink, *_LOUD)
    _title(studio, image, area, _sale_words(studio) if sale else _event_words(studio))
    _facts(studio, image, area, sale=sale)
    for _ in range(studio.count(1, 2) if sale else studio.pick((0, 0, 1))):
        starburst(studio, image)
    if studio.chance(0.7):
        marks_row(studio, image)
    return photographed(studio, image, 0.2)


def _ground(studio: Studio, size: tuple[int, int]) -> Image.Image:
    hue = studio.between(0, 1)
    first, second = vivid(studio.rng, hue), vivid(studio.rng, hue + studio.pick((0.08, 0.15, 0.33, 0.5)))
    kind = studio.count(0, 4)
    if kind == 0:
        return rays(size, first, second, 2 * studio.count(6, 16))
    if kind == 1:
        return radial(size, first, deep(studio.rng, hue))
    image = linear(size, first, studio.pick((second, deep(studio.rng))), studio.between(-80, 80))
    draw = ImageDraw.Draw(image)
    for _ in range(studio.count(1, 7)):  # slanted bands and discs
        x, y, r = (studio.between(0, side) for side in (*size, max(size) * 0.4))
        colour = studio.pick((first, second, vivid(studio.rng), WHITE, deep(studio.rng)))
        if kind == 2:  # noqa: PLR2004
            draw.ellipse((x - r, y - r, x + r, y + r), fill=colour)
        elif kind == 3:  # noqa: PLR2004
            draw.polygon([(0, y), (size[0], y - r), (size[0], y), (0, y + r * 0.6)], fill=colour)
        else:
            draw.ellipse((x - r, y - r, x + r, y + r), outline=colour, width=studio.count(2, 14))
    return image


def _cut_in(studio: Studio, image: Image.Image, area: Box) -> None:
    """One to three photographs: round, rounded, slanted, or over a whole half."""
    kind = studio.count(0, 3)
    if kind == 0:
        half = studio.pick(((0.0, 0.0, 1.0, 0.55), (0.0, 0.42, 1.0, 1.0), (0.45, 0.0, 1.0, 1.0)))
        part = whole(image.size).share(*half)
        mask = Image.linear_gradient("L").resize(part.size)
        image.paste(studio.photo(part.size), part.corners[:2], mask if half[1] else mask.rotate(180))
        return
    for cell in area.share(0, 0.36, 1, 0.68).columns(studio.count(1, 3), 6):
        side = min(cell.size)
        if kind == 1:
            image.paste(studio.photo((side, side)), (cell.centre[0] - side // 2, cell.top), disc(side))
        elif kind == 2:  # noqa: PLR2004
            image.paste(studio.photo(cell.size), cell.corners[:2], rounded(cell.size, studio.count(0, 20)))
        else:
            slant = Image.new("L", cell.size)
            shift = cell.width * 0.25
            outline = [(shift, 0), (cell.width, 0), (cell.width - shift, cell.height), (0, cell.height)]
            ImageDraw.Draw(slant).polygon(outline, fill=255)
            image.paste(studio.photo(cell.size), cell.corners[:2], slant)


def _sale_words(studio: Studio) -> str:
    shout = _SALE.get(studio.language.code, "SALE")
    return studio.pick((shout, f"{studio.word()} {shout}", f"{shout} {studio.count(2, 9) * 10}%"))


def _event_words(studio: Studio) -> str:
    year = studio.count(2014, 2026)
    name = invented_name(studio).upper()
    return studio.pick((
        f"{name} {year}", f"{name} {studio.pick(_EVENTS)}", f"{studio.word()} {year}",
        f"{studio.word()} & {studio.word()}", studio.sentence(3), name,
    ))  # fmt: skip


def _title(studio: Studio, image: Image.Image, area: Box, words: str) -> None:
    box = area.share(0, 0.07, 1, studio.between(0.24, 0.38))
    fill = studio.pick((WHITE, (255, 230, 0), vivid(studio.rng), deep(studio.rng)))
    edge = readable_on(fill)
    ink = Ink(
        fill,
        fill_end=vivid(studio.rng) if studio.chance(0.3) else None,
        outline=edge if studio.chance(0.65) else None,
        outline_share=studio.between(0.04, 0.12),
        shadow=studio.pick((BLACK, deep(studio.rng), vivid(studio.rng))),
        shadow_share=studio.between(0.04, 0.12),
        soft_shadow=studio.chance(0.4),
    )
    studio.write(image, words.upper() if studio.chance(0.6) else words, box, ink, *_LOUD, leading=0.92)


def _facts(studio: Studio, image: Image.Image, area: Box, *, sale: bool) -> None:
    """Date and place on strips, or goods and prices."""
    price = amount(studio, studio.pick(("$", "Rs ", "")))
    when = studio.pick(
        (f"{date(studio)} {clock(studio)}", date(studio).upper(), f"{date(studio)} - {date(studio)}")
    )
    lines = (price, studio.word(), digits(studio, 10)) if sale else (when, address(studio), person(studio))
    strips = area.share(0, studio.between(0.66, 0.72), 1, 0.88).rows(studio.count(2, 3), 4)
    boxed = studio.chance(0.6)
    face = studio.family(Look.BOLD, Look.SANS, Look.IMPACT)
    align = studio.pick((Align.START, Align.MIDDLE))
    for text, strip in zip(lines, strips, strict=False):
        if boxed:
            fill = studio.pick((vivid(studio.rng), deep(studio.rng), WHITE, hsv(0.14, 0.95, 1)))
            ImageDraw.Draw(image).rounded_rectangle(strip.corners, studio.count(0, 10), fill=fill)
        ink: Colour = readable_on(average(image, strip))
        studio.write(image, text, strip.inset(6, 2), ink, face=face, align=align)
