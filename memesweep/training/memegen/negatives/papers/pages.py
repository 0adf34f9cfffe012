"""Pages of text: books, notes by hand, slides, menus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from memesweep.training.memegen.artwork.backdrop import any_card
from memesweep.training.memegen.artwork.palette import deep, grey, mix, paper, pastel, readable_on, vivid
from memesweep.training.memegen.geometry import Box, whole
from memesweep.training.memegen.negatives.papers.paper import photographed
from memesweep.training.memegen.negatives.values import amount, currency, firm
from memesweep.training.memegen.typography.fonts import Look
from memesweep.training.memegen.typography.lettering import WHITE, Align, Ink, letter
from memesweep.training.memegen.typography.typeset import set_at

if TYPE_CHECKING:
    from memesweep.training.memegen.drawcontext import DrawContext
    from memesweep.training.memegen.typography.fonts import Face
    from memesweep.training.memegen.typography.lettering import Colour


def fill_with_text(
    context: DrawContext, image: Image.Image, box: Box, face: Face, size: int, ink: Colour
) -> None:
    """Fill a box with paragraphs of body text, in place."""
    y = box.top
    while y < box.bottom - size * 2:
        text = context.sentence(context.count(20, 70))
        setting = set_at(text, face, box.width, size, 1.1)
        room = max(1, (box.bottom - y) // setting.line_height)
        cut = set_at("\n".join(setting.lines[:room]), face, box.width * 2, size, 1.1)
        used = letter(
            image,
            cut,
            Box(box.left, y, box.width, cut.height),
            Ink(ink),
            align=Align.START,
            valign=Align.START,
        )
        y = used.bottom + size // 2


def book_page(context: DrawContext) -> Image.Image:
    """A printed page, or two, with heading and page number."""
    double = context.chance(0.25)
    size = context.size(context.between(1.3, 1.5) if double else context.between(0.62, 0.78))
    image = Image.new("RGB", size, paper(context.rng))
    face, em = (
        context.family(Look.SERIF, Look.SERIF, Look.SANS),
        max(7, round(size[1] * context.between(0.018, 0.032))),
    )
    ink = grey(context.rng, 10, 60)
    for page in whole(size).columns(2 if double else 1):
        area = page.inset(round(page.width * context.between(0.07, 0.13)), round(size[1] * 0.06))
        top = 0.0
        if context.chance(0.5):
            heading = context.word()
            context.write(
                image,
                heading,
                area.share(0, 0, 1, 0.1),
                ink,
                Look.SERIF,
                Look.BOLD,
                largest=em * 2,
                align=context.pick((Align.START, Align.MIDDLE)),
            )
            top = 0.13
        end = 0.94
        if context.chance(0.2):
            picture = area.share(0.1, 0.6, 0.9, 0.92)
            image.paste(context.photo(picture.size).convert("L").convert("RGB"), (picture.left, picture.top))
            end = 0.57
        fill_with_text(context, image, area.share(0, top, 1, end), face, em, ink)
        context.write(
            image, str(context.count(1, 480)), area.share(0.4, 0.96, 0.6, 1), ink, face=face, largest=em
        )
    if double:
        shade = (
            Image.linear_gradient("L")
            .rotate(90)
            .resize((size[0] // 16, size[1]))
            .point(lambda level: level // 3)
        )
        image.paste((60, 50, 40), (size[0] // 2 - shade.width, 0), shade)
    return photographed(context, image, 0.6)


def note(context: DrawContext) -> Image.Image:
    """A list or a letter by hand: ruled, squared or yellow paper, a board, or a notes app."""
    size = context.size(context.between(0.65, 1.3))
    ground = context.pick((WHITE, paper(context.rng), (255, 242, 160), (250, 250, 245), (32, 70, 55)))
    image = Image.new("RGB", size, ground)
    draw, step = ImageDraw.Draw(image), max(14, round(size[1] * context.between(0.05, 0.08)))
    line_colour = mix(ground, (90, 130, 200), 0.4)
    style = context.count(0, 2)
    if style > 0:
        for y in range(step, size[1], step):
            draw.line((0, y, size[0], y), fill=line_colour)
    if style == 2:  # noqa: PLR2004 - squared paper
        for x in range(step, size[0], step):
            draw.line((x, 0, x, size[1]), fill=line_colour)
    margin = round(size[0] * context.between(0.06, 0.18))
    if context.chance(0.4):
        draw.line((margin - 5, 0, margin - 5, size[1]), fill=(230, 120, 120), width=2)
    ink = context.pick(((25, 35, 120), (30, 30, 35), (130, 20, 30))) if ground[0] > 100 else (235, 235, 225)  # noqa: PLR2004
    face = context.family(Look.HAND, Look.HAND, Look.FANCY)
    y = step // 2
    while y < size[1] - step * 1.5:
        text = context.pick(
            (
                context.word(),
                context.say(context.language.chat),
                f"- {context.word()}",
                f"{context.count(1, 9)}. {context.say(context.language.chat)}",
            )
        )
        if context.chance(0.88):
            box = Box(margin + context.count(0, 12), y, size[0] - margin - 16, step)
            context.write(
                image,
                text,
                box,
                ink,
                face=face,
                align=Align.START,
                valign=Align.END,
                largest=round(step * 0.8),
            )
        y += step
    return photographed(context, image, 0.6)


def menu(context: DrawContext) -> Image.Image:
    """Dishes and prices of a restaurant."""
    size = context.size(context.between(0.6, 0.85))
    image = (
        any_card(size, context.rng)
        if context.chance(0.3)
        else Image.new(
            "RGB", size, context.pick((paper(context.rng), deep(context.rng), pastel(context.rng)))
        )
    )
    ground: Colour = image.resize((1, 1)).getpixel((0, 0))  # type: ignore[assignment]
    ink, accent = readable_on(ground), vivid(context.rng)
    area = whole(size).inset(size[0] // 12)
    face, bold = context.family(Look.SERIF, Look.SANS, Look.HAND), context.family(Look.BOLD, Look.FANCY)
    sign = currency(context, face)
    context.write(image, firm(context), area.share(0, 0, 1, 0.12), accent, face=bold, largest=size[0] // 9)
    for i, line in enumerate(area.share(0, 0.15, 1, 0.95).rows(context.count(10, 18))):
        if i % 6 == 0:
            context.write(image, context.word(), line, accent, face=bold, largest=line.height)
            continue
        em = max(7, line.height * 2 // 3)
        context.write(
            image,
            context.word(),
            line.share(0, 0, 0.7, 1),
            ink,
            face=face,
            align=Align.START,
            largest=em,
        )
        context.write(
            image,
            amount(context, sign),
            line.share(0.7, 0, 1, 1),
            ink,
            face=face,
            align=Align.END,
            largest=em,
        )
    return photographed(context, image, 0.4)
