"""Cards and tickets carried in a wallet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from memesweep.training.memegen.artwork.backdrop import linear
from memesweep.training.memegen.artwork.marks import invented_name, rounded
from memesweep.training.memegen.artwork.palette import deep, grey, mix, paper, pastel, readable_on, vivid
from memesweep.training.memegen.geometry import Box, whole
from memesweep.training.memegen.keepers.papers.codes import bars, signature, squares
from memesweep.training.memegen.keepers.papers.paper import photographed
from memesweep.training.memegen.keepers.values import (
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
    from memesweep.training.memegen.studio import Studio


def identity(studio: Studio) -> Image.Image:
    """Card with a portrait, a number and a few lines; of a school, a firm or an office."""
    size = studio.size(studio.pick((1.58, 1.58, 0.63)))
    upright = size[1] > size[0]
    colour = vivid(studio.rng)
    image = (
        linear(size, pastel(studio.rng), pastel(studio.rng), 45)
        if studio.chance(0.6)
        else Image.new("RGB", size, WHITE)
    )
    draw = ImageDraw.Draw(image)
    band = whole(size).share(0, 0, 1, 0.16 if upright else 0.22)
    draw.rectangle(band.corners, fill=colour)
    face, bold, em = studio.family(Look.SANS), studio.family(Look.BOLD), max(8, min(size) // 18)
    title = studio.pick((firm(studio), "IDENTITY CARD", "STUDENT CARD", studio.word())).upper()
    studio.write(image, title, band.inset(10, 3), readable_on(colour), face=bold, largest=em * 2)
    if upright:
        photo, words = whole(size).share(0.27, 0.2, 0.73, 0.5), whole(size).share(0.08, 0.54, 0.92, 0.86)
    else:
        photo, words = whole(size).share(0.05, 0.3, 0.3, 0.78), whole(size).share(0.35, 0.28, 0.96, 0.8)
    image.paste(studio.photo(photo.size), (photo.left, photo.top), rounded(photo.size, studio.pick((0, 6))))
    labels = [studio.word() for _ in range(5)]
    values = (person(studio), date(studio), digits(studio, 9), code(studio, 8), address(studio))
    for line, label, value in zip(words.rows(5), labels, values, strict=True):
        text = f"{label}: {value}" if studio.chance(0.8) else value
        studio.write(
            image,
            text,
            line,
            (30, 30, 40),
            face=bold if studio.chance(0.3) else face,
            align=Align.START,
            largest=em,
        )
    foot = whole(size).share(0.06, 0.86, 0.94, 0.97)
    if studio.chance(0.5):
        bars(studio, image, foot.share(0.3, 0, 1, 1))
    else:
        studio.write(image, " ".join(digits(studio, 4) for _ in range(3)), foot, BLACK, face=bold)
    if studio.chance(0.5):
        signature(studio, draw, whole(size).share(0.68, 0.68, 0.93, 0.84))
    return photographed(studio, image, 0.5)


def payment_card(studio: Studio) -> Image.Image:
    """Bank or member card: chip, number, name."""
    size = studio.size(1.58)
    first, second = studio.pick(
        (
            (deep(studio.rng), deep(studio.rng)),
            (vivid(studio.rng), deep(studio.rng)),
            (pastel(studio.rng), WHITE),
        )
    )
    image = linear(size, first, second, studio.between(-60, 60))
    ink, area = readable_on(mix(first, second, 0.5)), whole(size).inset(size[0] // 16)
    studio.write(
        image, firm(studio), area.share(0, 0, 0.6, 0.17), ink, Look.BOLD, Look.SANS, align=Align.START
    )
    chip = area.share(0, 0.3, 0.14, 0.48)
    ImageDraw.Draw(image).rounded_rectangle(chip.corners, 5, fill=(212, 175, 85))
    number = " ".join(digits(studio, 4) for _ in range(4))
    studio.write(image, number, area.share(0, 0.54, 1, 0.72), ink, Look.MONO, Look.SANS, align=Align.START)
    studio.write(
        image,
        person(studio).upper(),
        area.share(0, 0.82, 0.6, 0.95),
        ink,
        Look.SANS,
        Look.MONO,
        align=Align.START,
    )
    studio.write(
        image,
        f"{studio.count(1, 12):02}/{studio.count(22, 30)}",
        area.share(0.62, 0.82, 0.82, 0.95),
        ink,
        Look.SANS,
    )
    return photographed(studio, image, 0.6)


def visiting_card(studio: Studio) -> Image.Image:
    """Name, trade, telephone and address."""
    size = studio.size(studio.between(1.55, 1.8))
    ground = studio.pick((WHITE, paper(studio.rng), deep(studio.rng), pastel(studio.rng)))
    image = Image.new("RGB", size, ground)
    draw, ink, colour = ImageDraw.Draw(image), readable_on(ground), vivid(studio.rng)
    if studio.chance(0.5):
        draw.rectangle(whole(size).share(0, 0, studio.between(0.03, 0.35), 1).corners, fill=colour)
    area = (
        whole(size).share(0.38, 0.12, 0.95, 0.9) if studio.chance(0.6) else whole(size).inset(size[0] // 12)
    )
    align = studio.pick((Align.START, Align.MIDDLE, Align.END))
    studio.write(
        image,
        person(studio),
        area.share(0, 0, 1, 0.3),
        ink,
        Look.BOLD,
        Look.SERIF,
        Look.FANCY,
        align=align,
        largest=size[0] // 13,
    )
    studio.write(
        image,
        firm(studio),
        area.share(0, 0.32, 1, 0.46),
        colour,
        Look.SANS,
        Look.BOLD,
        align=align,
        largest=size[0] // 22,
    )
    mail = f"{invented_name(studio)}@{invented_name(studio)}.com"
    details = f"{digits(studio, 5)} {digits(studio, 5)}\n{mail}\n{address(studio)}"
    studio.write(
        image, details, area.share(0, 0.55, 1, 1), ink, Look.SANS, align=align, largest=size[0] // 28
    )
    return photographed(studio, image, 0.5)


def ticket(studio: Studio) -> Image.Image:
    """Train, bus, flight or concert ticket, on paper or as a pass on a telephone."""
    size = studio.size(studio.pick((2.2, 1.9, 2.5, 0.6, 0.55)))
    upright = size[1] > size[0]
    colour = vivid(studio.rng)
    image = Image.new("RGB", size, studio.pick((WHITE, paper(studio.rng), pastel(studio.rng))))
    draw, em = ImageDraw.Draw(image), max(8, min(size) // 16)
    face, bold = studio.family(Look.SANS, Look.MONO), studio.family(Look.BOLD)
    head = whole(size).share(0, 0, 1, 0.13 if upright else 0.2)
    draw.rectangle(head.corners, fill=colour)
    studio.write(
        image,
        firm(studio).upper(),
        head.inset(10, 3),
        readable_on(colour),
        face=bold,
        align=Align.START,
        largest=em * 2,
    )
    body = whole(size).share(0.05, 0.17, 0.95, 0.62) if upright else whole(size).share(0.03, 0.26, 0.72, 0.95)
    ends = f"{invented_name(studio, 3).upper()[:3]}  >  {invented_name(studio, 3).upper()[:3]}"
    studio.write(image, ends, body.share(0, 0, 1, 0.3), BLACK, face=bold, largest=em * 3)
    sign = currency(studio, face)
    for line in body.share(0, 0.34, 1, 1).rows(3, 3):
        for cell in line.columns(studio.count(2, 4), 6):
            value = studio.pick(
                (
                    date(studio),
                    clock(studio),
                    code(studio, 3),
                    person(studio),
                    amount(studio, sign),
                    str(studio.count(1, 80)),
                )
            )
            studio.write(
                image,
                studio.word(),
                cell.share(0, 0, 1, 0.42),
                grey(studio.rng, 90, 140),
                face=face,
                align=Align.START,
                largest=em * 3 // 4,
            )
            studio.write(
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
    (squares if studio.chance(0.6) else bars)(studio, image, stub)
    return photographed(studio, image, 0.4)
