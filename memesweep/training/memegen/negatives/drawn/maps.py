"""Street maps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from memesweep.training.memegen.artwork.palette import hsv

if TYPE_CHECKING:
    from memesweep.training.memegen.drawcontext import DrawContext
    from memesweep.training.memegen.typography.lettering import Colour

_THEMES: tuple[tuple[Colour, Colour, Colour, Colour, Colour], ...] = (
    ((242, 239, 233), (255, 255, 255), (249, 214, 130), (170, 211, 223), (200, 230, 190)),
    ((233, 236, 240), (255, 255, 255), (255, 255, 255), (156, 192, 249), (187, 226, 198)),
    ((36, 47, 62), (56, 65, 78), (116, 104, 85), (23, 38, 60), (38, 60, 63)),
    ((70, 85, 55), (150, 150, 140), (190, 180, 150), (40, 60, 80), (50, 75, 40)),
)
"""Ground, street, main road, water, park."""


def streets(context: DrawContext, size: tuple[int, int], *, pin: bool = True) -> Image.Image:
    """Draw a map of streets, main roads, water and parks, perhaps with a pin."""
    ground, street, road, water, park = context.pick(_THEMES)
    width, height = size
    reach = max(size)
    image = Image.new("RGB", size, ground)
    draw = ImageDraw.Draw(image)
    for _ in range(context.count(0, 3)):
        x, y = context.between(0, width), context.between(0, height)
        w, h = context.between(0.1, 0.4) * width, context.between(0.1, 0.3) * height
        draw.rectangle((x, y, x + w, y + h), fill=park)
    if context.chance(0.5):
        y = context.between(0, height)
        points = [(reach * i / 6, y + context.between(-0.1, 0.1) * height) for i in range(8)]
        draw.line(points, fill=water, width=max(4, round(reach * context.between(0.04, 0.15))), joint="curve")
    slope = context.between(-0.5, 0.5)
    thin = max(1, round(reach * 0.012))
    step = reach * context.between(0.07, 0.16)
    at = float(-reach)
    while at < 2 * reach:
        at += step * context.between(0.5, 1.5)
        draw.line((at, 0, at + slope * height, height), fill=street, width=thin)
        draw.line((0, at, width, at - slope * width), fill=street, width=thin)
    for _ in range(context.count(1, 3)):
        ends = (context.between(-0.2, 1.2) * width, 0, context.between(-0.2, 1.2) * width, height)
        draw.line(ends if context.chance(0.5) else (0, ends[0], width, ends[2]), fill=road, width=thin * 3)
    if pin:
        x, y, r = (
            width * context.between(0.3, 0.7),
            height * context.between(0.3, 0.7),
            max(3.0, reach * 0.045),
        )
        red = hsv(context.pick((0.0, 0.01, 0.6)), 0.8, 0.9)
        draw.polygon([(x - r * 0.9, y), (x + r * 0.9, y), (x, y + 2.2 * r)], fill=red)
        draw.ellipse((x - r, y - r, x + r, y + r), fill=red)
        draw.ellipse((x - r * 0.4, y - r * 0.4, x + r * 0.4, y + r * 0.4), fill=(255, 255, 255))
    return image
