"""Posters around somebody one knows: a birthday, a child's prize, a new colleague, a farewell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from memesweep.training.memegen.artwork.backdrop import any_card, linear, rays
from memesweep.training.memegen.artwork.decoration import bunting, decorate, frame
from memesweep.training.memegen.artwork.handmade import average
from memesweep.training.memegen.artwork.marks import invented_name
from memesweep.training.memegen.artwork.ornaments import FESTIVE
from memesweep.training.memegen.artwork.palette import deep, mix, pastel, readable_on, vivid
from memesweep.training.memegen.geometry import Box, whole
from memesweep.training.memegen.negatives.papers.paper import photographed
from memesweep.training.memegen.negatives.posters.portrait import GOLD, medal, portrait, wreath
from memesweep.training.memegen.negatives.posters.words import birthday, congratulations
from memesweep.training.memegen.negatives.values import address, date, digits, firm, person
from memesweep.training.memegen.typography.fonts import Look
from memesweep.training.memegen.typography.lettering import BLACK, WHITE, Ink

if TYPE_CHECKING:
    from memesweep.training.memegen.drawcontext import DrawContext
    from memesweep.training.memegen.typography.lettering import Colour

_HEADING = (Look.FANCY, Look.FANCY, Look.BOLD, Look.SERIF, Look.HAND, Look.IMPACT)
_SCHOOLS = (
    "Public School",
    "High School",
    "Academy",
    "Vidyalaya",
    "International School",
    "College",
    "Kindergarten",
)
_PRIZES = (
    "Olympiad",
    "Spelling Bee",
    "Chess",
    "Karate",
    "Science Fair",
    "Drawing",
    "Quiz",
    "Athletics",
    "Board Exam",
)


def birthday_poster(context: DrawContext) -> Image.Image:
    """Happy birthday to somebody in a large photograph: their name, perhaps their age and the day."""
    size = context.size(context.pick((0.67, 0.75, 0.8, 1.0, 1.0, 1.33)))
    image = _festive(context, size)
    area = whole(size).inset(size[0] // 20, size[1] // 24)
    upright = size[1] >= size[0]
    if upright:
        head, middle, foot = area.share(0, 0, 1, 0.2), area.share(0, 0.23, 1, 0.76), area.share(0, 0.8, 1, 1)
    else:
        middle, right = area.share(0, 0.05, 0.5, 0.95), area.share(0.54, 0, 1, 1)
        head, foot = right.share(0, 0.08, 1, 0.5), right.share(0, 0.55, 1, 0.95)
    places = middle.columns(context.pick((1, 1, 1, 2)), 8)
    for cell in places:
        portrait(context, image, cell)
    _write(context, image, birthday(context), head, _heading_ink(context, average(image, head)))
    name = person(context)
    if context.chance(0.35):
        name = f"{name} - {context.count(1, 90)}"
    name_line, wish = foot.share(0, 0, 1, 0.5), foot.share(0, 0.55, 1, 1)
    _write(context, image, name, name_line, _heading_ink(context, average(image, name_line)))
    below = context.pick(
        (context.say(context.language.wishes), date(context), f"{date(context)}  {address(context)}", "")
    )
    if below:
        context.write(image, below, wish, readable_on(average(image, wish)), largest=size[0] // 18)
    return photographed(context, image, 0.1)


def prize_poster(context: DrawContext) -> Image.Image:
    """A school congratulates a pupil: portrait, medal, name, class and prize."""
    size = context.size(context.pick((0.71, 0.8, 1.0, 1.0, 1.0)))
    hue = context.between(0, 1)
    grounds = (
        linear(size, vivid(context.rng, hue), deep(context.rng, hue), context.between(-50, 50)),
        rays(size, pastel(context.rng, hue), mix(pastel(context.rng, hue), vivid(context.rng, hue), 0.4), 24),
        any_card(size, context.rng),
    )
    image = context.pick(grounds)
    area = whole(size).inset(size[0] // 24, size[1] // 28)
    school = f"{invented_name(context).capitalize()} {context.pick(_SCHOOLS)}"
    _band(context, image, area.share(0, 0, 1, 0.11), school)
    heading = area.share(0.04, 0.13, 0.96, 0.27)
    _write(context, image, congratulations(context), heading, _heading_ink(context, average(image, heading)))
    cells = area.share(0, 0.31, 1, 0.72).columns(context.pick((1, 1, 1, 2, 3)), 10)
    for cell in cells:
        place = portrait(context, image, cell.share(0.05, 0, 0.95, 1))
        if context.chance(0.35):
            wreath(context, image, place)
        if context.chance(0.7):
            radius = max(7, min(place.size) // context.count(7, 10))
            corner = (place.right - radius // 2, place.bottom - radius)
            medal(context, image, corner, radius)
    lines = area.share(0, 0.75, 1, 0.92)
    year = context.count(2014, 2026)
    prize = context.pick(
        (
            f"{context.pick(_PRIZES)} {year}",
            f"{context.count(80, 100)}.{context.count(0, 9)}%",
            context.word(),
        )
    )
    text = f"{person(context)}\n{context.count(1, 12)} {context.pick('ABC')}  -  {prize}"
    context.write(image, text, lines, readable_on(average(image, lines)), Look.BOLD, Look.SANS, Look.SERIF,
                 largest=size[0] // 12)  # fmt: skip
    if context.chance(0.7):
        foot = area.share(0, 0.94, 1, 1)
        contact = f"{address(context)}   {digits(context, 10)}"
        context.write(
            image, contact, foot, readable_on(average(image, foot)), Look.SANS, largest=size[0] // 30
        )
    return photographed(context, image, 0.1)


def staff_poster(context: DrawContext) -> Image.Image:
    """A firm, a club or a parish presents somebody: welcome, thank you, speaker, farewell, in memory."""
    size = context.size(context.pick((0.8, 1.0, 1.0, 1.25, 0.71)))
    ground = context.pick((WHITE, deep(context.rng), vivid(context.rng), pastel(context.rng)))
    image = linear(
        size, ground, mix(ground, deep(context.rng), context.between(0, 0.5)), context.between(-60, 60)
    )
    draw = ImageDraw.Draw(image)
    accent = vivid(context.rng)
    if context.chance(0.6):
        slope = context.between(0.3, 0.7)
        draw.polygon([(0, size[1]), (0, size[1] * slope), (size[0], size[1] * 0.85), size], fill=accent)
    left = context.chance(0.5)
    picture = whole(size).share(0.05, 0.16, 0.48, 0.84) if left else whole(size).share(0.52, 0.16, 0.95, 0.84)
    words = whole(size).share(0.53, 0.2, 0.95, 0.8) if left else whole(size).share(0.05, 0.2, 0.48, 0.8)
    portrait(context, image, picture)
    title = context.pick(
        ("WELCOME", "Guest Speaker", "Thank you", "In loving memory", "Meet the team", context.word())
    )
    _write(context, image, title, words.share(0, 0, 1, 0.3), _heading_ink(context, average(image, words)))
    ink = readable_on(average(image, words))
    context.write(image, person(context), words.share(0, 0.36, 1, 0.58), ink, Look.BOLD, Look.SERIF)
    years = f"{context.count(1925, 1990)} - {context.count(1995, 2026)}"
    line = context.pick((context.word(), years, date(context), address(context)))
    context.write(
        image, line, words.share(0, 0.62, 1, 0.9), ink, Look.SANS, Look.SERIF, largest=size[0] // 16
    )
    _band(context, image, whole(size).share(0, 0.9, 1, 1), firm(context))
    return photographed(context, image, 0.1)


def _festive(context: DrawContext, size: tuple[int, int]) -> Image.Image:
    image = any_card(size, context.rng)
    if context.chance(0.2):
        image = Image.blend(context.photo(size), image, context.between(0.5, 0.8))
    if context.chance(0.8):
        decorate(context, image, FESTIVE)
    if context.chance(0.35):
        bunting(context, image)
    if context.chance(0.3):
        frame(context, image, context.pick((GOLD, WHITE, vivid(context.rng))))
    return image


def _heading_ink(context: DrawContext, ground: Colour) -> Ink:
    fill = context.pick((readable_on(ground, context.rng), readable_on(ground), GOLD, vivid(context.rng)))
    outlined = context.chance(0.4)
    return Ink(fill, outline=readable_on(fill) if outlined else None, outline_share=0.05,
               shadow=BLACK if context.chance(0.3) else None, soft_shadow=True)  # fmt: skip


def _write(context: DrawContext, image: Image.Image, text: str, box: Box, ink: Ink) -> None:
    context.write(image, text, box, ink, *_HEADING, largest=image.width // 6, leading=0.95)


def _band(context: DrawContext, image: Image.Image, box: Box, text: str) -> None:
    if context.chance(0.6):
        ImageDraw.Draw(image).rectangle(
            box.corners, fill=context.pick((WHITE, deep(context.rng), vivid(context.rng)))
        )
    words = box.inset(6, 3)
    context.write(image, text, words, readable_on(average(image, words)), Look.BOLD, Look.SERIF, Look.SANS)
