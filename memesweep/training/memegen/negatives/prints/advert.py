"""What advertisements carry besides words: stars with a price, a row of sponsors."""

from __future__ import annotations

from math import cos, pi, sin
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from memesweep.training.memegen.artwork.marks import invented_name
from memesweep.training.memegen.artwork.palette import deep, readable_on, vivid
from memesweep.training.memegen.geometry import Box, whole
from memesweep.training.memegen.negatives.values import amount
from memesweep.training.memegen.typography.fonts import Look
from memesweep.training.memegen.typography.lettering import WHITE

if TYPE_CHECKING:
    from memesweep.training.memegen.drawcontext import DrawContext

_LOUD = (Look.IMPACT, Look.BOLD, Look.BOLD, Look.FANCY, Look.SANS, Look.SERIF)


def starburst(context: DrawContext, image: Image.Image) -> None:
    """A toothed star with a percentage or a price."""
    r, teeth = min(image.size) * context.between(0.12, 0.22), context.count(9, 22)
    x, y = context.between(0.15, 0.85) * image.width, context.between(0.5, 0.82) * image.height
    fill = context.pick(((225, 20, 30), (255, 220, 0), vivid(context.rng), WHITE))
    points = [
        (x + cos(pi * i / teeth) * r * (1, 0.8)[i % 2], y + sin(pi * i / teeth) * r * (1, 0.8)[i % 2])
        for i in range(2 * teeth)
    ]
    ImageDraw.Draw(image).polygon(points, fill=fill)
    box = Box(round(x - r * 0.68), round(y - r * 0.45), round(r * 1.36), round(r * 0.9))
    percent = context.count(1, 18) * 5
    text = context.pick(
        (f"{percent}%", f"{percent}% OFF", f"-{percent}%", amount(context, "$"), "1+1", "NEW")
    )
    context.write(image, text, box, readable_on(fill), Look.IMPACT, Look.BOLD, leading=0.9)


def marks_row(context: DrawContext, image: Image.Image) -> None:
    """The sponsors at the foot."""
    foot = whole(image.size).share(0, 0.915, 1, 1)
    ground = WHITE if context.chance(0.7) else deep(context.rng)
    draw = ImageDraw.Draw(image)
    draw.rectangle(foot.corners, fill=ground)
    for cell in foot.inset(6, 4).columns(context.count(3, 6), 8):
        badge = Box(cell.left, cell.top, cell.height, cell.height)
        (draw.ellipse if context.chance(0.5) else draw.rectangle)(badge.corners, fill=vivid(context.rng))
        name = Box(badge.right + 3, cell.top, max(8, cell.width - cell.height - 3), cell.height)
        context.write(image, invented_name(context, 2).capitalize(), name, readable_on(ground), *_LOUD)
