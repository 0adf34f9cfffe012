"""Children's and folk paintings: coarse repeated shapes, bold strokes, flat colours, painted letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from memesweep.training.memegen.artwork.backdrop import grain
from memesweep.training.memegen.artwork.handmade import wobble
from memesweep.training.memegen.artwork.palette import deep, hsv, mix, paper, pastel, vivid
from memesweep.training.memegen.geometry import Box, whole
from memesweep.training.memegen.negatives.drawn.motifs import MOTIFS, house, person, rings
from memesweep.training.memegen.negatives.papers.paper import photographed
from memesweep.training.memegen.typography.fonts import Look
from memesweep.training.memegen.typography.lettering import WHITE, Align, Colour, Ink

if TYPE_CHECKING:
    from memesweep.training.memegen.drawcontext import DrawContext
    from memesweep.training.memegen.negatives.drawn.motifs import Motif

_LETTERS = (Look.HAND, Look.HAND, Look.BOLD, Look.FANCY)


def pattern_painting(context: DrawContext) -> Image.Image:
    """Bands, a net, circles or a scene of painted shapes, on paper or as a photographed sheet."""
    size = context.size(context.pick((0.7, 0.75, 1.0, 1.0, 1.3, 1.4)))
    ground = context.pick((paper(context.rng), pastel(context.rng), vivid(context.rng), deep(context.rng)))
    image = Image.new("RGB", size, ground)
    colours = _paints(context)
    edge = context.pick((deep(context.rng), deep(context.rng), (20, 18, 18), WHITE))
    context.pick((_bands, _net, _circles, _scene))(context, image, colours, edge)
    if context.chance(0.3):
        words = context.pick((context.word(), context.word().upper(), context.sentence(3)))
        place = context.pick(((0.05, 0.03, 0.95, 0.2), (0.05, 0.8, 0.95, 0.97), (0.1, 0.36, 0.9, 0.64)))
        ink = Ink(context.pick(colours), outline=edge if context.chance(0.6) else None, outline_share=0.1)
        context.write(image, words, whole(size).share(*place), ink, *_LETTERS)
    image = wobble(image, context.rng, context.between(0.004, 0.03))
    if context.chance(0.55):  # the painter's name
        corner = whole(size).share(0.6, 0.93, 0.98, 0.99)
        context.write(image, context.say(context.language.names), corner, edge, Look.HAND, align=Align.END)
    if context.chance(0.5):
        image = _brushed(context, image, ground)
    if context.chance(0.3):
        room = context.count(8, 30)
        sheet = Image.new("RGB", (size[0] + 2 * room, size[1] + 2 * room), paper(context.rng))
        sheet.paste(image, (room, room))
        image = sheet
    return photographed(context, image, 0.55)


def _paints(context: DrawContext) -> tuple[Colour, ...]:
    count = context.count(2, 6)
    if context.chance(0.3):  # earth and plant colours
        return tuple(
            hsv(context.between(0.01, 0.14), context.between(0.4, 0.9), context.between(0.3, 0.95))
            for _ in range(count)
        )
    return tuple(vivid(context.rng) for _ in range(count))


def _some(context: DrawContext, colours: tuple[Colour, ...]) -> tuple[Colour, ...]:
    return tuple(context.pick(colours) for _ in range(context.count(2, 5)))


def _row(
    context: DrawContext, draw: ImageDraw.ImageDraw, line: Box, paints: tuple[Colour, ...], edge: Colour
) -> None:
    motif, chosen = context.pick(MOTIFS), _some(context, paints)
    count = max(1, round(line.width / max(8, line.height) * context.between(0.8, 1.3)))
    stroke = context.count(1, max(1, line.height // 18))
    for cell in line.columns(count, 2):
        motif(draw, cell, chosen, edge, stroke)


def _bands(context: DrawContext, image: Image.Image, colours: tuple[Colour, ...], edge: Colour) -> None:
    draw, y = ImageDraw.Draw(image), 0
    while y < image.height:
        height = round(image.height * context.between(0.06, 0.28))
        line = Box(0, y, image.width, height)
        if context.chance(0.6):
            draw.rectangle(line.corners, fill=context.pick(colours))
        _row(context, draw, line.inset(1, 2), colours, edge)
        draw.line((0, y, image.width, y), fill=edge, width=context.count(1, 5))
        y += height


def _net(context: DrawContext, image: Image.Image, colours: tuple[Colour, ...], edge: Colour) -> None:
    draw, across = ImageDraw.Draw(image), context.count(2, 7)
    motifs: tuple[Motif, ...] = (context.pick(MOTIFS), context.pick(MOTIFS))
    sets = (_some(context, colours), _some(context, colours))
    down, stroke = max(1, round(across * image.height / image.width)), context.count(1, 4)
    for r, line in enumerate(whole(image.size).rows(down)):
        for c, cell in enumerate(line.columns(across)):
            if (r + c) % 2:
                draw.rectangle(cell.corners, fill=sets[0][-1])
            motifs[(r + c) % 2](draw, cell.inset(2), sets[(r + c) % 2], edge, stroke)


def _circles(context: DrawContext, image: Image.Image, colours: tuple[Colour, ...], edge: Colour) -> None:
    """A large figure in a frame of small ones."""
    draw, side = ImageDraw.Draw(image), round(min(image.size) * context.between(0.1, 0.2))
    area = whole(image.size)
    for line in (area.share(0, 0, 1, side / area.height), Box(0, area.bottom - side, area.width, side)):
        _row(context, draw, line, colours, edge)
    motif, chosen = context.pick(MOTIFS), _some(context, colours)
    for x in (0, area.right - side):
        for cell in Box(x, side, side, area.height - 2 * side).rows(max(1, area.height // side - 2), 2):
            motif(draw, cell, chosen, edge, context.count(1, 2))
    middle = area.inset(side + 4)
    draw.rectangle(middle.corners, fill=context.pick(colours), outline=edge, width=3)
    rings(draw, middle.inset(4), _some(context, colours), edge, 3)
    context.pick(MOTIFS)(
        draw, middle.share(0.2, 0.2, 0.8, 0.8), _some(context, colours), edge, context.count(2, 5)
    )


def _scene(context: DrawContext, image: Image.Image, colours: tuple[Colour, ...], edge: Colour) -> None:
    """Sun, ground, houses, people and trees, none of them to scale."""
    draw, area = ImageDraw.Draw(image), whole(image.size)
    if context.chance(0.6):
        draw.rectangle(area.corners, fill=hsv(context.between(0.5, 0.6), context.between(0.2, 0.7), 0.95))
    level = context.between(0.55, 0.8)
    draw.rectangle(area.share(0, level, 1, 1).corners, fill=hsv(context.between(0.2, 0.4), 0.7, 0.7))
    r = min(image.size) * context.between(0.07, 0.14)
    x, y = context.pick((0.0, 0.15, 0.85)) * image.width, image.height * context.between(0, 0.2)
    draw.ellipse((x - r, y - r, x + r, y + r), fill=(250, 205, 40), outline=edge, width=2)
    for _ in range(context.count(5, 14)):
        motif = context.pick((house, person, person, *MOTIFS))
        side = min(image.size) * context.between(0.14, 0.36)
        foot = image.height * min(0.98, level + context.between(-0.3, 0.25))
        box = Box(round(context.between(0, 0.85) * image.width), round(foot - side), round(side), round(side))
        motif(draw, box, _some(context, colours), edge, context.count(1, 4))


def _brushed(context: DrawContext, image: Image.Image, ground: Colour) -> Image.Image:
    """Uneven paint: thin patches through which the paper shows, edges smeared by the brush."""
    soft = image.filter(ImageFilter.MedianFilter(3)) if context.chance(0.4) else image
    patches = context.rng.normal(128, 60, size=(image.height // 2 + 1, image.width // 6 + 1))
    veil = Image.fromarray(patches.clip(0, 255).astype(np.uint8)).resize(image.size)
    thin = Image.new("RGB", image.size, mix(ground, WHITE, 0.5))
    level = context.between(0.1, 0.45)
    soft = Image.composite(thin, soft, veil.point(lambda value: round(max(0, value - 110) * level)))
    return grain(soft, context.rng, context.between(3, 9))
