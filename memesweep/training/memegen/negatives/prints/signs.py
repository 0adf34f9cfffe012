"""Writing that belongs to the scene: shop signs, banners, boards, slogans on cloth, labels on goods."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from memesweep.training.memegen.artwork.backdrop import grain, linear
from memesweep.training.memegen.artwork.marks import rounded
from memesweep.training.memegen.artwork.palette import deep, mix, pastel, readable_on, vivid
from memesweep.training.memegen.geometry import Box, whole
from memesweep.training.memegen.negatives.papers.paper import Point, perspective
from memesweep.training.memegen.negatives.values import address, amount, digits, firm
from memesweep.training.memegen.typography.fonts import Look
from memesweep.training.memegen.typography.lettering import WHITE, Ink

if TYPE_CHECKING:
    from memesweep.training.memegen.drawcontext import DrawContext

_LOOKS = (Look.BOLD, Look.IMPACT, Look.SANS, Look.SERIF, Look.FANCY)


def sign(context: DrawContext) -> Image.Image:
    """A board or a banner in a photographed place, seen at an angle and in its light."""
    image = context.whole_photo()
    width, height = image.size
    share = context.between(0.35, 0.95), context.between(0.14, 0.4)
    panel = _panel(context, (round(width * share[0]), round(height * share[1])))
    left = context.between(0.0, width - panel.width)
    top = context.between(0.02, 0.75) * (height - panel.height)
    tilt, lean = context.between(-0.12, 0.12) * panel.height, context.between(-0.25, 0.25) * panel.height
    right, bottom = left + panel.width, top + panel.height
    corners = [
        (left, top + lean),
        (right, top - lean + tilt),
        (right, bottom + lean + tilt),
        (left, bottom - lean),
    ]
    return _place(context, image, panel, corners, None)


def slogan(context: DrawContext) -> Image.Image:
    """Words or a number printed on cloth, a cup or a box: no board, only the ink."""
    image = context.whole_photo()
    side = round(min(image.size) * context.between(0.3, 0.55))
    panel = Image.new("RGB", (side, round(side * context.between(0.4, 0.9))), WHITE)
    ink = Image.new("L", panel.size)
    mask = Image.new("RGB", panel.size)
    text = context.pick((context.word(), digits(context, 2), context.word().upper(), context.sentence(3)))
    context.write(mask, text, whole(panel.size).inset(4), WHITE, *_LOOKS)
    ink.paste(mask.convert("L"))
    panel.paste(context.pick((WHITE, vivid(context.rng), deep(context.rng))), (0, 0, *panel.size))
    x = image.width * context.between(0.3, 0.7) - panel.width / 2
    y = image.height * context.between(0.4, 0.75) - panel.height / 2
    bend = [context.between(-0.1, 0.1) * panel.height for _ in range(4)]
    corners = [
        (x, y + bend[0]),
        (x + panel.width, y + bend[1]),
        (x + panel.width, y + panel.height + bend[2]),
        (x, y + panel.height + bend[3]),
    ]
    return _place(context, image, panel, corners, ink)


def _panel(context: DrawContext, size: tuple[int, int]) -> Image.Image:
    ground = context.pick(
        (WHITE, vivid(context.rng), vivid(context.rng), deep(context.rng), pastel(context.rng))
    )
    panel = Image.new("RGB", size, ground)
    if context.chance(0.3):
        panel = linear(size, ground, mix(ground, vivid(context.rng), 0.6), context.between(-90, 90))
    draw, area = ImageDraw.Draw(panel), whole(size).inset(max(2, size[0] // 30), max(2, size[1] // 14))
    if context.chance(0.4):
        draw.rectangle(whole(size).inset(2).corners, outline=readable_on(ground), width=context.count(1, 4))
    if context.chance(0.3):
        side = area.height
        logo = rounded((side, side), context.pick((0, side // 2)))
        panel.paste(context.photo((side, side)), (area.left, area.top), logo)
        area = Box(area.left + side + 4, area.top, max(20, area.width - side - 4), area.height)
    name = context.pick((firm(context), context.word(), f"{context.word()} {context.word()}"))
    name = name.upper() if context.chance(0.5) else name
    small = context.pick((digits(context, 10), address(context), amount(context, "$"), context.sentence(4)))
    lines = (name, small, context.sentence(6))[: context.count(1, 3)]
    ink, edges = (
        Ink(readable_on(ground, context.rng)),
        ((0, 1), (0, 0.62, 1), (0, 0.5, 0.8, 1))[len(lines) - 1],
    )
    for text, top, bottom in zip(lines, edges[:-1], edges[1:], strict=True):
        context.write(panel, text, area.share(0, top, 1, bottom), ink, *_LOOKS)
    return panel


def _place(
    context: DrawContext,
    image: Image.Image,
    panel: Image.Image,
    corners: list[Point],
    ink: Image.Image | None,
) -> Image.Image:
    """Lay the panel into the picture, shaded by the picture's own light and as sharp as it."""
    matrix = tuple(float(value) for value in perspective(panel.size, corners))
    way = (Image.Transform.PERSPECTIVE, matrix, Image.Resampling.BILINEAR)
    laid = panel.transform(image.size, *way)
    solid = Image.new("L", panel.size, 255) if ink is None else ink
    mask = solid.transform(image.size, *way)
    light = image.convert("L").filter(ImageFilter.BoxBlur(max(4, image.width // 14)))
    shade = light.point(lambda level: min(255, 96 + level)).convert("RGB")
    lit = ImageChops.multiply(laid, shade)
    soft = context.between(0.3, 1.2)
    result = image.copy()
    strength = 1.0 if ink is None else context.between(0.7, 0.95)
    faded = mask.filter(ImageFilter.BoxBlur(soft)).point(lambda level: round(level * strength))
    result.paste(lit.filter(ImageFilter.BoxBlur(soft)), (0, 0), faded)
    return grain(result, context.rng, context.between(1, 5))
