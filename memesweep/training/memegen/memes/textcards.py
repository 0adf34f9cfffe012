"""Jokes that are mostly text: cards, posters, stickers, stick figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from memesweep.training.memegen.artwork.backdrop import any_card
from memesweep.training.memegen.artwork.decoration import decorate, frame
from memesweep.training.memegen.artwork.emoji import FACES, JOY, emoji, row, stamp
from memesweep.training.memegen.artwork.marks import disc, rounded, small_watermark
from memesweep.training.memegen.artwork.ornaments import MORNING
from memesweep.training.memegen.artwork.palette import grey, pastel, readable_on, vivid
from memesweep.training.memegen.geometry import Box, whole
from memesweep.training.memegen.memes.cards import mean_colour
from memesweep.training.memegen.typography.fonts import Look
from memesweep.training.memegen.typography.lettering import BLACK, WHITE, Align, Ink

if TYPE_CHECKING:
    from memesweep.training.memegen.drawcontext import DrawContext


def joke_card(context: DrawContext) -> Image.Image:
    """A joke or a chain letter in large letters on a coloured ground."""
    size = context.size(context.pick((0.56, 0.65, 0.75, 0.8, 1.0, 1.0, 1.3)) * context.between(0.95, 1.05))
    image = any_card(size, context.rng)
    if context.chance(0.25):
        decorate(context, image, MORNING)
    words = context.language
    lines = [f"{context.say(words.setups)}" for _ in range(context.count(1, 2))]
    lines += [context.say(words.punchlines) for _ in range(context.count(1, 3))]
    if context.chance(0.3):
        lines.append(context.say(words.wishes))
    text = context.dialogue() if context.chance(0.35) else context.pick(("\n", "\n\n", " ")).join(lines)
    area = whole(size).share(0.07, 0.07, 0.93, 0.82)
    ground = mean_colour(image, area)
    ink = Ink(readable_on(ground, context.rng), shadow=BLACK if context.chance(0.2) else None)
    largest = round(size[0] * context.between(0.06, 0.13))
    context.write(image, text, area, ink, largest=largest, align=context.pick((Align.START, Align.MIDDLE)))
    if context.chance(0.6):
        side = context.count(18, 44)
        strip = row(context.rng, FACES if context.chance(0.7) else JOY, side, context.count(1, 6))
        stamp(image, strip, ((size[0] - strip.width) // 2, round(size[1] * 0.83)))
    if context.chance(0.25):
        frame(context, image, ink.fill)
    if context.chance(0.3):
        small_watermark(context, image)
    return image


def demotivational(context: DrawContext) -> Image.Image:
    """Photograph in a thin frame on black, a word in capitals and a line below."""
    size = context.size(context.pick((0.8, 1.0, 1.25)) * context.between(0.95, 1.05))
    ground = BLACK if context.chance(0.85) else grey(context.rng, 0, 40)
    image = Image.new("RGB", size, ground)
    place = whole(size).share(0.1, 0.07, 0.9, context.between(0.66, 0.74))
    image.paste(context.photo(place.size), (place.left, place.top))
    ImageDraw.Draw(image).rectangle(place.inset(-4).corners, outline=WHITE, width=context.count(1, 2))
    colour = context.pick((WHITE, WHITE, vivid(context.rng)))
    rest = Box(place.left, place.bottom + 8, place.width, size[1] - place.bottom - 14)
    title, line = context.word(), context.say(context.language.punchlines)
    head = rest.share(0, 0, 1, 0.55)
    context.write(
        image, title.upper(), head, colour, Look.SERIF, Look.SERIF, Look.BOLD, largest=round(size[0] * 0.11)
    )
    context.write(
        image, line, rest.share(0, 0.58, 1, 1), WHITE, Look.SERIF, Look.SANS, largest=round(size[0] * 0.045)
    )
    return image


def sticker(context: DrawContext) -> Image.Image:
    """A face, drawn or cut out, with a line of text on plain ground."""
    size = context.size(context.between(0.85, 1.15))
    image = Image.new("RGB", size, context.pick((WHITE, WHITE, WHITE, BLACK, pastel(context.rng))))
    side = round(min(size) * context.between(0.5, 0.72))
    left, top = (
        (size[0] - side) // 2 + context.count(-12, 12),
        context.count(2, max(3, size[1] - side - size[1] // 5)),
    )
    if context.chance(0.35):
        stamp(image, emoji(context.pick(FACES), side), (left, top))
    else:
        mask = disc(side) if context.chance(0.5) else rounded((side, side), side // 3)
        if context.chance(0.5):
            image.paste(WHITE, (left - 5, top - 5), mask.resize((side + 10, side + 10)))
        image.paste(context.photo((side, side)), (left, top), mask)
    text = context.say(context.language.punchlines if context.chance(0.7) else context.language.mornings)
    area = Box(6, top + side - side // 10, size[0] - 12, max(20, size[1] - top - side + side // 10 - 4))
    ink = (
        Ink(BLACK, outline=WHITE)
        if context.chance(0.6)
        else Ink(vivid(context.rng), outline=WHITE, outline_share=0.1)
    )
    if context.chance(0.3):
        ink = Ink(WHITE, outline=BLACK, outline_share=0.1)
    context.write(
        image,
        text,
        area,
        ink,
        Look.BOLD,
        Look.IMPACT,
        Look.HAND,
        Look.SANS,
        largest=round(size[0] * 0.13),
        leading=0.9,
    )
    return image


def stick_figures(context: DrawContext) -> Image.Image:
    """A strip of stick figures that talk."""
    across, down = context.pick(((1, 1), (2, 1), (1, 2), (2, 2)))
    size = context.size(across / down * context.between(0.85, 1.2))
    image = Image.new("RGB", size, context.pick((WHITE, WHITE, pastel(context.rng))))
    draw = ImageDraw.Draw(image)
    look = context.pick((Look.HAND, Look.SANS, Look.BOLD))
    for line in whole(size).rows(down, 4):
        for cell in line.columns(across, 4):
            _panel(context, image, draw, cell, look)
    if context.chance(0.3):
        small_watermark(context, image)
    return image


def _panel(
    context: DrawContext, image: Image.Image, draw: ImageDraw.ImageDraw, cell: Box, look: Look
) -> None:
    if context.chance(0.5):
        draw.rectangle(cell.inset(2).corners, fill=pastel(context.rng))
    draw.rectangle(cell.inset(2).corners, outline=BLACK, width=2)
    figures = context.count(1, 2)
    for i, place in enumerate(cell.share(0, 0.42, 1, 0.98).columns(figures)):
        x, unit = place.centre[0], place.height / 6
        top = place.top + unit * 0.6
        head = (x - unit, top, x + unit, top + 2 * unit)
        draw.ellipse(head, outline=BLACK, width=3, fill=WHITE if context.chance(0.6) else pastel(context.rng))
        for side in (-1, 1):
            eye = x + side * unit * 0.35
            draw.ellipse((eye - 2, top + 0.7 * unit, eye + 2, top + 0.7 * unit + 4), fill=BLACK)
            draw.line(
                (x, top + 3 * unit, x + side * unit * 1.3, top + context.between(1.8, 4) * unit),
                fill=BLACK,
                width=3,
            )
            draw.line((x, top + 4.2 * unit, x + side * unit, place.bottom - 4), fill=BLACK, width=3)
        draw.line((x, top + 2 * unit, x, top + 4.2 * unit), fill=BLACK, width=3)
        turn = 180 * context.count(0, 1)
        draw.arc(
            (x - unit * 0.5, top + unit, x + unit * 0.5, top + 1.7 * unit),
            20 + turn,
            160 + turn,
            fill=BLACK,
            width=2,
        )
        text = context.say(context.language.chat if i == 0 else context.language.punchlines)
        bubble = (
            cell.share(0.04, 0.05, 0.96, 0.4)
            if figures == 1
            else cell.share(0.03 + 0.49 * i, 0.05, 0.48 + 0.49 * i, 0.4)
        )
        draw.rounded_rectangle(bubble.corners, 10, fill=WHITE, outline=BLACK, width=2)
        draw.polygon(
            [(x - 5, bubble.bottom - 2), (x + 7, bubble.bottom - 2), (x, top - 2)], fill=WHITE, outline=BLACK
        )
        context.write(image, text, bubble.inset(7, 5), BLACK, look, largest=max(9, cell.width // 14))
