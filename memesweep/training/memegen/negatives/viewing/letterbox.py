"""A whole photograph inside a shape that is not its own: bars fill the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageFilter

from memesweep.training.memegen.artwork.backdrop import linear
from memesweep.training.memegen.artwork.palette import deep, vivid
from memesweep.training.memegen.geometry import Box, whole

if TYPE_CHECKING:
    from memesweep.training.memegen.drawcontext import DrawContext
    from memesweep.training.memegen.typography.lettering import Colour


def letterbox(
    context: DrawContext, photo: Image.Image, size: tuple[int, int], ground: Colour
) -> tuple[Image.Image, Box]:
    """Show the whole of a photograph in the middle of a plain ground, as viewers do.

    Returns:
        The picture of that size, and the box that the photograph takes up.

    """
    image = Image.new("RGB", size, ground)
    return image, _paste_whole(context, image, photo, rise=0.5)


def story_ground(context: DrawContext, photo: Image.Image, size: tuple[int, int]) -> tuple[Image.Image, Box]:
    """Show the whole of a photograph before black, its own colours blurred, or a gradient, as stories do."""
    way = context.pick(("black", "black", "blurred", "gradient"))
    image = Image.new("RGB", size)
    if way == "blurred":
        blur = ImageFilter.GaussianBlur(context.between(8, 20))
        image = context.cover(photo, size).filter(blur).point(lambda level: level * 3 // 4)
    elif way == "gradient":
        image = linear(size, vivid(context.rng), deep(context.rng))
    return image, _paste_whole(context, image, photo, rise=context.between(0.4, 0.55))


def _paste_whole(context: DrawContext, image: Image.Image, photo: Image.Image, rise: float) -> Box:
    scale = min(image.width / photo.width, image.height / photo.height)
    if context.chance(0.15):  # pinched a little smaller or larger
        scale *= context.between(0.8, 1.3)
    shown = photo.resize((max(1, round(photo.width * scale)), max(1, round(photo.height * scale))))
    corner = ((image.width - shown.width) // 2, round((image.height - shown.height) * rise))
    image.paste(shown, corner)
    left, top = max(0, corner[0]), max(0, corner[1])
    right, bottom = (
        min(end, start + side) for end, start, side in zip(image.size, corner, shown.size, strict=True)
    )
    return Box(left, top, max(1, right - left), max(1, bottom - top)) if right > left else whole(image.size)
