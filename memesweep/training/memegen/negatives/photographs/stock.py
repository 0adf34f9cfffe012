"""Photographs as agencies show them before they are paid for, and as reposts put a name on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image

from memesweep.training.memegen.artwork.marks import disc, invented_name
from memesweep.training.memegen.artwork.palette import grey, readable_on, vivid
from memesweep.training.memegen.geometry import Box, whole
from memesweep.training.memegen.typography.fonts import Look
from memesweep.training.memegen.typography.lettering import BLACK, WHITE, Align

if TYPE_CHECKING:
    from memesweep.training.memegen.drawcontext import DrawContext


def stock_photo(context: DrawContext) -> Image.Image:
    """A photograph under an agency's mark, with a credit strip, or with an account's name in a corner."""
    image = context.whole_photo()
    name = f"{invented_name(context).capitalize()}{context.pick(('Stock', ' photo', 'Pix', ' images', ''))}"
    if context.chance(0.7):
        image = _marked(context, image, name)
    if context.chance(0.5):
        image = _credited(context, image, name)
    elif context.chance(0.4):
        _account(context, image)
    return image


def _marked(context: DrawContext, image: Image.Image, name: str) -> Image.Image:
    """Large half-transparent words over the middle, or smaller ones all over."""
    layer = image.copy()
    rows = context.pick((1, 1, 3, 5))
    for row, line in enumerate(whole(image.size).rows(rows)):
        shift = round(image.width * 0.12) * (row % 2)
        for cell in line.columns(1 if rows == 1 else 3):
            box = cell.share(0.12, 0.35, 0.88, 0.65) if rows == 1 else cell.inset(4)
            spot = Box(box.left + shift, box.top, box.width, box.height)
            context.write(
                layer, name, spot, context.pick((WHITE, WHITE, grey(context.rng, 180, 230))), Look.BOLD
            )
    return Image.blend(image, layer, context.between(0.2, 0.65))


def _credited(context: DrawContext, image: Image.Image, name: str) -> Image.Image:
    """A strip below the picture with the agency's name and the picture's number."""
    strip = max(12, round(image.height * context.between(0.045, 0.09)))
    colour = context.pick((WHITE, WHITE, BLACK, grey(context.rng, 20, 60)))
    page = Image.new("RGB", (image.width, image.height + strip), colour)
    page.paste(image, (0, 0))
    number = f"{context.pick(('csp', 'ID ', 'img', 'k'))}{context.count(100000, 99999999)}"
    credit = context.pick(
        (f"© {name} - {number}", f"{number} {name} ©", f"www.{name.replace(' ', '').lower()}.com")
    )
    line = Box(6, image.height, image.width - 12, strip).inset(0, strip // 6)
    side = context.pick((Align.START, Align.MIDDLE, Align.END))
    context.write(page, credit, line, readable_on(colour), Look.SANS, Look.SERIF, align=side)
    return page


def _account(context: DrawContext, image: Image.Image) -> None:
    """A repost app's strip in a corner: round sign and the account's name, in place."""
    height = max(14, round(image.height * 0.08))
    width = min(image.width, round(height * context.between(4.5, 7.0)))
    corner = Box(context.pick((0, image.width - width)), image.height - height, width, height)
    image.paste(context.pick((BLACK, WHITE, grey(context.rng, 30, 80))), corner.corners)
    side = height - 4
    image.paste(vivid(context.rng), (corner.left + 2, corner.top + 2), disc(side))
    words = Box(corner.left + side + 6, corner.top, width - side - 10, height).inset(0, height // 5)
    ink = readable_on(image.getpixel((corner.right - 2, corner.top + 2)))  # type: ignore[arg-type]
    context.write(image, f"@{invented_name(context)}", words, ink, Look.SANS, Look.BOLD, align=Align.START)
