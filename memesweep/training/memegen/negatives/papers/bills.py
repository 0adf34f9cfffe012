"""What shops and doctors hand out: receipts, invoices, prescriptions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from memesweep.training.memegen.artwork.marks import invented_name
from memesweep.training.memegen.artwork.palette import deep, grey, mix, paper, readable_on, vivid
from memesweep.training.memegen.geometry import Box, whole
from memesweep.training.memegen.negatives.papers.codes import bars, seal, signature
from memesweep.training.memegen.negatives.papers.paper import photographed
from memesweep.training.memegen.negatives.values import (
    address,
    amount,
    currency,
    date,
    digits,
    firm,
    person,
)
from memesweep.training.memegen.typography.fonts import Look
from memesweep.training.memegen.typography.lettering import BLACK, WHITE, Align, Colour

if TYPE_CHECKING:
    from memesweep.training.memegen.drawcontext import DrawContext


def receipt(context: DrawContext) -> Image.Image:
    """Narrow slip of a till in typewriter letters."""
    size = context.size(context.between(0.38, 0.6))
    image = Image.new("RGB", size, paper(context.rng))
    face = context.family(Look.MONO, Look.MONO, Look.SANS)
    sign, ink = currency(context, face), grey(context.rng, 10, 90)
    area = whole(size).inset(size[0] // 14, size[1] // 40)
    barred = context.chance(0.5)
    rows = area.share(0, 0, 1, 0.9 if barred else 1).rows(context.count(18, 28))
    em = max(7, rows[0].height * 9 // 10)
    context.write(
        image, firm(context).upper(), area.share(0, 0, 1, 0.08), ink, Look.BOLD, Look.MONO, largest=em * 2
    )
    for i, line in enumerate(rows[2:]):
        last = i > len(rows) - 9
        if i in {0, 1, 2}:
            context.write(
                image,
                context.pick((address(context), digits(context, 10), date(context))),
                line,
                ink,
                face=face,
                largest=em,
            )
        elif i in {3, len(rows) - 9}:
            ImageDraw.Draw(image).line(
                (line.left, line.centre[1], line.right, line.centre[1]), fill=ink, width=1
            )
        elif context.chance(0.93):
            text = context.word()
            context.write(
                image, text, line.share(0, 0, 0.62, 1), ink, face=face, align=Align.START, largest=em
            )
            value = amount(context, sign if last else "")
            context.write(
                image, value, line.share(0.64, 0, 1, 1), ink, face=face, align=Align.END, largest=em
            )
    if barred:
        bars(context, image, area.share(0.1, 0.92, 0.9, 1))
    return photographed(context, image, 0.6)


def invoice(context: DrawContext) -> Image.Image:
    """Letterhead, addresses, a table of items, the total."""
    size = context.size(context.pick((0.71, 0.71, 0.77)))
    image = Image.new("RGB", size, paper(context.rng))
    draw, colour = ImageDraw.Draw(image), context.pick((deep(context.rng), vivid(context.rng), BLACK))
    face, bold = context.family(Look.SANS, Look.SANS, Look.SERIF), context.family(Look.BOLD)
    sign, em = currency(context, face), max(7, size[0] // 40)
    area = whole(size).inset(size[0] // 14)
    if context.chance(0.5):
        draw.rectangle(
            (0, 0, size[0], area.top + area.height // 8), fill=mix(colour, WHITE, context.between(0, 0.85))
        )
        head_ink = readable_on(image.getpixel((2, 2)))  # type: ignore[arg-type]
    else:
        head_ink = colour
    context.write(
        image,
        firm(context),
        area.share(0, 0, 0.55, 0.09),
        head_ink,
        face=bold,
        align=Align.START,
        largest=em * 2,
    )
    title = context.pick(("INVOICE", "BILL", "QUOTATION", context.word()))
    context.write(
        image, title, area.share(0.55, 0, 1, 0.09), head_ink, face=bold, align=Align.END, largest=em * 2
    )
    for left, align in ((0, Align.START), (0.5, Align.END)):
        text = f"{person(context)}\n{address(context)}\n{date(context)}"
        context.write(
            image, text, area.share(left, 0.15, left + 0.5, 0.27), BLACK, face=face, align=align, largest=em
        )
    table = area.share(0, 0.31, 1, context.between(0.6, 0.78))
    _table(context, image, table, colour, em, sign)
    total = Box(area.left + area.width // 2, table.bottom + em, area.width // 2, em * 2)
    context.write(
        image,
        f"{context.word()}: {amount(context, sign)}",
        total,
        BLACK,
        face=bold,
        align=Align.END,
        largest=em + 3,
    )
    if context.chance(0.6):
        signature(context, draw, area.share(0.65, 0.88, 0.95, 0.96))
    if context.chance(0.4):
        seal(context, draw, (area.left + area.width // 4, area.bottom - area.height // 12), size[0] * 0.08)
    return photographed(context, image, 0.45)


def _table(context: DrawContext, image: Image.Image, box: Box, colour: Colour, em: int, sign: str) -> None:
    draw, face = ImageDraw.Draw(image), context.family(Look.SANS)
    lines = box.rows(context.count(5, 11))
    edges = (0, 0.08, 0.52, 0.66, 0.82, 1.0)
    ruled = context.chance(0.6)
    for i, line in enumerate(lines):
        if i == 0:
            draw.rectangle(line.corners, fill=colour)
        elif i % 2 and context.chance(0.5):
            draw.rectangle(line.corners, fill=mix(WHITE, colour, 0.08))
        if ruled:
            draw.rectangle(line.corners, outline=mix(WHITE, BLACK, 0.3))
        ink = readable_on(colour) if i == 0 else BLACK
        cells = (
            str(i),
            context.word(),
            str(context.count(1, 40)),
            amount(context),
            amount(context, sign),
        )
        for text, left, right in zip(cells, edges[:-1], edges[1:], strict=True):
            words = context.word() if i == 0 else text
            align = Align.START if right < 0.6 else Align.END  # noqa: PLR2004 - words left, figures right
            context.write(
                image,
                words,
                line.share(left, 0, right, 1).inset(3, 1),
                ink,
                face=face,
                align=align,
                largest=em,
            )


def prescription(context: DrawContext) -> Image.Image:
    """A doctor's head, medicines in handwriting, signature and stamp."""
    size = context.size(context.between(0.66, 0.8))
    image = Image.new("RGB", size, paper(context.rng))
    draw, colour, em = ImageDraw.Draw(image), deep(context.rng), max(8, size[0] // 30)
    area = whole(size).inset(size[0] // 14)
    context.write(
        image,
        f"Dr. {person(context)}",
        area.share(0, 0, 0.7, 0.07),
        colour,
        Look.BOLD,
        Look.SERIF,
        align=Align.START,
        largest=em * 2,
    )
    context.write(
        image,
        f"{firm(context)}\n{address(context)}",
        area.share(0, 0.07, 0.8, 0.15),
        BLACK,
        Look.SANS,
        align=Align.START,
        largest=em,
    )
    draw.line(
        (area.left, area.top + area.height * 0.16, area.right, area.top + area.height * 0.16),
        fill=colour,
        width=2,
    )
    context.write(
        image,
        f"{person(context)}   {context.count(1, 90)}   {date(context)}",
        area.share(0, 0.17, 1, 0.23),
        BLACK,
        Look.SANS,
        Look.HAND,
        align=Align.START,
        largest=em,
    )
    context.write(
        image, "Rx", area.share(0, 0.24, 0.14, 0.33), colour, Look.SERIF, Look.FANCY, align=Align.START
    )
    ink = context.pick(((30, 40, 120), (20, 20, 25)))
    for i, line in enumerate(area.share(0.08, 0.34, 1, 0.8).rows(context.count(3, 7))):
        dose, times = context.pick((5, 10, 50, 250, 500)), context.pick(("1-0-1", "0-0-1", "1-1-1", "SOS"))
        drug = f"{i + 1}. {invented_name(context).capitalize()} {dose} mg   {times}"
        shift = context.count(0, 14)
        context.write(
            image,
            drug,
            Box(line.left + shift, line.top, line.width - shift, line.height),
            ink,
            Look.HAND,
            align=Align.START,
            largest=em * 3 // 2,
        )
    signature(context, draw, area.share(0.6, 0.85, 0.95, 0.93), ink)
    if context.chance(0.5):
        seal(context, draw, (area.left + area.width // 4, area.bottom - area.height // 10), size[0] * 0.09)
    return photographed(context, image, 0.6)
