"""Photographs of whiteboards, blackboards and projected slides in a room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFilter

from memesweep.training.memegen.artwork.backdrop import grain, linear, uneven_light
from memesweep.training.memegen.artwork.handmade import wobble
from memesweep.training.memegen.artwork.palette import grey, hsv, mix, pastel, readable_on, vivid
from memesweep.training.memegen.geometry import whole
from memesweep.training.memegen.negatives.drawn.chalk import CHALKS, MARKERS, boxes, graph, notes, scribble
from memesweep.training.memegen.negatives.papers.paper import perspective
from memesweep.training.memegen.typography.fonts import Look
from memesweep.training.memegen.typography.lettering import WHITE, Align

if TYPE_CHECKING:
    from memesweep.training.memegen.drawcontext import DrawContext


def board_photo(context: DrawContext) -> Image.Image:
    """What a listener photographs: writing and drawings at an angle, with glare and the room around."""
    size = context.size(context.pick((0.75, 1.0, 1.33, 1.33, 1.5, 1.78)))
    page = context.pick((_written, _written, _projected))(context, size)
    page = _glare(context, uneven_light(page, context.rng, context.between(0.05, 0.35)))
    if context.chance(0.75):
        page = _in_a_room(context, page)
    if context.chance(0.5):
        page = page.filter(ImageFilter.GaussianBlur(context.between(0.3, 1.2)))
    return grain(page, context.rng, context.between(2, 7))


def _written(context: DrawContext, size: tuple[int, int]) -> Image.Image:
    dark = context.chance(0.3)
    ground = hsv(context.pick((0.38, 0.4, 0.6)), context.between(0.05, 0.6), context.between(0.14, 0.3))
    page = Image.new("RGB", size, ground if dark else grey(context.rng, 205, 245))
    pens = CHALKS if dark else MARKERS
    cells = list(whole(size).inset(size[0] // 20).rows(context.count(2, 3), 6))
    for line in cells:
        for cell in line.columns(context.count(1, 3), 10):
            pen = context.pick((pens[0], *pens))
            context.pick((scribble, scribble, notes, notes, boxes, graph))(context, page, cell, pen)
    return wobble(page, context.rng, context.between(0.005, 0.02))


def _projected(context: DrawContext, size: tuple[int, int]) -> Image.Image:
    """A slide: heading, points, perhaps a picture."""
    ground = context.pick((WHITE, pastel(context.rng), vivid(context.rng), hsv(0.62, 0.8, 0.3)))
    page, ink = linear(size, ground, mix(ground, WHITE, context.between(0, 0.4))), readable_on(ground)
    area, face = whole(size).inset(size[0] // 18), context.family(Look.SANS, Look.BOLD, Look.SERIF)
    context.write(page, context.sentence(3), area.share(0, 0, 1, 0.22), ink, face=face, align=Align.START)
    width = 0.5 if context.chance(0.5) else 1.0
    body = area.share(0, 0.28, width - 0.02, 0.95)
    for line in body.rows(context.count(2, 5), 3):
        words = f"- {context.sentence(context.count(3, 7))}"
        context.write(page, words, line, ink, face=face, align=Align.START, largest=size[0] // 16)
    if width < 1:
        place = area.share(0.52, 0.3, 1, 0.92)
        page.paste(context.photo(place.size), place.corners[:2])
    return page


def _glare(context: DrawContext, page: Image.Image) -> Image.Image:
    """Lamps mirrored in the board."""
    light = Image.new("L", (page.width // 4, page.height // 4))
    draw = ImageDraw.Draw(light)
    for _ in range(context.count(0, 3)):
        x, y = context.between(0, light.width), context.between(0, light.height)
        w, h = context.between(0.05, 0.2) * light.width, context.between(0.03, 0.15) * light.height
        draw.ellipse((x - w, y - h, x + w, y + h), fill=context.count(90, 230))
    soft = light.filter(ImageFilter.BoxBlur(max(2, light.width // 18))).resize(page.size)
    page.paste((255, 255, 250), (0, 0), soft)
    return page


def _in_a_room(context: DrawContext, page: Image.Image) -> Image.Image:
    width, height = page.size
    wall = (
        grey(context.rng, 90, 225)
        if context.chance(0.6)
        else hsv(context.between(0, 1), 0.25, context.between(0.3, 0.8))
    )
    room = (
        context.photo(page.size)
        if context.chance(0.35)
        else linear(page.size, wall, mix(wall, (0, 0, 0), 0.4))
    )
    draw = ImageDraw.Draw(room)
    corners = [
        (
            x + context.between(-0.1, 0.06) * (1 if x else -1) * width,
            y + context.between(-0.14, 0.05) * (1 if y else -1) * height,
        )
        for x, y in ((0, 0), (width, 0), (width, height), (0, height))
    ]
    matrix = tuple(float(value) for value in perspective(page.size, corners))
    laid = page.transform(page.size, Image.Transform.PERSPECTIVE, matrix, Image.Resampling.BILINEAR)
    mask = Image.new("L", page.size)
    ImageDraw.Draw(mask).polygon(corners, fill=255)
    edge = context.pick((grey(context.rng, 120, 190), (100, 65, 35), (30, 30, 30)))
    draw.line([*corners, corners[0]], fill=edge, width=context.count(3, 14))
    room.paste(laid, (0, 0), mask)
    for _ in range(context.pick((0, 0, 1, 3, 5))):  # heads of those who sit in front
        x, r = context.between(0, width), context.between(0.04, 0.09) * width
        tone = grey(context.rng, 8, 45)
        top = height - r * context.between(0.8, 2)
        draw.ellipse((x - r, top, x + r, top + 2.4 * r), fill=tone)
        draw.rounded_rectangle(
            (x - 2 * r, top + 1.9 * r, x + 2 * r, max(height + 40, top + 4 * r)), r, fill=tone
        )
    return room
