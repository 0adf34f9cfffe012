"""Boarding passes: on thin card with a stub, or in a telephone's wallet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageDraw

from memesweep.training.memegen.artwork.marks import invented_name, rounded
from memesweep.training.memegen.artwork.palette import deep, mix, pastel, readable_on, vivid
from memesweep.training.memegen.geometry import Box, whole
from memesweep.training.memegen.negatives.papers.codes import squares
from memesweep.training.memegen.negatives.papers.paper import photographed
from memesweep.training.memegen.negatives.values import clock, code, date, digits, person
from memesweep.training.memegen.typography.fonts import Look
from memesweep.training.memegen.typography.lettering import BLACK, WHITE, Align

if TYPE_CHECKING:
    from memesweep.training.memegen.drawcontext import DrawContext
    from memesweep.training.memegen.typography.lettering import Colour

_MODULE_ROWS = 12
"""Rows of the wide two-dimensional code of airlines."""


def boarding_card(context: DrawContext) -> Image.Image:
    """From, to, flight, gate, seat, a name and a code to scan."""
    return _wallet(context) if context.chance(0.5) else _paper(context)


def _paper(context: DrawContext) -> Image.Image:
    size = context.size(context.between(2.0, 2.7))
    colour, ground = (
        context.pick((vivid(context.rng), deep(context.rng))),
        context.pick((WHITE, pastel(context.rng))),
    )
    image = Image.new("RGB", size, ground)
    draw = ImageDraw.Draw(image)
    head = whole(size).share(0, 0, 1, 0.2)
    draw.rectangle(head.corners, fill=colour)
    airline = (
        f"{invented_name(context, 2).capitalize()} {context.pick(('Air', 'Airlines', 'Airways', 'Jet'))}"
    )
    for title, box, align in ((airline, head.share(0.02, 0.1, 0.4, 0.9), Align.START),
                              ("BOARDING PASS", head.share(0.42, 0.2, 0.7, 0.8), Align.END),
                              ("BOARDING PASS", head.share(0.77, 0.2, 0.98, 0.8), Align.MIDDLE)):  # fmt: skip
        context.write(image, title, box, readable_on(colour), Look.BOLD, Look.SANS, align=align)
    body, stub = whole(size).share(0.03, 0.25, 0.71, 0.97), whole(size).share(0.77, 0.25, 0.98, 0.97)
    ends = _ends(context)
    _fields(context, image, body.share(0, 0, 0.66, 1), ends, colour)
    wide_code(context, image, body.share(0.7, 0.1, 1, 0.8))
    _fields(context, image, stub, ends, colour)
    tear = round(size[0] * 0.74)
    for y in range(head.bottom, size[1], 7):
        draw.line((tear, y, tear, y + 3), fill=mix(ground, BLACK, 0.4), width=1)
    return photographed(context, image, 0.65)


def _wallet(context: DrawContext) -> Image.Image:
    size = context.size(context.between(0.46, 0.62))
    image = Image.new("RGB", size, context.pick((BLACK, WHITE, (235, 235, 240))))
    colour = context.pick((vivid(context.rng), deep(context.rng), WHITE))
    card = whole(size).inset(size[0] // 20, size[1] // context.count(10, 22))
    image.paste(colour, card.corners[:2], rounded(card.size, context.count(6, 18)))
    inner = card.inset(card.width // 14, card.height // 28)
    _fields(context, image, inner.share(0, 0, 1, 0.56), _ends(context), readable_on(colour))
    place = inner.share(0.12, 0.62, 0.88, 0.95)
    plate = rounded(place.size, 8)
    image.paste(WHITE, place.corners[:2], plate)
    if context.chance(0.5):
        squares(context, image, place.inset(8))
    else:
        wide_code(context, image, place.share(0.06, 0.25, 0.94, 0.75))
    return image


def _ends(context: DrawContext) -> tuple[str, str]:
    first, second = (invented_name(context, 2).upper()[:3] for _ in range(2))
    return first, second


def _fields(
    context: DrawContext, image: Image.Image, box: Box, ends: tuple[str, str], colour: Colour
) -> None:
    """Both airports large, then labelled fields in rows, in place."""
    ink = colour if colour == WHITE else BLACK
    faint = mix(ink, colour, 0.4)
    line = box.share(0, 0, 1, 0.3)
    for end, place, align in (
        (ends[0], line.share(0, 0, 0.4, 1), Align.START),
        (ends[1], line.share(0.6, 0, 1, 1), Align.END),
    ):
        context.write(image, end, place, ink, Look.BOLD, Look.SANS, align=align)
    x, y = line.centre
    r = max(3, line.height // 6)
    ImageDraw.Draw(image).polygon([(x - r, y - r), (x + r, y), (x - r, y + r), (x - r // 2, y)], fill=faint)
    values = [
        ("Passenger", person(context).upper()), ("Flight", f"{code(context, 2)} {digits(context, 4)}"),
        ("Date", date(context)), ("Boarding", clock(context)), ("Gate", code(context, 2)),
        ("Seat", f"{context.count(1, 38)}{context.pick('ABCDEF')}"),
        ("Class", context.pick(("Economy", "Y"))), ("Booking", code(context, 6)),
    ]  # fmt: skip
    rows = box.share(0, 0.34, 1, 1).rows(context.pick((3, 4)), 2)
    for i, row in enumerate(rows):
        for (label, value), cell in zip(values[2 * i : 2 * i + 2], row.columns(2, 4), strict=False):
            context.write(image, label, cell.share(0, 0, 1, 0.38), faint, Look.SANS, align=Align.START,
                         largest=max(7, cell.height // 3))  # fmt: skip
            context.write(image, value, cell.share(0, 0.38, 1, 1), ink, Look.BOLD, Look.MONO, Look.SANS,
                         align=Align.START, largest=max(8, cell.height // 2))  # fmt: skip


def wide_code(context: DrawContext, image: Image.Image, box: Box) -> None:
    """The wide code of stacked bars that gates read, in place."""
    columns = max(24, box.width // 2)
    dots = context.rng.random((_MODULE_ROWS, columns)) < 0.5  # noqa: PLR2004 - half of them black
    dots[:, :4] = dots[:, -4:] = np.array([True, True, False, True])
    pattern = Image.fromarray((~dots * 255).astype("uint8")).resize(box.size, Image.Resampling.NEAREST)
    image.paste(pattern, box.corners[:2])
