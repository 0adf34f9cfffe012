"""Cards and tickets carried in a wallet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from memesweep.training.memegen.artwork.backdrop import linear
from memesweep.training.memegen.artwork.marks import invented_name, rounded
from memesweep.training.memegen.artwork.palette import deep, grey, mix, paper, pastel, readable_on, vivid
from memesweep.training.memegen.geometry import Box, whole
from memesweep.training.memegen.negatives.papers.codes import bars, signature, squares
from memesweep.training.memegen.negatives.papers.paper import photographed
from memesweep.training.memegen.negatives.values import (
    address,
    amount,
    clock,
    code,
    currency,
    date,
    digits,
    firm,
    person,
)
from memesweep.training.memegen.typography.fonts import Look
from memesweep.training.memegen.typography.lettering import BLACK, WHITE, Align

if TYPE_CHECKING:
    from memesweep.training.memegen.drawcontext import DrawContext


def identity(context: DrawContext) -> Image.Image:
    """Card with a portrait, a number and a few lines; of a school, a firm or an office."""
    size = context.size(context.pick((1.58, 1.58, 0.63)))
    upright = size[1] > size[0]
    colour = vivid(context.rng)
    image = (
        linear(size, pastel(context.rng), pastel(context.rng), 45)
        if context.chance(0.6)
        else Image.new("RGB", size, WHITE)
    )
    draw = ImageDraw.Draw(image)
    band = whole(size).share(0, 0, 1, 0.16 if upright else 0.22)
    draw.rectangle(band.corners, fill=colour)
    face, bold, em = context.family(Look.SANS), context.family(Look.BOLD), max(8, min(size) // 18)
    title = context.pick((firm(context), "IDENTITY CARD", "STUDENT CARD", context.word())).upper()
    context.write(image, title, band.inset(10, 3), readable_on(colour), face=bold, largest=em * 2)
    if upright:
        photo, words = whole(size).share(0.27, 0.2, 0.73, 0.5), whole(size).share(0.08, 0.54, 0.92, 0.86)
    else:
        photo, words = whole(size).share(0.05, 0.3, 0.3, 0.78), whole(size).share(0.35, 0.28, 0.96, 0.8)
    image.paste(context.photo(photo.size), (photo.left, photo.top), rounded(photo.size, context.pick((0, 6))))
    labels = [context.word() for _ in range(5)]
    values = (person(context), date(context), digits(context, 9), code(context, 8), address(context))
    for line, label, value in zip(words.rows(5), labels, values, strict=True):
        text = f"{label}: {value}" if context.chance(0.8) else value
        context.write(
            image,
            text,
            line,
            (30, 30, 40),
            face=bold if context.chance(0.3) else face,
            align=Align.START,
            largest=em,
        )
    foot = whole(size).share(0.06, 0.86, 0.94, 0.97)
    if context.chance(0.5):
        bars(context, image, foot.share(0.3, 0, 1, 1))
    else:
        context.write(image, " ".join(digits(context, 4) for _ in range(3)), foot, BLACK, face=bold)
    if context.chance(0.5):
        signature(context, draw, whole(size).share(0.68, 0.68, 0.93, 0.84))
    return photographed(context, image, 0.5)


def payment_card(context: DrawContext) -> Image.Image:
    """Bank or member card: chip, number, name."""
    size = context.size(1.58)
    first, second = context.pick(
        (
            (deep(context.rng), deep(context.rng)),
            (vivid(context.rng), deep(context.rng)),
            (pastel(context.rng), WHITE),
        )
    )
    image = linear(size, first, second, context.between(-60, 60))
    ink, area = readable_on(mix(first, second, 0.5)), whole(size).inset(size[0] // 16)
    context.write(
        image, firm(context), area.share(0, 0, 0.6, 0.17), ink, Look.BOLD, Look.SANS, align=Align.START
    )
    chip = area.share(0, 0.3, 0.14, 0.48)
    ImageDraw.Draw(image).rounded_rectangle(chip.corners, 5, fill=(212, 175, 85))
    number = " ".join(digits(context, 4) for _ in range(4))
    context.write(image, number, area.share(0, 0.54, 1, 0.72), ink, Look.MONO, Look.SANS, align=Align.START)
    context.write(
        image,
        person(context).upper(),
        area.share(0, 0.82, 0.6, 0.95),
        ink,
        Look.SANS,
        Look.MONO,
        align=Align.START,
    )
    context.write(
        image,
        f"{context.count(1, 12):02}/{context.count(22, 30)}",
        area.share(0.62, 0.82, 0.82, 0.95),
        ink,
        Look.SANS,
    )
    return photographed(context, image, 0.6)


def visiting_card(context: DrawContext) -> Image.Image:
    """Name, trade, telephone and address."""
    size = context.size(context.between(1.55, 1.8))
    ground = context.pick((WHITE, paper(context.rng), deep(context.rng), pastel(context.rng)))
    image = Image.new("RGB", size, ground)
    draw, ink, colour = ImageDraw.Draw(image), readable_on(ground), vivid(context.rng)
    if context.chance(0.5):
        draw.rectangle(whole(size).share(0, 0, context.between(0.03, 0.35), 1).corners, fill=colour)
    area = (
        whole(size).share(0.38, 0.12, 0.95, 0.9) if context.chance(0.6) else whole(size).inset(size[0] // 12)
    )
    align = context.pick((Align.START, Align.MIDDLE, Align.END))
    context.write(
        image,
        person(context),
        area.share(0, 0, 1, 0.3),
        ink,
        Look.BOLD,
        Look.SERIF,
        Look.FANCY,
        align=align,
        largest=size[0] // 13,
    )
    context.write(
        image,
        firm(context),
        area.share(0, 0.32, 1, 0.46),
        colour,
        Look.SANS,
        Look.BOLD,
        align=align,
        largest=size[0] // 22,
    )
    mail = f"{invented_name(context)}@{invented_name(context)}.com"
    details = f"{digits(context, 5)} {digits(context, 5)}\n{mail}\n{address(context)}"
    context.write(
        image, details, area.share(0, 0.55, 1, 1), ink, Look.SANS, align=align, largest=size[0] // 28
    )
    return photographed(context, image, 0.5)


def ticket(context: DrawContext) -> Image.Image:
    """Train, bus, flight or concert ticket, on paper or as a pass on a telephone."""
    size = context.size(context.pick((2.2, 1.9, 2.5, 0.6, 0.55)))
    upright = size[1] > size[0]
    colour = vivid(context.rng)
    image = Image.new("RGB", size, context.pick((WHITE, paper(context.rng), pastel(context.rng))))
    draw, em = ImageDraw.Draw(image), max(8, min(size) // 16)
    face, bold = context.family(Look.SANS, Look.MONO), context.family(Look.BOLD)
    head = whole(size).share(0, 0, 1, 0.13 if upright else 0.2)
    draw.rectangle(head.corners, fill=colour)
    context.write(
        image,
        firm(context).upper(),
        head.inset(10, 3),
        readable_on(colour),
        face=bold,
        align=Align.START,
        largest=em * 2,
    )
    body = whole(size).share(0.05, 0.17, 0.95, 0.62) if upright else whole(size).share(0.03, 0.26, 0.72, 0.95)
    ends = f"{invented_name(context, 3).upper()[:3]}  >  {invented_name(context, 3).upper()[:3]}"
    context.write(image, ends, body.share(0, 0, 1, 0.3), BLACK, face=bold, largest=em * 3)
    sign = currency(context, face)
    for line in body.share(0, 0.34, 1, 1).rows(3, 3):
        for cell in line.columns(context.count(2, 4), 6):
            value = context.pick(
                (
                    date(context),
                    clock(context),
                    code(context, 3),
                    person(context),
                    amount(context, sign),
                    str(context.count(1, 80)),
                )
            )
            context.write(
                image,
                context.word(),
                cell.share(0, 0, 1, 0.42),
                grey(context.rng, 90, 140),
                face=face,
                align=Align.START,
                largest=em * 3 // 4,
            )
            context.write(
                image, value, cell.share(0, 0.42, 1, 1), BLACK, face=bold, align=Align.START, largest=em
            )
    stub = whole(size).share(0.15, 0.66, 0.85, 0.97) if upright else whole(size).share(0.77, 0.27, 0.98, 0.95)
    tear = (
        Box(0, stub.top - 5, size[0], 1)
        if upright
        else Box(stub.left - size[0] // 60, head.bottom, 1, size[1])
    )
    steps = range(tear.left, tear.right, 8) if upright else range(tear.top, tear.bottom, 8)
    for step in steps:
        ends_of_dash = (
            (step, tear.top, step + 4, tear.top) if upright else (tear.left, step, tear.left, step + 4)
        )
        draw.line(ends_of_dash, fill=(120, 120, 120), width=2)
    (squares if context.chance(0.6) else bars)(context, image, stub)
    return photographed(context, image, 0.4)
