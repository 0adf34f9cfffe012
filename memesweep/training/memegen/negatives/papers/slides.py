"""Slides and charts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from memesweep.training.memegen.artwork.palette import deep, pastel, readable_on, vivid
from memesweep.training.memegen.geometry import Box, whole
from memesweep.training.memegen.negatives.papers.paper import photographed
from memesweep.training.memegen.typography.fonts import Look
from memesweep.training.memegen.typography.lettering import WHITE, Align

if TYPE_CHECKING:
    from memesweep.training.memegen.drawcontext import DrawContext
    from memesweep.training.memegen.typography.lettering import Colour


def slide(context: DrawContext) -> Image.Image:
    """Slide of a talk: heading, points, perhaps a picture or a chart."""
    size = context.size(context.pick((1.33, 1.78)))
    ground = context.pick((WHITE, WHITE, deep(context.rng), pastel(context.rng)))
    image = Image.new("RGB", size, ground)
    draw, ink, colour = ImageDraw.Draw(image), readable_on(ground), vivid(context.rng)
    face, bold = context.family(Look.SANS, Look.SERIF), context.family(Look.BOLD, Look.SERIF)
    if context.chance(0.5):
        draw.rectangle(whole(size).share(0, 0, 1, 0.2).corners, fill=colour)
        head_ink = readable_on(colour)
    else:
        head_ink = ink
    area = whole(size).inset(size[0] // 16, size[1] // 24)
    context.write(
        image,
        f"{context.word()}: {context.word()}",
        area.share(0, 0, 1, 0.17),
        head_ink,
        face=bold,
        align=Align.START,
        largest=size[1] // 9,
    )
    wide = context.chance(0.4)
    words = area.share(0, 0.26, 1 if wide else 0.55, 0.95)
    for line in words.rows(context.count(3, 6), 4):
        text = f"• {context.sentence(context.count(4, 9))}"
        context.write(image, text, line, ink, face=face, align=Align.START, largest=size[1] // 18)
    if not wide:
        box = area.share(0.6, 0.28, 1, 0.92)
        if context.chance(0.5):
            image.paste(context.photo(box.size), (box.left, box.top))
        else:
            chart(context, image, box, ink)
    context.write(
        image, str(context.count(1, 60)), area.share(0.9, 0.95, 1, 1), ink, face=face, largest=size[1] // 28
    )
    return photographed(context, image, 0.3)


def chart(context: DrawContext, image: Image.Image, box: Box, ink: Colour) -> None:
    """Bars, a line or a pie, in place."""
    draw = ImageDraw.Draw(image)
    kind = context.count(0, 2)
    if kind == 0:
        for column in box.columns(context.count(3, 8), 5):
            draw.rectangle(column.share(0, context.between(0.05, 0.9), 1, 1).corners, fill=vivid(context.rng))
    elif kind == 1:
        count = context.count(5, 12)
        for _ in range(context.count(1, 3)):
            points = [
                (box.left + box.width * i / count, box.top + context.between(0.1, 0.95) * box.height)
                for i in range(count + 1)
            ]
            draw.line(points, fill=vivid(context.rng), width=3)
    else:
        side, turn = min(box.size), 0.0
        while turn < 360:  # noqa: PLR2004 - degrees
            step = context.between(20, 150)
            draw.pieslice(
                (box.left, box.top, box.left + side, box.top + side),
                turn,
                min(360, turn + step),
                fill=vivid(context.rng),
            )
            turn += step
        return
    draw.line([(box.left, box.top), (box.left, box.bottom), (box.right, box.bottom)], fill=ink, width=2)


def chart_page(context: DrawContext) -> Image.Image:
    """One chart with its title and labels."""
    size = context.size(context.between(1.0, 1.7))
    image = Image.new("RGB", size, context.pick((WHITE, WHITE, (30, 32, 40))))
    ink = readable_on(image.getpixel((0, 0)))  # type: ignore[arg-type]
    area = whole(size).inset(size[0] // 14)
    face = context.family(Look.SANS, Look.SERIF)
    context.write(
        image,
        f"{context.word()} {context.count(2015, 2025)}",
        area.share(0, 0, 1, 0.1),
        ink,
        face=face,
        largest=size[1] // 16,
    )
    chart(context, image, area.share(0.06, 0.16, 0.98, 0.88), ink)
    for cell in area.share(0.06, 0.91, 1, 1).columns(context.count(3, 6), 4):
        context.write(image, context.word(), cell, ink, face=face, largest=size[1] // 26)
    return image
