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
from memesweep.training.memegen.negatives.papers.paper import photographed
from memesweep.training.memegen.negatives.values import address, clock, date, digits, firm, person
from memesweep.training.memegen.typography.fonts import Look
from memesweep.training.memegen.typography.lettering import BLACK, WHITE, Colour, Ink

if TYPE_CHECKING:
    from memesweep.training.memegen.drawcontext import DrawContext


def _mean(image: Image.Image, box: Box) -> Colour:
    pixel: Colour = image.resize((1, 1), box=(box.left, box.top, box.right, box.bottom)).getpixel((0, 0))  # type: ignore[assignment]
    return pixel


def _ground(context: DrawContext, size: tuple[int, int], photo: float) -> Image.Image:
    if not context.chance(photo):
        return any_card(size, context.rng)
    image = context.photo(size)
    if context.chance(0.5):
        image = Image.blend(
            image, linear(size, vivid(context.rng), deep(context.rng)), context.between(0.2, 0.7)
        )
    return image


def book_cover(context: DrawContext) -> Image.Image:
    """Title and author over a picture or a colour, now and then as a book on a table."""
    size = context.size(context.between(0.6, 0.72))
    image = _ground(context, size, 0.55)
    top = context.chance(0.6)
    title = whole(size).share(0.08, 0.06, 0.92, 0.4) if top else whole(size).share(0.08, 0.55, 0.92, 0.85)
    author = (
        whole(size).share(0.1, 0.88, 0.9, 0.95)
        if context.chance(0.7)
        else whole(size).share(0.1, 0.45, 0.9, 0.52)
    )
    if context.chance(0.3):
        ImageDraw.Draw(image).rectangle(
            title.inset(-8).corners, fill=context.pick((WHITE, BLACK, vivid(context.rng)))
        )
    words = " ".join(context.word() for _ in range(context.count(1, 3)))
    looks = (Look.SERIF, Look.BOLD, Look.FANCY, Look.IMPACT, Look.SANS)
    ink = Ink(readable_on(_mean(image, title), context.rng))
    context.write(
        image,
        words.upper() if context.chance(0.5) else words,
        title,
        ink,
        *looks,
        largest=round(size[0] * 0.19),
    )
    context.write(
        image,
        person(context),
        author,
        readable_on(_mean(image, author)),
        Look.SANS,
        Look.SERIF,
        largest=round(size[0] * 0.075),
    )
    return photographed(context, image, 0.5)


def podcast_cover(context: DrawContext) -> Image.Image:
    """Square cover of a podcast, a record or a radio show: a face and a bold title."""
    size = context.size(1.0)
    image = _ground(context, size, 0.4)
    side = round(size[0] * context.between(0.4, 0.75))
    place = (context.count(0, size[0] - side), size[1] - side)
    mask = disc(side) if context.chance(0.6) else None
    image.paste(context.photo((side, side)), place, mask)  # without a face it would be a saying on a card
    box = whole(size).share(0.06, 0.05, 0.94, 0.4)
    words = f"{context.word()} {context.word()}"
    context.write(
        image,
        words.upper(),
        box,
        readable_on(_mean(image, box), context.rng),
        Look.BOLD,
        Look.IMPACT,
        Look.SERIF,
        Look.FANCY,
    )
    if context.chance(0.6):
        line = whole(size).share(0.06, 0.88, 0.94, 0.96)
        context.write(
            image,
            f"{person(context)} #{context.count(1, 200)}",
            line,
            readable_on(_mean(image, line)),
            Look.SANS,
            Look.BOLD,
        )
    return image


def event_poster(context: DrawContext) -> Image.Image:
    """What, when, where, who: a concert, a course, a sale, a school day."""
    size = context.size(context.pick((0.71, 0.71, 0.8, 1.0, 1.4)))
    image = _ground(context, size, 0.4)
    if context.chance(0.25):
        decorate(context, image, FESTIVE)
    area = whole(size).inset(size[0] // 14, size[1] // 18)
    looks = (Look.BOLD, Look.IMPACT, Look.SANS, Look.SERIF, Look.FANCY)
    ink = Ink(readable_on(_mean(image, area), context.rng), shadow=BLACK if context.chance(0.2) else None)
    context.write(image, firm(context), area.share(0, 0, 1, 0.08), ink, *looks, largest=size[0] // 18)
    words = f"{context.word()} {context.count(2016, 2025)}"
    context.write(image, words.upper(), area.share(0, 0.1, 1, 0.34), ink, *looks)
    middle = area.share(0.05, 0.37, 0.95, 0.66)
    if context.chance(0.6):
        for cell in middle.columns(context.count(1, 3), 10):
            side = min(cell.size)
            mask = disc(side) if context.chance(0.5) else None
            image.paste(context.photo((side, side)), (cell.centre[0] - side // 2, cell.top), mask)
    else:
        context.write(
            image,
            context.sentence(18),
            middle,
            ink,
            Look.SANS,
            Look.SERIF,
            largest=size[0] // 20,
        )
    details = area.share(0, 0.7, 1, 0.9)
    if context.chance(0.4):
        ImageDraw.Draw(image).rectangle(details.inset(-4).corners, fill=vivid(context.rng))
    ink = Ink(readable_on(_mean(image, details)))
    context.write(
        image,
        f"{date(context)}  {clock(context)}\n{address(context)}",
        details,
        ink,
        Look.BOLD,
        Look.SANS,
        largest=size[0] // 16,
    )
    foot = area.share(0, 0.93, 1, 1)
    context.write(
        image,
        f"{digits(context, 10)}   {invented_name(context)}.org",
        foot,
        readable_on(_mean(image, foot)),
        Look.SANS,
        largest=size[0] // 24,
    )
    return photographed(context, image, 0.3)


def wedding_card(context: DrawContext) -> Image.Image:
    """Two names, a date, a place and flowers."""
    size = context.size(context.pick((0.7, 0.72, 1.0, 1.4)))
    ground = context.pick(
        (
            paper(context.rng),
            pastel(context.rng, 0.12),
            pastel(context.rng, 0.95),
            (120, 15, 35),
            deep(context.rng),
        )
    )
    image = Image.new("RGB", size, ground)
    gold = (190, 150, 60) if luminance(ground) > 0.4 else (240, 205, 120)  # noqa: PLR2004
    for _ in range(context.count(1, 2)):
        corners(context, image, context.pick((flower, leaf, mandala)))
    frame(context, image, gold)
    area = whole(size).share(0.16, 0.14, 0.84, 0.86)
    ink = readable_on(ground)
    face = context.family(Look.FANCY, Look.SERIF)
    context.write(
        image,
        context.sentence(7),
        area.share(0, 0, 1, 0.16),
        ink,
        Look.SERIF,
        largest=size[0] // 26,
    )
    for top, name in ((0.2, person(context)), (0.42, person(context))):
        context.write(image, name, area.share(0, top, 1, top + 0.17), gold, face=face, largest=size[0] // 9)
    context.write(image, "&", area.share(0.3, 0.36, 0.7, 0.43), ink, Look.SERIF, Look.FANCY)
    details = f"{date(context)}\n{clock(context)}\n{address(context)}"
    context.write(
        image, details, area.share(0, 0.66, 1, 1), ink, Look.SERIF, Look.SANS, largest=size[0] // 22
    )
    return photographed(context, image, 0.4)
