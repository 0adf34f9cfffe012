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
    from memesweep.training.memegen.studio import Studio


def joke_card(studio: Studio) -> Image.Image:
    """A joke or a chain letter in large letters on a coloured ground."""
    size = studio.size(studio.pick((0.56, 0.65, 0.75, 0.8, 1.0, 1.0, 1.3)) * studio.between(0.95, 1.05))
    image = any_card(size, studio.rng)
    if studio.chance(0.25):
        decorate(studio, image, MORNING)
    words = studio.language
    lines = [f"{studio.say(words.setups)}" for _ in range(studio.count(1, 2))]
    lines += [studio.say(words.punchlines) for _ in range(studio.count(1, 3))]
    if studio.chance(0.3):
        lines.append(studio.say(words.wishes))
    text = studio.dialogue() if studio.chance(0.35) else studio.pick(("\n", "\n\n", " ")).join(lines)
    area = whole(size).share(0.07, 0.07, 0.93, 0.82)
    ground = mean_colour(image, area)
    ink = Ink(readable_on(ground, studio.rng), shadow=BLACK if studio.chance(0.2) else None)
    largest = round(size[0] * studio.between(0.06, 0.13))
    studio.write(image, text, area, ink, largest=largest, align=studio.pick((Align.START, Align.MIDDLE)))
    if studio.chance(0.6):
        side = studio.count(18, 44)
        strip = row(studio.rng, FACES if studio.chance(0.7) else JOY, side, studio.count(1, 6))
        stamp(image, strip, ((size[0] - strip.width) // 2, round(size[1] * 0.83)))
    if studio.chance(0.25):
        frame(studio, image, ink.fill)
    if studio.chance(0.3):
        small_watermark(studio, image)
    return image


def demotivational(studio: Studio) -> Image.Image:
    """Photograph in a thin frame on black, a word in capitals and a line below."""
    size = studio.size(studio.pick((0.8, 1.0, 1.25)) * studio.between(0.95, 1.05))
    ground = BLACK if studio.chance(0.85) else grey(studio.rng, 0, 40)
    image = Image.new("RGB", size, ground)
    place = whole(size).share(0.1, 0.07, 0.9, studio.between(0.66, 0.74))
    image.paste(studio.photo(place.size), (place.left, place.top))
    ImageDraw.Draw(image).rectangle(place.inset(-4).corners, outline=WHITE, width=studio.count(1, 2))
    colour = studio.pick((WHITE, WHITE, vivid(studio.rng)))
    rest = Box(place.left, place.bottom + 8, place.width, size[1] - place.bottom - 14)
    title, line = studio.word(), studio.say(studio.language.punchlines)
    head = rest.share(0, 0, 1, 0.55)
    studio.write(
        image, title.upper(), head, colour, Look.SERIF, Look.SERIF, Look.BOLD, largest=round(size[0] * 0.11)
    )
    studio.write(
        image, line, rest.share(0, 0.58, 1, 1), WHITE, Look.SERIF, Look.SANS, largest=round(size[0] * 0.045)
    )
    return image


def sticker(studio: Studio) -> Image.Image:
    """A face, drawn or cut out, with a line of text on plain ground."""
    size = studio.size(studio.between(0.85, 1.15))
    image = Image.new("RGB", size, studio.pick((WHITE, WHITE, WHITE, BLACK, pastel(studio.rng))))
    side = round(min(size) * studio.between(0.5, 0.72))
    left, top = (
        (size[0] - side) // 2 + studio.count(-12, 12),
        studio.count(2, max(3, size[1] - side - size[1] // 5)),
    )
    if studio.chance(0.35):
        stamp(image, emoji(studio.pick(FACES), side), (left, top))
    else:
        mask = disc(side) if studio.chance(0.5) else rounded((side, side), side // 3)
        if studio.chance(0.5):
            image.paste(WHITE, (left - 5, top - 5), mask.resize((side + 10, side + 10)))
        image.paste(studio.photo((side, side)), (left, top), mask)
    text = studio.say(studio.language.punchlines if studio.chance(0.7) else studio.language.mornings)
    area = Box(6, top + side - side // 10, size[0] - 12, max(20, size[1] - top - side + side // 10 - 4))
    ink = (
        Ink(BLACK, outline=WHITE)
        if studio.chance(0.6)
        else Ink(vivid(studio.rng), outline=WHITE, outline_share=0.1)
    )
    if studio.chance(0.3):
        ink = Ink(WHITE, outline=BLACK, outline_share=0.1)
    studio.write(
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


def stick_figures(studio: Studio) -> Image.Image:
    """A strip of stick figures that talk."""
    across, down = studio.pick(((1, 1), (2, 1), (1, 2), (2, 2)))
    size = studio.size(across / down * studio.between(0.85, 1.2))
    image = Image.new("RGB", size, studio.pick((WHITE, WHITE, pastel(studio.rng))))
    draw = ImageDraw.Draw(image)
    look = studio.pick((Look.HAND, Look.SANS, Look.BOLD))
    for line in whole(size).rows(down, 4):
        for cell in line.columns(across, 4):
            _panel(studio, image, draw, cell, look)
    if studio.chance(0.3):
        small_watermark(studio, image)
    return image


def _panel(studio: Studio, image: Image.Image, draw: ImageDraw.ImageDraw, cell: Box, look: Look) -> None:
    if studio.chance(0.5):
        draw.rectangle(cell.inset(2).corners, fill=pastel(studio.rng))
    draw.rectangle(cell.inset(2).corners, outline=BLACK, width=2)
    figures = studio.count(1, 2)
    for i, place in enumerate(cell.share(0, 0.42, 1, 0.98).columns(figures)):
        x, unit = place.centre[0], place.height / 6
        top = place.top + unit * 0.6
        head = (x - unit, top, x + unit, top + 2 * unit)
        draw.ellipse(head, outline=BLACK, width=3, fill=WHITE if studio.chance(0.6) else pastel(studio.rng))
        for side in (-1, 1):
            eye = x + side * unit * 0.35
            draw.ellipse((eye - 2, top + 0.7 * unit, eye + 2, top + 0.7 * unit + 4), fill=BLACK)
            draw.line(
                (x, top + 3 * unit, x + side * unit * 1.3, top + studio.between(1.8, 4) * unit),
                fill=BLACK,
                width=3,
            )
            draw.line((x, top + 4.2 * unit, x + side * unit, place.bottom - 4), fill=BLACK, width=3)
        draw.line((x, top + 2 * unit, x, top + 4.2 * unit), fill=BLACK, width=3)
        turn = 180 * studio.count(0, 1)
        draw.arc(
            (x - unit * 0.5, top + unit, x + unit * 0.5, top + 1.7 * unit),
            20 + turn,
            160 + turn,
            fill=BLACK,
            width=2,
        )
        text = studio.say(studio.language.chat if i == 0 else studio.language.punchlines)
        bubble = (
            cell.share(0.04, 0.05, 0.96, 0.4)
            if figures == 1
            else cell.share(0.03 + 0.49 * i, 0.05, 0.48 + 0.49 * i, 0.4)
        )
        draw.rounded_rectangle(bubble.corners, 10, fill=WHITE, outline=BLACK, width=2)
        draw.polygon(
            [(x - 5, bubble.bottom - 2), (x + 7, bubble.bottom - 2), (x, top - 2)], fill=WHITE, outline=BLACK
        )
        studio.write(image, text, bubble.inset(7, 5), BLACK, look, largest=max(9, cell.width // 14))
