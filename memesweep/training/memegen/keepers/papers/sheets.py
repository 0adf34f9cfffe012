"""Screens of spreadsheets: cells, headings, marked cells, the line of the formula."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from memesweep.training.memegen.artwork.handmade import average
from memesweep.training.memegen.artwork.palette import deep, grey, mix, pastel, readable_on, vivid
from memesweep.training.memegen.geometry import Box, whole
from memesweep.training.memegen.keepers.papers.paper import photographed
from memesweep.training.memegen.keepers.values import amount, code, date, person
from memesweep.training.memegen.typography.fonts import Look
from memesweep.training.memegen.typography.lettering import WHITE, Align

if TYPE_CHECKING:
    from collections.abc import Callable

    from memesweep.training.memegen.studio import Studio
    from memesweep.training.memegen.typography.fonts import Face


def spreadsheet(studio: Studio) -> Image.Image:
    """A table of figures with its program, now and then taken off the monitor with a telephone."""
    size = studio.size(studio.pick((0.6, 0.75, 1.0, 1.33, 1.6, 1.78)))
    dark = studio.chance(0.15)
    ground = grey(studio.rng, 25, 40) if dark else WHITE
    image = Image.new("RGB", size, ground)
    em = max(8, round(size[0] / studio.count(26, 44)))
    accent, face = vivid(studio.rng), studio.family(Look.SANS, Look.SANS, Look.SERIF, Look.MONO)
    top = _program(studio, image, em, face) if studio.chance(0.75) else 0
    area = Box(0, top, size[0], size[1] - top)
    foot = round(em * 1.7) if studio.chance(0.5) else 0
    _cells(studio, image, Box(0, top, area.width, area.height - foot), em, face)
    if foot:
        bar = Box(0, size[1] - foot, size[0], foot)
        ImageDraw.Draw(image).rectangle(bar.corners, fill=grey(studio.rng, 215, 240))
        for i, tab in enumerate(bar.share(0.03, 0, 0.8, 1).columns(studio.count(2, 4), 3)):
            if not i:
                ImageDraw.Draw(image).rectangle(tab.corners, fill=WHITE, outline=accent)
            studio.write(image, studio.word(), tab.inset(3), (40, 40, 40), face=face, largest=em)
    return photographed(studio, image, 0.2) if studio.chance(0.4) else image


def _program(studio: Studio, image: Image.Image, em: int, face: Face) -> int:
    """Title, ribbon and formula; returns where they end."""
    draw, colour, y = ImageDraw.Draw(image), vivid(studio.rng), 0
    if studio.chance(0.6):
        bar = Box(0, 0, image.width, round(em * 1.8))
        draw.rectangle(bar.corners, fill=colour)
        name = f"{studio.word()} {studio.count(2012, 2025)}"
        studio.write(image, name, bar.inset(5, 2), readable_on(colour), face=face, largest=em + 2)
        y = bar.bottom
    if studio.chance(0.6):
        ribbon = Box(0, y, image.width, round(em * studio.between(2, 4)))
        draw.rectangle(ribbon.corners, fill=grey(studio.rng, 228, 246))
        for cell in ribbon.inset(5, 4).columns(studio.count(8, 16), 5):
            tone = studio.pick((vivid(studio.rng), (120, 120, 120)))
            side = min(cell.size)
            draw.rectangle((cell.left, cell.top, cell.left + side, cell.top + side), outline=tone, width=2)
        y = ribbon.bottom
    if studio.chance(0.8):
        line = Box(0, y, image.width, round(em * 1.7))
        draw.rectangle(line.corners, fill=WHITE, outline=(190, 190, 190))
        formula = f"{code(studio, 1)}{studio.count(1, 60)}   fx  =SUM(B2:B{studio.count(5, 60)})"
        studio.write(image, formula, line.inset(4, 2), (40, 40, 40), face=face, align=Align.START, largest=em)
        y = line.bottom
    return y


def _cells(studio: Studio, image: Image.Image, area: Box, em: int, face: Face) -> None:
    draw, back = ImageDraw.Draw(image), average(image, area)
    ink, line = readable_on(back), mix(back, (128, 128, 128), studio.between(0.2, 0.7))
    height = round(em * studio.between(1.4, 2))
    widths = [round(em * studio.pick((3, 4, 5, 6, 9))) for _ in range(40)]
    fields: list[Callable[[Studio], str]] = [
        studio.pick((_figure, _figure, _money, date, _noun, person)) for _ in widths
    ]
    header = studio.pick((pastel(studio.rng), vivid(studio.rng), deep(studio.rng), back))
    marked, lettered = pastel(studio.rng), studio.chance(0.6)
    filled, stripes = studio.count(6, 60), studio.chance(0.3)
    mark = studio.pick((vivid(studio.rng), (255, 245, 120), (200, 240, 200)))
    for row in range(area.height // height + 1):
        y, x = area.top + row * height, area.left
        for column, width in enumerate(widths):
            cell = Box(x, y, width, height)
            x += width
            fill = header if row == int(lettered) else marked if stripes and row % 2 else back
            if lettered and (row == 0 or column == 0):
                fill = grey(studio.rng, 225, 235)
            elif row > 1 and studio.chance(0.03):
                fill = mark
            draw.rectangle((cell.left, y, cell.right, cell.bottom), fill=fill, outline=line)
            text = _content(studio, row, column, fields[column], lettered=lettered, filled=filled)
            if text and cell.left < area.right:
                tone = readable_on(fill) if fill != back else ink
                align = Align.END if fields[column] in (_figure, _money) else Align.START
                studio.write(image, text, cell.inset(3, 1), tone, face=face, align=align, largest=em)
            if x > area.right:
                break
    if studio.chance(0.5):
        chosen = whole(image.size).share(0.2, 0.45, studio.between(0.3, 0.6), studio.between(0.5, 0.7))
        draw.rectangle(chosen.corners, outline=vivid(studio.rng), width=2)


def _content(
    studio: Studio, row: int, column: int, field: Callable[[Studio], str], *, lettered: bool, filled: int
) -> str:
    if lettered and row == 0:
        return chr(ord("A") + column - 1) if 0 < column <= 26 else ""  # noqa: PLR2004 - letters
    if lettered and column == 0:
        return str(row)
    if row == int(lettered):
        return studio.word()
    return field(studio) if row <= filled and studio.chance(0.85) else ""


def _figure(studio: Studio) -> str:
    return str(studio.count(0, 10 ** studio.count(1, 5)))


def _money(studio: Studio) -> str:
    return amount(studio)


def _noun(studio: Studio) -> str:
    return studio.word()
