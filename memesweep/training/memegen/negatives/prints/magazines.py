"""Covers of magazines: a name across the head, a person, teasers at the sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from memesweep.training.memegen.artwork.backdrop import linear
from memesweep.training.memegen.artwork.handmade import average
from memesweep.training.memegen.artwork.marks import invented_name
from memesweep.training.memegen.artwork.palette import readable_on, vivid
from memesweep.training.memegen.geometry import Box, whole
from memesweep.training.memegen.negatives.papers.paper import photographed
from memesweep.training.memegen.negatives.values import amount, date
from memesweep.training.memegen.typography.fonts import Look
from memesweep.training.memegen.typography.lettering import BLACK, WHITE, Align, Colour, Ink

if TYPE_CHECKING:
    from memesweep.training.memegen.drawcontext import DrawContext


def magazine(context: DrawContext) -> Image.Image:
    """A whole cover, flat or photographed on a table."""
    image = context.photo(context.size(context.between(0.68, 0.8)))
    if context.chance(0.2):
        image = Image.blend(image, linear(image.size, vivid(context.rng), vivid(context.rng)), 0.35)
    area = whole(image.size).inset(image.width // 28, image.height // 40)
    tone = context.pick((WHITE, (255, 225, 20), vivid(context.rng), BLACK))
    _masthead(context, image, area, tone)
    _teasers(context, image, area, tone)
    if context.chance(0.75):
        box = area.share(*context.pick(((0, 0.66, 1, 0.86), (0, 0.7, 0.75, 0.9), (0.25, 0.6, 1, 0.8))))
        words = context.pick((context.say(context.language.names), context.word(), context.sentence(3)))
        ink = Ink(context.pick((WHITE, tone)), shadow=BLACK if context.chance(0.6) else None)
        context.write(image, words.upper() if context.chance(0.5) else words, box, ink,
                     Look.BOLD, Look.SERIF, Look.IMPACT, Look.FANCY, largest=image.width // 7)  # fmt: skip
    if context.chance(0.6):
        barcode(context, image, area.share(*context.pick(((0.74, 0.89, 1, 1), (0, 0.89, 0.26, 1)))))
    return photographed(context, image, 0.35)


def _masthead(context: DrawContext, image: Image.Image, area: Box, tone: Colour) -> None:
    name = context.pick(
        (invented_name(context, 2).upper(), invented_name(context).capitalize(), context.word())
    )
    head = area.share(0, 0.02, 1, context.between(0.14, 0.24))
    if context.chance(0.25):
        ground = vivid(context.rng)
        ImageDraw.Draw(image).rectangle((0, 0, image.width, head.bottom + 4), fill=ground)
        tone = readable_on(ground)
    ink = Ink(tone, shadow=BLACK if context.chance(0.3) else None)
    context.write(image, name, head, ink, Look.SERIF, Look.BOLD, Look.IMPACT, Look.SANS)
    if context.chance(0.7):
        line = Box(area.left, head.bottom + 2, area.width, max(9, image.height // 45))
        text = f"{date(context)}   No. {context.count(1, 400)}   {amount(context, '$')}"
        context.write(image, text, line, readable_on(average(image, line)), Look.SANS, Look.SERIF)


def _teasers(context: DrawContext, image: Image.Image, area: Box, tone: Colour) -> None:
    """Heads and a line each, in a column at one side or at both."""
    sides = context.pick(((True,), (False,), (True, False)))
    face = context.family(Look.BOLD, Look.SANS, Look.SERIF)
    small = context.family(Look.SANS, Look.SERIF)
    depth = context.between(0.28, 0.38)
    for left in sides:
        start, end = (0.0, depth) if left else (1 - depth, 1.0)
        column = area.share(start, 0.28, end, context.between(0.62, 0.86))
        align = Align.START if left else context.pick((Align.START, Align.END))
        for cell in column.rows(context.count(2, 4), image.height // 40):
            head, text = cell.share(0, 0, 1, 0.42), cell.share(0, 0.45, 1, 1)
            if context.chance(0.15):
                fill = vivid(context.rng)
                ImageDraw.Draw(image).rectangle(head.inset(-3, -1).corners, fill=fill)
                bold = Ink(readable_on(fill))
            else:
                bold = Ink(context.pick((tone, WHITE)), shadow=BLACK if context.chance(0.5) else None)
            words = context.word()
            context.write(image, words.upper() if context.chance(0.5) else words, head, bold,
                         face=face, align=align, largest=image.width // 13)  # fmt: skip
            plain = Ink(readable_on(average(image, text)))
            context.write(image, context.sentence(context.count(4, 9)), text, plain,
                         face=small, align=align, valign=Align.START, largest=image.width // 24)  # fmt: skip


def barcode(context: DrawContext, image: Image.Image, box: Box) -> None:
    """Black bars on white, in place."""
    draw = ImageDraw.Draw(image)
    draw.rectangle(box.corners, fill=WHITE)
    x, inner = box.left + 4, box.inset(4, 3)
    while x < inner.right - 3:
        width = context.count(1, 3)
        draw.rectangle((x, inner.top, x + width - 1, inner.bottom - 1), fill=BLACK)
        x += width + context.count(1, 3)
