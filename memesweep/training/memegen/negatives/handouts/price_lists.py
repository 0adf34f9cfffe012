"""What a salon, a printer or a kitchen sends round: goods with their prices, on a designed page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from memesweep.training.memegen.artwork.backdrop import any_card
from memesweep.training.memegen.artwork.handmade import average
from memesweep.training.memegen.artwork.marks import disc, rounded
from memesweep.training.memegen.artwork.palette import deep, mix, pastel, readable_on, vivid
from memesweep.training.memegen.geometry import Box, whole
from memesweep.training.memegen.negatives.papers.paper import photographed
from memesweep.training.memegen.negatives.values import address, amount, currency, digits, firm
from memesweep.training.memegen.typography.fonts import Look
from memesweep.training.memegen.typography.lettering import BLACK, WHITE, Align

if TYPE_CHECKING:
    from memesweep.training.memegen.drawcontext import DrawContext
    from memesweep.training.memegen.typography.fonts import Face
    from memesweep.training.memegen.typography.lettering import Colour


def price_list(context: DrawContext) -> Image.Image:
    """A heading, one or two columns of items with prices, pictures of goods, where to order."""
    size = context.size(context.pick((0.67, 0.71, 0.8, 1.0, 1.0)))
    ground = context.pick((WHITE, BLACK, pastel(context.rng), deep(context.rng), vivid(context.rng)))
    image = any_card(size, context.rng) if context.chance(0.3) else Image.new("RGB", size, ground)
    area = whole(size).inset(size[0] // 20, size[1] // 26)
    face, bold = (
        context.family(Look.SANS, Look.SERIF, Look.BOLD),
        context.family(Look.BOLD, Look.FANCY, Look.IMPACT),
    )
    head = area.share(0, 0, 1, 0.13)
    if context.chance(0.5):
        fill = vivid(context.rng)
        ImageDraw.Draw(image).rounded_rectangle(head.corners, context.count(0, 14), fill=fill)
    title = context.pick(("PRICE LIST", "PRICES", "Rates", "TARIFAS", context.word(), firm(context)))
    context.write(image, title, head.inset(6, 3), readable_on(average(image, head)), face=bold)
    top = 0.16
    if context.chance(0.5):
        _goods(context, image, area.share(0, 0.15, 1, 0.36))
        top = 0.38
    columns = area.share(0, top, 1, 0.9).columns(context.pick((1, 1, 2)), size[0] // 24)
    sign = currency(context, face)
    for column in columns:
        if context.chance(0.4):
            panel = mix(average(image, column), context.pick((WHITE, BLACK)), 0.25)
            image.paste(panel, column.corners[:2], rounded(column.size, context.count(0, 12)))
        accent = context.pick((readable_on(average(image, column)), vivid(context.rng)))
        for i, line in enumerate(column.inset(5, 3).rows(context.count(5, 10), 2)):
            ink = readable_on(average(image, line))
            if i == 0 and context.chance(0.6):
                context.write(image, context.word(), line, accent, face=bold, align=Align.START)
                continue
            _item(context, image, line, face, ink, sign)
    foot = area.share(0, 0.92, 1, 1)
    contact = context.pick((digits(context, 10), f"{digits(context, 10)}   {address(context)}"))
    context.write(image, contact, foot, readable_on(average(image, foot)), face=face, largest=size[0] // 18)
    return photographed(context, image, 0.15)


def _item(context: DrawContext, image: Image.Image, line: Box, face: Face, ink: Colour, sign: str) -> None:
    size = max(8, line.height * 2 // 3)
    name, price = line.share(0, 0, 0.62, 1), line.share(0.64, 0, 1, 1)
    context.write(image, context.word(), name, ink, face=face, align=Align.START, largest=size)
    context.write(image, amount(context, sign), price, ink, face=face, align=Align.END, largest=size)
    if context.chance(0.3):
        for x in range(name.left + name.width // 2, price.right - price.width // 2, 5):
            ImageDraw.Draw(image).point((x, line.bottom - 2), fill=ink)


def _goods(context: DrawContext, image: Image.Image, box: Box) -> None:
    for cell in box.columns(context.count(1, 4), 6):
        if context.chance(0.5):
            side = min(cell.size)
            image.paste(context.photo((side, side)), (cell.centre[0] - side // 2, cell.top), disc(side))
        else:
            image.paste(context.photo(cell.size), cell.corners[:2], rounded(cell.size, context.count(0, 12)))
