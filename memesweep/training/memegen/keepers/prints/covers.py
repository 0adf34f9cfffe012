"""Designed surfaces that are no jokes: covers, event posters, wedding cards, name banners."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from memesweep.training.memegen.artwork.backdrop import any_card, linear
from memesweep.training.memegen.artwork.decoration import corners, decorate, frame
from memesweep.training.memegen.artwork.marks import disc, invented_name
from memesweep.training.memegen.artwork.ornaments import FESTIVE, flower, leaf, mandala
from memesweep.training.memegen.artwork.palette import deep, luminance, paper, pastel, readable_on, vivid
from memesweep.training.memegen.geometry import Box, whole
from memesweep.training.memegen.keepers.papers.paper import photographed
from memesweep.training.memegen.keepers.values import address, clock, date, digits, firm, person
from memesweep.training.memegen.typography.fonts import Look
from memesweep.training.memegen.typography.lettering import BLACK, WHITE, Colour, Ink

if TYPE_CHECKING:
    from memesweep.training.memegen.studio import Studio


def _mean(image: Image.Image, box: Box) -> Colour:
    pixel: Colour = image.resize((1, 1), box=(box.left, box.top, box.right, box.bottom)).getpixel((0, 0))  # type: ignore[assignment]
    return pixel


def _ground(studio: Studio, size: tuple[int, int], photo: float) -> Image.Image:
    if not studio.chance(photo):
        return any_card(size, studio.rng)
    image = studio.photo(size)
    if studio.chance(0.5):
        image = Image.blend(
            image, linear(size, vivid(studio.rng), deep(studio.rng)), studio.between(0.2, 0.7)
        )
    return image


def book_cover(studio: Studio) -> Image.Image:
    """Title and author over a picture or a colour, now and then as a book on a table."""
    size = studio.size(studio.between(0.6, 0.72))
    image = _ground(studio, size, 0.55)
    top = studio.chance(0.6)
    title = whole(size).share(0.08, 0.06, 0.92, 0.4) if top else whole(size).share(0.08, 0.55, 0.92, 0.85)
    author = (
        whole(size).share(0.1, 0.88, 0.9, 0.95)
        if studio.chance(0.7)
        else whole(size).share(0.1, 0.45, 0.9, 0.52)
    )
    if studio.chance(0.3):
        ImageDraw.Draw(image).rectangle(
            title.inset(-8).corners, fill=studio.pick((WHITE, BLACK, vivid(studio.rng)))
        )
    words = " ".join(studio.word() for _ in range(studio.count(1, 3)))
    looks = (Look.SERIF, Look.BOLD, Look.FANCY, Look.IMPACT, Look.SANS)
    ink = Ink(readable_on(_mean(image, title), studio.rng))
    studio.write(
        image,
        words.upper() if studio.chance(0.5) else words,
        title,
        ink,
        *looks,
        largest=round(size[0] * 0.19),
    )
    studio.write(
        image,
        person(studio),
        author,
        readable_on(_mean(image, author)),
        Look.SANS,
        Look.SERIF,
        largest=round(size[0] * 0.075),
    )
    return photographed(studio, image, 0.5)


def podcast_cover(studio: Studio) -> Image.Image:
    """Square cover of a podcast, a record or a radio show: a face and a bold title."""
    size = studio.size(1.0)
    image = _ground(studio, size, 0.4)
    side = round(size[0] * studio.between(0.4, 0.75))
    place = (studio.count(0, size[0] - side), size[1] - side)
    mask = disc(side) if studio.chance(0.6) else None
    image.paste(studio.photo((side, side)), place, mask)  # without a face it would be a saying on a card
    box = whole(size).share(0.06, 0.05, 0.94, 0.4)
    words = f"{studio.word()} {studio.word()}"
    studio.write(
        image,
        words.upper(),
        box,
        readable_on(_mean(image, box), studio.rng),
        Look.BOLD,
        Look.IMPACT,
        Look.SERIF,
        Look.FANCY,
    )
    if studio.chance(0.6):
        line = whole(size).share(0.06, 0.88, 0.94, 0.96)
        studio.write(
            image,
            f"{person(studio)} #{studio.count(1, 200)}",
            line,
            readable_on(_mean(image, line)),
            Look.SANS,
            Look.BOLD,
        )
    return image


def event_poster(studio: Studio) -> Image.Image:
    """What, when, where, who: a concert, a course, a sale, a school day."""
    size = studio.size(studio.pick((0.71, 0.71, 0.8, 1.0, 1.4)))
    image = _ground(studio, size, 0.4)
    if studio.chance(0.25):
        decorate(studio, image, FESTIVE)
    area = whole(size).inset(size[0] // 14, size[1] // 18)
    looks = (Look.BOLD, Look.IMPACT, Look.SANS, Look.SERIF, Look.FANCY)
    ink = Ink(readable_on(_mean(image, area), studio.rng), shadow=BLACK if studio.chance(0.2) else None)
    studio.write(image, firm(studio), area.share(0, 0, 1, 0.08), ink, *looks, largest=size[0] // 18)
    words = f"{studio.word()} {studio.count(2016, 2025)}"
    studio.write(image, words.upper(), area.share(0, 0.1, 1, 0.34), ink, *looks)
    middle = area.share(0.05, 0.37, 0.95, 0.66)
    if studio.chance(0.6):
        for cell in middle.columns(studio.count(1, 3), 10):
            side = min(cell.size)
            mask = disc(side) if studio.chance(0.5) else None
            image.paste(studio.photo((side, side)), (cell.centre[0] - side // 2, cell.top), mask)
    else:
        studio.write(
            image,
            studio.sentence(18),
            middle,
            ink,
            Look.SANS,
            Look.SERIF,
            largest=size[0] // 20,
        )
    details = area.share(0, 0.7, 1, 0.9)
    if studio.chance(0.4):
        ImageDraw.Draw(image).rectangle(details.inset(-4).corners, fill=vivid(studio.rng))
    ink = Ink(readable_on(_mean(image, details)))
    studio.write(
        image,
        f"{date(studio)}  {clock(studio)}\n{address(studio)}",
        details,
        ink,
        Look.BOLD,
        Look.SANS,
        largest=size[0] // 16,
    )
    foot = area.share(0, 0.93, 1, 1)
    studio.write(
        image,
        f"{digits(studio, 10)}   {invented_name(studio)}.org",
        foot,
        readable_on(_mean(image, foot)),
        Look.SANS,
        largest=size[0] // 24,
    )
    return photographed(studio, image, 0.3)


def wedding_card(studio: Studio) -> Image.Image:
    """Two names, a date, a place and flowers."""
    size = studio.size(studio.pick((0.7, 0.72, 1.0, 1.4)))
    ground = studio.pick(
        (
            paper(studio.rng),
            pastel(studio.rng, 0.12),
            pastel(studio.rng, 0.95),
            (120, 15, 35),
            deep(studio.rng),
        )
    )
    image = Image.new("RGB", size, ground)
    gold = (190, 150, 60) if luminance(ground) > 0.4 else (240, 205, 120)  # noqa: PLR2004
    for _ in range(studio.count(1, 2)):
        corners(studio, image, studio.pick((flower, leaf, mandala)))
    frame(studio, image, gold)
    area = whole(size).share(0.16, 0.14, 0.84, 0.86)
    ink = readable_on(ground)
    face = studio.family(Look.FANCY, Look.SERIF)
    studio.write(
        image,
        studio.sentence(7),
        area.share(0, 0, 1, 0.16),
        ink,
        Look.SERIF,
        largest=size[0] // 26,
    )
    for top, name in ((0.2, person(studio)), (0.42, person(studio))):
        studio.write(image, name, area.share(0, top, 1, top + 0.17), gold, face=face, largest=size[0] // 9)
    studio.write(image, "&", area.share(0.3, 0.36, 0.7, 0.43), ink, Look.SERIF, Look.FANCY)
    details = f"{date(studio)}\n{clock(studio)}\n{address(studio)}"
    studio.write(image, details, area.share(0, 0.66, 1, 1), ink, Look.SERIF, Look.SANS, largest=size[0] // 22)
    return photographed(studio, image, 0.4)
