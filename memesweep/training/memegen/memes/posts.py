"""Posts of social networks, shared as pictures for the joke in them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from memesweep.training.memegen.artwork.backdrop import any_card
from memesweep.training.memegen.artwork.emoji import FACES, row, stamp
from memesweep.training.memegen.artwork.marks import disc, invented_name, rounded
from memesweep.training.memegen.artwork.palette import mix
from memesweep.training.memegen.geometry import Box
from memesweep.training.memegen.keepers.screens.screen import open_screen
from memesweep.training.memegen.memes.captions import bar, outlined, reaction
from memesweep.training.memegen.memes.textcards import joke_card
from memesweep.training.memegen.typography.fonts import Look
from memesweep.training.memegen.typography.lettering import Align, Colour, Ink
from memesweep.training.memegen.typography.typeset import fit

if TYPE_CHECKING:
    from memesweep.training.memegen.studio import Studio

_THEMES: tuple[tuple[Colour, Colour], ...] = (
    ((255, 255, 255), (15, 20, 25)),
    ((255, 255, 255), (20, 23, 26)),
    ((21, 32, 43), (247, 249, 249)),
    ((0, 0, 0), (231, 233, 234)),
    ((240, 242, 245), (5, 5, 5)),
)


def post(studio: Studio) -> Image.Image:
    """Avatar, name, handle, the text, perhaps a photograph, and the counts."""
    ground, ink = studio.pick(_THEMES)
    width = studio.size(1.0)[0]
    margin = studio.count(10, 24)
    sheet = Image.new("RGB", (width, 900), ground)
    draw = ImageDraw.Draw(sheet)
    faint = mix(ground, ink, 0.5)
    y = margin
    y = _header(studio, sheet, margin, y, ink, faint)
    setup, punchline = studio.joke()
    text = studio.pick(
        (f"{setup} {punchline}", f"{setup}\n\n{punchline}", setup, studio.say(studio.language.quotes))
    )
    face = studio.face(text, Look.SANS, Look.SANS, Look.BOLD)
    size = round(width * studio.between(0.045, 0.075))
    setting = fit(text, face, Box(margin, y, width - 2 * margin, 330), largest=size)
    used = studio.write(
        sheet,
        text,
        Box(margin, y, width - 2 * margin, setting.height),
        ink,
        face=face,
        align=Align.START,
        largest=size,
    )
    y = used.bottom + 6
    if studio.chance(0.25):
        side = size + 6
        stamp(sheet, row(studio.rng, FACES, side, studio.count(1, 4)), (margin, y))
        y += side + 4
    if studio.chance(0.45):
        box = Box(margin, y, width - 2 * margin, round((width - 2 * margin) * studio.between(0.5, 0.9)))
        sheet.paste(studio.photo(box.size), (box.left, box.top), rounded(box.size, studio.count(0, 16)))
        y = box.bottom + 8
    y = _footer(studio, sheet, draw, margin, y, faint)
    card = sheet.crop((0, 0, width, min(900, y + margin // 2)))
    return _mount(studio, card) if studio.chance(0.4) else card


def _header(studio: Studio, sheet: Image.Image, margin: int, y: int, ink: Colour, faint: Colour) -> int:
    side = studio.count(34, 50)
    sheet.paste(studio.photo((side, side)), (margin, y), disc(side))
    name, handle = studio.say(studio.language.names), f"@{invented_name(studio)}"
    left = margin + side + 9
    room = sheet.width - left - margin
    used = studio.write(
        sheet, name, Box(left, y, room * 2 // 3, side // 2), ink, Look.BOLD, align=Align.START, largest=17
    )
    if studio.chance(0.4):
        draw = ImageDraw.Draw(sheet)
        x = left + min(room * 2 // 3, len(name) * 10) + 4
        draw.ellipse((x, used.top + 3, x + 13, used.top + 16), fill=(29, 155, 240))
    detail = f"{handle} · {studio.count(1, 23)}h" if studio.chance(0.5) else handle
    studio.write(
        sheet,
        detail,
        Box(left, y + side // 2, room, side // 2),
        faint,
        Look.SANS,
        align=Align.START,
        largest=15,
    )
    return y + side + studio.count(6, 14)


def _footer(
    studio: Studio, sheet: Image.Image, draw: ImageDraw.ImageDraw, margin: int, y: int, faint: Colour
) -> int:
    width = sheet.width - 2 * margin
    if studio.chance(0.6):
        day = f"{studio.count(1, 28)}/{studio.count(1, 12)}/{studio.count(19, 25)}"
        stamp_text = f"{studio.count(1, 12)}:{studio.count(0, 59):02} PM · {day}"
        studio.write(
            sheet, stamp_text, Box(margin, y, width, 18), faint, Look.SANS, align=Align.START, largest=14
        )
        y += 22
    if studio.chance(0.7):
        draw.line((margin, y, margin + width, y), fill=mix(faint, sheet.getpixel((0, 0)), 0.6))  # type: ignore[arg-type]
        y += 7
        for column in Box(margin, y, width, 18).columns(studio.count(3, 4)):
            shape = studio.count(0, 2)
            icon = (column.left, column.top + 3, column.left + 12, column.top + 14)
            if shape == 0:
                draw.ellipse(icon, outline=faint, width=2)
            elif shape == 1:
                draw.rounded_rectangle(icon, 3, outline=faint, width=2)
            else:
                draw.polygon([(icon[0], icon[3]), (icon[0] + 6, icon[1]), (icon[2], icon[3])], outline=faint)
            number = f"{studio.between(1, 99):.1f}K" if studio.chance(0.5) else str(studio.count(2, 999))
            studio.write(
                sheet,
                number,
                Box(column.left + 17, y, column.width - 18, 18),
                Ink(faint),
                Look.SANS,
                align=Align.START,
                largest=13,
            )
        y += 24
    return y


def _mount(studio: Studio, card: Image.Image) -> Image.Image:
    """Centre the card on a coloured square, as pages that collect posts do."""
    side = max(card.size) + studio.count(20, 90)
    size = (max(card.width + 20, round(side * studio.between(0.8, 1.0))), side)
    ground = studio.photo(size) if studio.chance(0.2) else any_card(size, studio.rng)
    mask = rounded(card.size, studio.count(0, 18))
    ground.paste(card, ((size[0] - card.width) // 2, (size[1] - card.height) // 2), mask)
    return ground


def feed_screenshot(studio: Studio) -> Image.Image:
    """A screenshot of an app with somebody's meme in it: bars of the telephone are no sign of a keeper."""
    screen = open_screen(studio, title=invented_name(studio) if studio.chance(0.5) else None)
    body = screen.body
    inner = replace(studio, long_side=body.width)
    meme = studio.pick((outlined, bar, reaction, outlined, bar, joke_card))(inner)
    head = Box(8, body.top + 6, body.width - 16, screen.em * 3)
    screen.avatar(Box(head.left, head.top, head.height, head.height))
    words = Box(head.left + head.height + 8, head.top, head.width - head.height - 40, head.height)
    screen.text(studio.say(studio.language.names), words.share(0, 0, 1, 0.55), bold=True)
    detail = f"@{invented_name(studio)} · {studio.count(1, 23)}h"
    screen.text(detail, words.share(0, 0.5, 1, 1), screen.faint, scale=0.8)
    height = min(body.bottom - head.bottom - 8, round(meme.height * body.width / meme.width))
    top = head.bottom + 6
    screen.image.paste(meme.resize((body.width, max(20, height))), (0, top))
    y = top + height + 6
    if y + screen.em * 2 < body.bottom:
        for column in Box(10, y, body.width // 2, screen.em * 3 // 2).columns(3):
            screen.icon(Box(column.left, column.top, column.height, column.height), screen.ink)
        y += screen.em * 2
    while y + screen.em * 3 < body.bottom and studio.chance(0.8):
        line = Box(10, y, body.width - 20, screen.em * 3)
        screen.text(f"{invented_name(studio)} {studio.say(studio.language.chat)}", line, scale=0.9)
        y += screen.em * 3
    return studio.screenshot(screen.image)
