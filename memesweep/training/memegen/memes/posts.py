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
from memesweep.training.memegen.memes.captions import bar, outlined, reaction
from memesweep.training.memegen.memes.textcards import joke_card
from memesweep.training.memegen.negatives.screens.screen import open_screen
from memesweep.training.memegen.typography.fonts import Look
from memesweep.training.memegen.typography.lettering import Align, Colour, Ink
from memesweep.training.memegen.typography.typeset import fit

if TYPE_CHECKING:
    from memesweep.training.memegen.drawcontext import DrawContext

_THEMES: tuple[tuple[Colour, Colour], ...] = (
    ((255, 255, 255), (15, 20, 25)),
    ((255, 255, 255), (20, 23, 26)),
    ((21, 32, 43), (247, 249, 249)),
    ((0, 0, 0), (231, 233, 234)),
    ((240, 242, 245), (5, 5, 5)),
)


def post(context: DrawContext) -> Image.Image:
    """Avatar, name, handle, the text, perhaps a photograph, and the counts."""
    ground, ink = context.pick(_THEMES)
    width = context.size(1.0)[0]
    margin = context.count(10, 24)
    sheet = Image.new("RGB", (width, 900), ground)
    draw = ImageDraw.Draw(sheet)
    faint = mix(ground, ink, 0.5)
    y = margin
    y = _header(context, sheet, margin, y, ink, faint)
    setup, punchline = context.joke()
    text = context.pick(
        (f"{setup} {punchline}", f"{setup}\n\n{punchline}", setup, context.say(context.language.quotes))
    )
    face = context.face(text, Look.SANS, Look.SANS, Look.BOLD)
    size = round(width * context.between(0.045, 0.075))
    setting = fit(text, face, Box(margin, y, width - 2 * margin, 330), largest=size)
    used = context.write(
        sheet,
        text,
        Box(margin, y, width - 2 * margin, setting.height),
        ink,
        face=face,
        align=Align.START,
        largest=size,
    )
    y = used.bottom + 6
    if context.chance(0.25):
        side = size + 6
        stamp(sheet, row(context.rng, FACES, side, context.count(1, 4)), (margin, y))
        y += side + 4
    if context.chance(0.45):
        box = Box(margin, y, width - 2 * margin, round((width - 2 * margin) * context.between(0.5, 0.9)))
        sheet.paste(context.photo(box.size), (box.left, box.top), rounded(box.size, context.count(0, 16)))
        y = box.bottom + 8
    y = _footer(context, sheet, draw, margin, y, faint)
    card = sheet.crop((0, 0, width, min(900, y + margin // 2)))
    return _mount(context, card) if context.chance(0.4) else card


def _header(context: DrawContext, sheet: Image.Image, margin: int, y: int, ink: Colour, faint: Colour) -> int:
    side = context.count(34, 50)
    sheet.paste(context.photo((side, side)), (margin, y), disc(side))
    name, handle = context.say(context.language.names), f"@{invented_name(context)}"
    left = margin + side + 9
    room = sheet.width - left - margin
    used = context.write(
        sheet, name, Box(left, y, room * 2 // 3, side // 2), ink, Look.BOLD, align=Align.START, largest=17
    )
    if context.chance(0.4):
        draw = ImageDraw.Draw(sheet)
        x = left + min(room * 2 // 3, len(name) * 10) + 4
        draw.ellipse((x, used.top + 3, x + 13, used.top + 16), fill=(29, 155, 240))
    detail = f"{handle} · {context.count(1, 23)}h" if context.chance(0.5) else handle
    context.write(
        sheet,
        detail,
        Box(left, y + side // 2, room, side // 2),
        faint,
        Look.SANS,
        align=Align.START,
        largest=15,
    )
    return y + side + context.count(6, 14)


def _footer(
    context: DrawContext, sheet: Image.Image, draw: ImageDraw.ImageDraw, margin: int, y: int, faint: Colour
) -> int:
    width = sheet.width - 2 * margin
    if context.chance(0.6):
        day = f"{context.count(1, 28)}/{context.count(1, 12)}/{context.count(19, 25)}"
        stamp_text = f"{context.count(1, 12)}:{context.count(0, 59):02} PM · {day}"
        context.write(
            sheet, stamp_text, Box(margin, y, width, 18), faint, Look.SANS, align=Align.START, largest=14
        )
        y += 22
    if context.chance(0.7):
        draw.line((margin, y, margin + width, y), fill=mix(faint, sheet.getpixel((0, 0)), 0.6))  # type: ignore[arg-type]
        y += 7
        for column in Box(margin, y, width, 18).columns(context.count(3, 4)):
            shape = context.count(0, 2)
            icon = (column.left, column.top + 3, column.left + 12, column.top + 14)
            if shape == 0:
                draw.ellipse(icon, outline=faint, width=2)
            elif shape == 1:
                draw.rounded_rectangle(icon, 3, outline=faint, width=2)
            else:
                draw.polygon([(icon[0], icon[3]), (icon[0] + 6, icon[1]), (icon[2], icon[3])], outline=faint)
            number = f"{context.between(1, 99):.1f}K" if context.chance(0.5) else str(context.count(2, 999))
            context.write(
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


def _mount(context: DrawContext, card: Image.Image) -> Image.Image:
    """Centre the card on a coloured square, as pages that collect posts do."""
    side = max(card.size) + context.count(20, 90)
    size = (max(card.width + 20, round(side * context.between(0.8, 1.0))), side)
    ground = context.photo(size) if context.chance(0.2) else any_card(size, context.rng)
    mask = rounded(card.size, context.count(0, 18))
    ground.paste(card, ((size[0] - card.width) // 2, (size[1] - card.height) // 2), mask)
    return ground


def feed_screenshot(context: DrawContext) -> Image.Image:
    """A screenshot of an app with somebody's meme in it: bars of the telephone are no sign of a negative."""
    screen = open_screen(context, title=invented_name(context) if context.chance(0.5) else None)
    body = screen.body
    inner = replace(context, long_side=body.width)
    meme = context.pick((outlined, bar, reaction, outlined, bar, joke_card))(inner)
    head = Box(8, body.top + 6, body.width - 16, screen.em * 3)
    screen.avatar(Box(head.left, head.top, head.height, head.height))
    words = Box(head.left + head.height + 8, head.top, head.width - head.height - 40, head.height)
    screen.text(context.say(context.language.names), words.share(0, 0, 1, 0.55), bold=True)
    detail = f"@{invented_name(context)} · {context.count(1, 23)}h"
    screen.text(detail, words.share(0, 0.5, 1, 1), screen.faint, scale=0.8)
    height = min(body.bottom - head.bottom - 8, round(meme.height * body.width / meme.width))
    top = head.bottom + 6
    screen.image.paste(meme.resize((body.width, max(20, height))), (0, top))
    y = top + height + 6
    if y + screen.em * 2 < body.bottom:
        for column in Box(10, y, body.width // 2, screen.em * 3 // 2).columns(3):
            screen.icon(Box(column.left, column.top, column.height, column.height), screen.ink)
        y += screen.em * 2
    while y + screen.em * 3 < body.bottom and context.chance(0.8):
        line = Box(10, y, body.width - 20, screen.em * 3)
        screen.text(f"{invented_name(context)} {context.say(context.language.chat)}", line, scale=0.9)
        y += screen.em * 3
    return context.screenshot(screen.image)
