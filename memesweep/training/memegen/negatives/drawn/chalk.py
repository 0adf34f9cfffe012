"""What hands leave on boards: words, unreadable lines, boxes with arrows, curves."""

from __future__ import annotations

from math import sin
from typing import TYPE_CHECKING, Final

from PIL import Image, ImageDraw

from memesweep.training.memegen.geometry import Box
from memesweep.training.memegen.typography.fonts import Look
from memesweep.training.memegen.typography.lettering import Align, Colour

if TYPE_CHECKING:
    from memesweep.training.memegen.drawcontext import DrawContext

MARKERS: Final[tuple[Colour, ...]] = ((25, 30, 90), (20, 20, 24), (190, 25, 30), (15, 110, 50))
CHALKS: Final[tuple[Colour, ...]] = ((240, 240, 235), (250, 240, 150), (250, 180, 190), (170, 220, 250))


def notes(context: DrawContext, page: Image.Image, cell: Box, pen: Colour) -> None:
    """Words, a line or a numbered list in handwriting."""
    em = max(9, round(page.width * context.between(0.035, 0.08)))
    words = context.pick((context.sentence(context.count(2, 8)), context.word(), "\n".join(
        f"{i + 1}. {context.word()}" for i in range(context.count(2, 4)))))  # fmt: skip
    context.write(page, words, cell, pen, Look.HAND, Look.HAND, Look.FANCY, align=Align.START, largest=em)


def scribble(context: DrawContext, page: Image.Image, cell: Box, pen: Colour) -> None:
    """Handwriting from afar: running loops that no one can read, word after word."""
    draw, em = ImageDraw.Draw(page), page.width * context.between(0.015, 0.035)
    width, slant = context.count(1, 3), context.between(-0.05, 0.05)
    y = cell.top + em
    while y < cell.bottom - em:
        x, end = float(cell.left), cell.left + cell.width * context.between(0.4, 1)
        while x < end:
            points, phase = [], context.between(0, 6)
            for i in range(context.count(6, 22)):
                lift = sin(i * 1.9 + phase) * em * context.between(0.2, 0.6)
                points.append((x + sin(i + phase) * em * 0.15, y + lift + slant * (x - cell.left)))
                x += em * 0.22
            draw.line(points, fill=pen, width=width, joint="curve")
            x += em * context.between(0.5, 1.2)
        y += em * context.between(1.6, 2.4)


def boxes(context: DrawContext, page: Image.Image, cell: Box, pen: Colour) -> None:
    """Boxes or circles, joined by arrows."""
    draw, last = ImageDraw.Draw(page), None
    for part in cell.columns(context.count(2, 4), cell.width // 12):
        height = round(part.height * context.between(0.25, 0.6))
        top = part.top + context.count(0, part.height - height)
        box = Box(part.left, top, part.width, height)
        shape = draw.ellipse if context.chance(0.4) else draw.rectangle
        shape(box.corners, outline=pen, width=2)
        context.write(page, context.word(), box.inset(box.width // 7, box.height // 6), pen, Look.HAND)
        if last is not None:
            draw.line((last[0], last[1], box.left, box.centre[1]), fill=pen, width=2)
            tip = (box.left, box.centre[1])
            draw.polygon([tip, (tip[0] - 7, tip[1] - 4), (tip[0] - 7, tip[1] + 4)], fill=pen)
        last = (box.right, box.centre[1])


def graph(context: DrawContext, page: Image.Image, cell: Box, pen: Colour) -> None:
    """Two axes and a curve."""
    draw = ImageDraw.Draw(page)
    x, y = cell.left + cell.width // 10, cell.bottom - cell.height // 10
    draw.line([(x, cell.top), (x, y), (cell.right, y)], fill=pen, width=2)
    bend, rise = context.between(0.2, 3), context.chance(0.5)
    points = []
    for i in range(20):
        level = (i / 19) ** bend
        points.append(
            (x + (cell.right - x) * i / 19, y - (y - cell.top) * 0.85 * (level if rise else 1 - level))
        )
    draw.line(points, fill=context.pick(MARKERS + CHALKS), width=2, joint="curve")
