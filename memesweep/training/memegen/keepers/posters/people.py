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
from memesweep.training.memegen.keepers.papers.paper import photographed
from memesweep.training.memegen.keepers.posters.portrait import GOLD, medal, portrait, wreath
from memesweep.training.memegen.keepers.posters.words import birthday, congratulations
from memesweep.training.memegen.keepers.values import address, date, digits, firm, person
from memesweep.training.memegen.typography.fonts import Look
from memesweep.training.memegen.typography.lettering import BLACK, WHITE, Ink

if TYPE_CHECKING:
    from memesweep.training.memegen.studio import Studio
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


def birthday_poster(studio: Studio) -> Image.Image:
    """Happy birthday to somebody in a large photograph: their name, perhaps their age and the day."""
    size = studio.size(studio.pick((0.67, 0.75, 0.8, 1.0, 1.0, 1.33)))
    image = _festive(studio, size)
    area = whole(size).inset(size[0] // 20, size[1] // 24)
    upright = size[1] >= size[0]
    if upright:
        head, middle, foot = area.share(0, 0, 1, 0.2), area.share(0, 0.23, 1, 0.76), area.share(0, 0.8, 1, 1)
    else:
        middle, right = area.share(0, 0.05, 0.5, 0.95), area.share(0.54, 0, 1, 1)
        head, foot = right.share(0, 0.08, 1, 0.5), right.share(0, 0.55, 1, 0.95)
    places = middle.columns(studio.pick((1, 1, 1, 2)), 8)
    for cell in places:
        portrait(studio, image, cell)
    _write(studio, image, birthday(studio), head, _heading_ink(studio, average(image, head)))
    name = person(studio)
    if studio.chance(0.35):
        name = f"{name} - {studio.count(1, 90)}"
    name_line, wish = foot.share(0, 0, 1, 0.5), foot.share(0, 0.55, 1, 1)
    _write(studio, image, name, name_line, _heading_ink(studio, average(image, name_line)))
    below = studio.pick(
        (studio.say(studio.language.wishes), date(studio), f"{date(studio)}  {address(studio)}", "")
    )
    if below:
        studio.write(image, below, wish, readable_on(average(image, wish)), largest=size[0] // 18)
    return photographed(studio, image, 0.1)


def prize_poster(studio: Studio) -> Image.Image:
    """A school congratulates a pupil: portrait, medal, name, class and prize."""
    size = studio.size(studio.pick((0.71, 0.8, 1.0, 1.0, 1.0)))
    hue = studio.between(0, 1)
    grounds = (
        linear(size, vivid(studio.rng, hue), deep(studio.rng, hue), studio.between(-50, 50)),
        rays(size, pastel(studio.rng, hue), mix(pastel(studio.rng, hue), vivid(studio.rng, hue), 0.4), 24),
        any_card(size, studio.rng),
    )
    image = studio.pick(grounds)
    area = whole(size).inset(size[0] // 24, size[1] // 28)
    school = f"{invented_name(studio).capitalize()} {studio.pick(_SCHOOLS)}"
    _band(studio, image, area.share(0, 0, 1, 0.11), school)
    heading = area.share(0.04, 0.13, 0.96, 0.27)
    _write(studio, image, congratulations(studio), heading, _heading_ink(studio, average(image, heading)))
    cells = area.share(0, 0.31, 1, 0.72).columns(studio.pick((1, 1, 1, 2, 3)), 10)
    for cell in cells:
        place = portrait(studio, image, cell.share(0.05, 0, 0.95, 1))
        if studio.chance(0.35):
            wreath(studio, image, place)
        if studio.chance(0.7):
            radius = max(7, min(place.size) // studio.count(7, 10))
            corner = (place.right - radius // 2, place.bottom - radius)
            medal(studio, image, corner, radius)
    lines = area.share(0, 0.75, 1, 0.92)
    year = studio.count(2014, 2026)
    prize = studio.pick(
        (f"{studio.pick(_PRIZES)} {year}", f"{studio.count(80, 100)}.{studio.count(0, 9)}%", studio.word())
    )
    text = f"{person(studio)}\n{studio.count(1, 12)} {studio.pick('ABC')}  -  {prize}"
    studio.write(image, text, lines, readable_on(average(image, lines)), Look.BOLD, Look.SANS, Look.SERIF,
                 largest=size[0] // 12)  # fmt: skip
    if studio.chance(0.7):
        foot = area.share(0, 0.94, 1, 1)
        contact = f"{address(studio)}   {digits(studio, 10)}"
        studio.write(
            image, contact, foot, readable_on(average(image, foot)), Look.SANS, largest=size[0] // 30
        )
    return photographed(studio, image, 0.1)


def staff_poster(studio: Studio) -> Image.Image:
    """A firm, a club or a parish presents somebody: welcome, thank you, speaker, farewell, in memory."""
    size = studio.size(studio.pick((0.8, 1.0, 1.0, 1.25, 0.71)))
    ground = studio.pick((WHITE, deep(studio.rng), vivid(studio.rng), pastel(studio.rng)))
    image = linear(
        size, ground, mix(ground, deep(studio.rng), studio.between(0, 0.5)), studio.between(-60, 60)
    )
    draw = ImageDraw.Draw(image)
    accent = vivid(studio.rng)
    if studio.chance(0.6):
        slope = studio.between(0.3, 0.7)
        draw.polygon([(0, size[1]), (0, size[1] * slope), (size[0], size[1] * 0.85), size], fill=accent)
    left = studio.chance(0.5)
    picture = whole(size).share(0.05, 0.16, 0.48, 0.84) if left else whole(size).share(0.52, 0.16, 0.95, 0.84)
    words = whole(size).share(0.53, 0.2, 0.95, 0.8) if left else whole(size).share(0.05, 0.2, 0.48, 0.8)
    portrait(studio, image, picture)
    title = studio.pick(
        ("WELCOME", "Guest Speaker", "Thank you", "In loving memory", "Meet the team", studio.word())
    )
    _write(studio, image, title, words.share(0, 0, 1, 0.3), _heading_ink(studio, average(image, words)))
    ink = readable_on(average(image, words))
    studio.write(image, person(studio), words.share(0, 0.36, 1, 0.58), ink, Look.BOLD, Look.SERIF)
    years = f"{studio.count(1925, 1990)} - {studio.count(1995, 2026)}"
    line = studio.pick((studio.word(), years, date(studio), address(studio)))
    studio.write(image, line, words.share(0, 0.62, 1, 0.9), ink, Look.SANS, Look.SERIF, largest=size[0] // 16)
    _band(studio, image, whole(size).share(0, 0.9, 1, 1), firm(studio))
    return photographed(studio, image, 0.1)


def _festive(studio: Studio, size: tuple[int, int]) -> Image.Image:
    image = any_card(size, studio.rng)
    if studio.chance(0.2):
        image = Image.blend(studio.photo(size), image, studio.between(0.5, 0.8))
    if studio.chance(0.8):
        decorate(studio, image, FESTIVE)
    if studio.chance(0.35):
        bunting(studio, image)
    if studio.chance(0.3):
        frame(studio, image, studio.pick((GOLD, WHITE, vivid(studio.rng))))
    return image


def _heading_ink(studio: Studio, ground: Colour) -> Ink:
    fill = studio.pick((readable_on(ground, studio.rng), readable_on(ground), GOLD, vivid(studio.rng)))
    outlined = studio.chance(0.4)
    return Ink(fill, outline=readable_on(fill) if outlined else None, outline_share=0.05,
               shadow=BLACK if studio.chance(0.3) else None, soft_shadow=True)  # fmt: skip


def _write(studio: Studio, image: Image.Image, text: str, box: Box, ink: Ink) -> None:
    studio.write(image, text, box, ink, *_HEADING, largest=image.width // 6, leading=0.95)


def _band(studio: Studio, image: Image.Image, box: Box, text: str) -> None:
    if studio.chance(0.6):
        ImageDraw.Draw(image).rectangle(
            box.corners, fill=studio.pick((WHITE, deep(studio.rng), vivid(studio.rng)))
        )
    words = box.inset(6, 3)
    studio.write(image, text, words, readable_on(average(image, words)), Look.BOLD, Look.SERIF, Look.SANS)
