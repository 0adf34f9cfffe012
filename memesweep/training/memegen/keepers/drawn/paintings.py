"""Children's and folk paintings: coarse repeated shapes, bold strokes, flat colours, painted letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from memesweep.training.memegen.artwork.backdrop import grain
from memesweep.training.memegen.artwork.handmade import wobble
from memesweep.training.memegen.artwork.palette import deep, hsv, mix, paper, pastel, vivid
from memesweep.training.memegen.geometry import Box, whole
from memesweep.training.memegen.keepers.drawn.motifs import MOTIFS, house, person, rings
from memesweep.training.memegen.keepers.papers.paper import photographed
from memesweep.training.memegen.typography.fonts import Look
from memesweep.training.memegen.typography.lettering import WHITE, Align, Colour, Ink

if TYPE_CHECKING:
    from memesweep.training.memegen.keepers.drawn.motifs import Motif
    from memesweep.training.memegen.studio import Studio

_LETTERS = (Look.HAND, Look.HAND, Look.BOLD, Look.FANCY)


def pattern_painting(studio: Studio) -> Image.Image:
    """Bands, a net, circles or a scene of painted shapes, on paper or as a photographed sheet."""
    size = studio.size(studio.pick((0.7, 0.75, 1.0, 1.0, 1.3, 1.4)))
    ground = studio.pick((paper(studio.rng), pastel(studio.rng), vivid(studio.rng), deep(studio.rng)))
    image = Image.new("RGB", size, ground)
    colours = _paints(studio)
    edge = studio.pick((deep(studio.rng), deep(studio.rng), (20, 18, 18), WHITE))
    studio.pick((_bands, _net, _circles, _scene))(studio, image, colours, edge)
    if studio.chance(0.3):
        words = studio.pick((studio.word(), studio.word().upper(), studio.sentence(3)))
        place = studio.pick(((0.05, 0.03, 0.95, 0.2), (0.05, 0.8, 0.95, 0.97), (0.1, 0.36, 0.9, 0.64)))
        ink = Ink(studio.pick(colours), outline=edge if studio.chance(0.6) else None, outline_share=0.1)
        studio.write(image, words, whole(size).share(*place), ink, *_LETTERS)
    image = wobble(image, studio.rng, studio.between(0.004, 0.03))
    if studio.chance(0.55):  # the painter's name
        corner = whole(size).share(0.6, 0.93, 0.98, 0.99)
        studio.write(image, studio.say(studio.language.names), corner, edge, Look.HAND, align=Align.END)
    if studio.chance(0.5):
        image = _brushed(studio, image, ground)
    if studio.chance(0.3):
        room = studio.count(8, 30)
        sheet = Image.new("RGB", (size[0] + 2 * room, size[1] + 2 * room), paper(studio.rng))
        sheet.paste(image, (room, room))
        image = sheet
    return photographed(studio, image, 0.55)


def _paints(studio: Studio) -> tuple[Colour, ...]:
    count = studio.count(2, 6)
    if studio.chance(0.3):  # earth and plant colours
        return tuple(
            hsv(studio.between(0.01, 0.14), studio.between(0.4, 0.9), studio.between(0.3, 0.95))
            for _ in range(count)
        )
    return tuple(vivid(studio.rng) for _ in range(count))


def _some(studio: Studio, colours: tuple[Colour, ...]) -> tuple[Colour, ...]:
    return tuple(studio.pick(colours) for _ in range(studio.count(2, 5)))


def _row(
    studio: Studio, draw: ImageDraw.ImageDraw, line: Box, paints: tuple[Colour, ...], edge: Colour
) -> None:
    motif, chosen = studio.pick(MOTIFS), _some(studio, paints)
    count = max(1, round(line.width / max(8, line.height) * studio.between(0.8, 1.3)))
    stroke = studio.count(1, max(1, line.height // 18))
    for cell in line.columns(count, 2):
        motif(draw, cell, chosen, edge, stroke)


def _bands(studio: Studio, image: Image.Image, colours: tuple[Colour, ...], edge: Colour) -> None:
    draw, y = ImageDraw.Draw(image), 0
    while y < image.height:
        height = round(image.height * studio.between(0.06, 0.28))
        line = Box(0, y, image.width, height)
        if studio.chance(0.6):
            draw.rectangle(line.corners, fill=studio.pick(colours))
        _row(studio, draw, line.inset(1, 2), colours, edge)
        draw.line((0, y, image.width, y), fill=edge, width=studio.count(1, 5))
        y += height


def _net(studio: Studio, image: Image.Image, colours: tuple[Colour, ...], edge: Colour) -> None:
    draw, across = ImageDraw.Draw(image), studio.count(2, 7)
    motifs: tuple[Motif, ...] = (studio.pick(MOTIFS), studio.pick(MOTIFS))
    sets = (_some(studio, colours), _some(studio, colours))
    down, stroke = max(1, round(across * image.height / image.width)), studio.count(1, 4)
    for r, line in enumerate(whole(image.size).rows(down)):
        for c, cell in enumerate(line.columns(across)):
            if (r + c) % 2:
                draw.rectangle(cell.corners, fill=sets[0][-1])
            motifs[(r + c) % 2](draw, cell.inset(2), sets[(r + c) % 2], edge, stroke)


def _circles(studio: Studio, image: Image.Image, colours: tuple[Colour, ...], edge: Colour) -> None:
    """A large figure in a frame of small ones."""
    draw, side = ImageDraw.Draw(image), round(min(image.size) * studio.between(0.1, 0.2))
    area = whole(image.size)
    for line in (area.share(0, 0, 1, side / area.height), Box(0, area.bottom - side, area.width, side)):
        _row(studio, draw, line, colours, edge)
    motif, chosen = studio.pick(MOTIFS), _some(studio, colours)
    for x in (0, area.right - side):
        for cell in Box(x, side, side, area.height - 2 * side).rows(max(1, area.height // side - 2), 2):
            motif(draw, cell, chosen, edge, studio.count(1, 2))
    middle = area.inset(side + 4)
    draw.rectangle(middle.corners, fill=studio.pick(colours), outline=edge, width=3)
    rings(draw, middle.inset(4), _some(studio, colours), edge, 3)
    studio.pick(MOTIFS)(
        draw, middle.share(0.2, 0.2, 0.8, 0.8), _some(studio, colours), edge, studio.count(2, 5)
    )


def _scene(studio: Studio, image: Image.Image, colours: tuple[Colour, ...], edge: Colour) -> None:
    """Sun, ground, houses, people and trees, none of them to scale."""
    draw, area = ImageDraw.Draw(image), whole(image.size)
    if studio.chance(0.6):
        draw.rectangle(area.corners, fill=hsv(studio.between(0.5, 0.6), studio.between(0.2, 0.7), 0.95))
    level = studio.between(0.55, 0.8)
    draw.rectangle(area.share(0, level, 1, 1).corners, fill=hsv(studio.between(0.2, 0.4), 0.7, 0.7))
    r = min(image.size) * studio.between(0.07, 0.14)
    x, y = studio.pick((0.0, 0.15, 0.85)) * image.width, image.height * studio.between(0, 0.2)
    draw.ellipse((x - r, y - r, x + r, y + r), fill=(250, 205, 40), outline=edge, width=2)
    for _ in range(studio.count(5, 14)):
        motif = studio.pick((house, person, person, *MOTIFS))
        side = min(image.size) * studio.between(0.14, 0.36)
        foot = image.height * min(0.98, level + studio.between(-0.3, 0.25))
        box = Box(round(studio.between(0, 0.85) * image.width), round(foot - side), round(side), round(side))
        motif(draw, box, _some(studio, colours), edge, studio.count(1, 4))


def _brushed(studio: Studio, image: Image.Image, ground: Colour) -> Image.Image:
    """Uneven paint: thin patches through which the paper shows, edges smeared by the brush."""
    soft = image.filter(ImageFilter.MedianFilter(3)) if studio.chance(0.4) else image
    patches = studio.rng.normal(128, 60, size=(image.height // 2 + 1, image.width // 6 + 1))
    veil = Image.fromarray(patches.clip(0, 255).astype(np.uint8)).resize(image.size)
    thin = Image.new("RGB", image.size, mix(ground, WHITE, 0.5))
    level = studio.between(0.1, 0.45)
    soft = Image.composite(thin, soft, veil.point(lambda value: round(max(0, value - 110) * level)))
    return grain(soft, studio.rng, studio.between(3, 9))
