"""Screens of spreadsheets: cells, headings, marked cells, the line of the formula."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from memesweep.training.memegen.artwork.handmade import average
from memesweep.training.memegen.artwork.palette import deep, grey, mix, pastel, readable_on, vivid
from memesweep.training.memegen.geometry import Box, whole
from memesweep.training.memegen.negatives.papers.paper import photographed
from memesweep.training.memegen.negatives.values import amount, code, date, person
from memesweep.training.memegen.typography.fonts import Look
from memesweep.training.memegen.typography.lettering import WHITE, Align

if TYPE_CHECKING:
    from collections.abc import Callable

    from memesweep.training.memegen.drawcontext import DrawContext
    from memesweep.training.memegen.typography.fonts import Face


def spreadsheet(context: DrawContext) -> Image.Image:
    """A table of figures with its program, now and then taken off the monitor with a telephone."""
    size = context.size(context.pick((0.6, 0.75, 1.0, 1.33, 1.6, 1.78)))
    dark = context.chance(0.15)
    ground = grey(context.rng, 25, 40) if dark else WHITE
    image = Image.new("RGB", size, ground)
    em = max(8, round(size[0] / context.count(26, 44)))
    accent, face = vivid(context.rng), context.family(Look.SANS, Look.SANS, Look.SERIF, Look.MONO)
    top = _program(context, image, em, face) if context.chance(0.75) else 0
    area = Box(0, top, size[0], size[1] - top)
    foot = round(em * 1.7) if context.chance(0.5) else 0
    _cells(context, image, Box(0, top, area.width, area.height - foot), em, face)
    if foot:
        bar = Box(0, size[1] - foot, size[0], foot)
        ImageDraw.Draw(image).rectangle(bar.corners, fill=grey(context.rng, 215, 240))
        for i, tab in enumerate(bar.share(0.03, 0, 0.8, 1).columns(context.count(2, 4), 3)):
            if not i:
                ImageDraw.Draw(image).rectangle(tab.corners, fill=WHITE, outline=accent)
            context.write(image, context.word(), tab.inset(3), (40, 40, 40), face=face, largest=em)
    return photographed(context, image, 0.2) if context.chance(0.4) else image


def _program(context: DrawContext, image: Image.Image, em: int, face: Face) -> int:
    """Title, ribbon and formula; returns where they end."""
    draw, colour, y = ImageDraw.Draw(image), vivid(context.rng), 0
    if context.chance(0.6):
        bar = Box(0, 0, image.width, round(em * 1.8))
        draw.rectangle(bar.corners, fill=colour)
        name = f"{context.word()} {context.count(2012, 2025)}"
        context.write(image, name, bar.inset(5, 2), readable_on(colour), face=face, largest=em + 2)
        y = bar.bottom
    if context.chance(0.6):
        ribbon = Box(0, y, image.width, round(em * context.between(2, 4)))
        draw.rectangle(ribbon.corners, fill=grey(context.rng, 228, 246))
        for cell in ribbon.inset(5, 4).columns(context.count(8, 16), 5):
            tone = context.pick((vivid(context.rng), (120, 120, 120)))
            side = min(cell.size)
            draw.rectangle((cell.left, cell.top, cell.left + side, cell.top + side), outline=tone, width=2)
        y = ribbon.bottom
    if context.chance(0.8):
        line = Box(0, y, image.width, round(em * 1.7))
        draw.rectangle(line.corners, fill=WHITE, outline=(190, 190, 190))
        formula = f"{code(context, 1)}{context.count(1, 60)}   fx  =SUM(B2:B{context.count(5, 60)})"
        context.write(
            image, formula, line.inset(4, 2), (40, 40, 40), face=face, align=Align.START, largest=em
        )
        y = line.bottom
    return y


def _cells(context: DrawContext, image: Image.Image, area: Box, em: int, face: Face) -> None:
    draw, back = ImageDraw.Draw(image), average(image, area)
    ink, line = readable_on(back), mix(back, (128, 128, 128), context.between(0.2, 0.7))
    height = round(em * context.between(1.4, 2))
    widths = [round(em * context.pick((3, 4, 5, 6, 9))) for _ in range(40)]
    fields: list[Callable[[DrawContext], str]] = [
        context.pick((_figure, _figure, _money, date, _noun, person)) for _ in widths
    ]
    header = context.pick((pastel(context.rng), vivid(context.rng), deep(context.rng), back))
    marked, lettered = pastel(context.rng), context.chance(0.6)
    filled, stripes = context.count(6, 60), context.chance(0.3)
    mark = context.pick((vivid(context.rng), (255, 245, 120), (200, 240, 200)))
    for row in range(area.height // height + 1):
        y, x = area.top + row * height, area.left
        for column, width in enumerate(widths):
            cell = Box(x, y, width, height)
            x += width
            fill = header if row == int(lettered) else marked if stripes and row % 2 else back
            if lettered and (row == 0 or column == 0):
                fill = grey(context.rng, 225, 235)
            elif row > 1 and context.chance(0.03):
                fill = mark
            draw.rectangle((cell.left, y, cell.right, cell.bottom), fill=fill, outline=line)
            text = _content(context, row, column, fields[column], lettered=lettered, filled=filled)
            if text and cell.left < area.right:
                tone = readable_on(fill) if fill != back else ink
                align = Align.END if fields[column] in (_figure, _money) else Align.START
                context.write(image, text, cell.inset(3, 1), tone, face=face, align=align, largest=em)
            if x > area.right:
                break
    if context.chance(0.5):
        chosen = whole(image.size).share(0.2, 0.45, context.between(0.3, 0.6), context.between(0.5, 0.7))
        draw.rectangle(chosen.corners, outline=vivid(context.rng), width=2)


def _content(
    context: DrawContext,
    row: int,
    column: int,
    field: Callable[[DrawContext], str],
    *,
    lettered: bool,
    filled: int,
) -> str:
    if lettered and row == 0:
        return chr(ord("A") + column - 1) if 0 < column <= 26 else ""  # noqa: PLR2004 - letters
    if lettered and column == 0:
        return str(row)
    if row == int(lettered):
        return context.word()
    return field(context) if row <= filled and context.chance(0.85) else ""


def _figure(context: DrawContext) -> str:
    return str(context.count(0, 10 ** context.count(1, 5)))


def _money(context: DrawContext) -> str:
    return amount(context)


def _noun(context: DrawContext) -> str:
    return context.word()
