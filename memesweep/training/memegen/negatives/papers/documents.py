"""Papers of schools and offices: certificates, timetables, notices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from memesweep.training.memegen.artwork.palette import deep, grey, mix, paper, pastel, readable_on, vivid
from memesweep.training.memegen.geometry import whole
from memesweep.training.memegen.negatives.papers.codes import seal, signature
from memesweep.training.memegen.negatives.papers.pages import fill_with_text
from memesweep.training.memegen.negatives.papers.paper import photographed
from memesweep.training.memegen.negatives.values import (
    date,
    firm,
    person,
)
from memesweep.training.memegen.typography.fonts import Look
from memesweep.training.memegen.typography.lettering import BLACK, WHITE, Align

if TYPE_CHECKING:
    from memesweep.training.memegen.drawcontext import DrawContext


def certificate(context: DrawContext) -> Image.Image:
    """Ornate border, a heading, a name in script, seal and signatures."""
    size = context.size(context.pick((1.41, 1.41, 1.3, 0.71)))
    ground = context.pick((WHITE, paper(context.rng), pastel(context.rng, 0.12)))
    image = Image.new("RGB", size, ground)
    draw = ImageDraw.Draw(image)
    colour = context.pick(((170, 130, 40), (30, 60, 120), (130, 20, 40), deep(context.rng)))
    for i in range(context.count(1, 4)):
        draw.rectangle(whole(size).inset(5 + 5 * i).corners, outline=colour, width=context.count(1, 4))
    if context.chance(0.4):
        reach = size[1] // 4
        draw.polygon([(0, 0), (reach, 0), (0, reach)], fill=colour)
        draw.polygon([size, (size[0] - reach, size[1]), (size[0], size[1] - reach)], fill=colour)
    area = whole(size).inset(size[0] // 12, size[1] // 12)
    largest = size[0] // 13
    context.write(
        image,
        firm(context).upper(),
        area.share(0, 0, 1, 0.1),
        deep(context.rng),
        Look.SERIF,
        Look.BOLD,
        largest=size[0] // 28,
    )
    heading = context.pick(
        (
            "CERTIFICATE",
            "Certificate of Completion",
            "DIPLOMA",
            "Certificate of Merit",
            context.word(),
        )
    )
    context.write(
        image,
        heading,
        area.share(0, 0.11, 1, 0.33),
        colour,
        Look.SERIF,
        Look.FANCY,
        Look.BOLD,
        largest=largest,
    )
    small = size[0] // 34
    lines = ("This is to certify that", context.sentence(5))
    context.write(image, context.pick(lines), area.share(0, 0.35, 1, 0.42), BLACK, Look.SERIF, largest=small)
    context.write(
        image,
        person(context),
        area.share(0.1, 0.43, 0.9, 0.58),
        colour,
        Look.FANCY,
        Look.SERIF,
        Look.HAND,
        largest=largest,
    )
    draw.line(
        (
            area.left + area.width * 0.2,
            area.top + area.height * 0.59,
            area.right - area.width * 0.2,
            area.top + area.height * 0.59,
        ),
        fill=BLACK,
    )
    context.write(
        image,
        context.sentence(14),
        area.share(0.08, 0.61, 0.92, 0.76),
        BLACK,
        Look.SERIF,
        Look.SANS,
        largest=small,
    )
    for left in (0.05, 0.7):
        place = area.share(left, 0.8, left + 0.25, 0.92)
        signature(context, draw, place)
        draw.line((place.left, place.bottom, place.right, place.bottom), fill=BLACK)
        context.write(
            image,
            context.pick((person(context), date(context))),
            area.share(left, 0.93, left + 0.25, 1),
            BLACK,
            Look.SANS,
            largest=small,
        )
    seal(context, draw, (area.centre[0], area.top + round(area.height * 0.88)), size[1] * 0.07)
    return photographed(context, image, 0.35)


def timetable(context: DrawContext) -> Image.Image:
    """Days across, hours down, a subject in each field; or a list of departures."""
    size = context.size(context.between(0.75, 1.7))
    dark = context.chance(0.2)
    ground = deep(context.rng) if dark else paper(context.rng)
    image = Image.new("RGB", size, ground)
    draw, ink, colour = ImageDraw.Draw(image), readable_on(ground), vivid(context.rng)
    face, bold, em = context.family(Look.SANS, Look.SERIF), context.family(Look.BOLD), max(7, size[0] // 38)
    area = whole(size).inset(8)
    context.write(
        image,
        f"{context.word()} {context.count(2018, 2025)}",
        area.share(0, 0, 1, 0.11),
        ink,
        face=bold,
        largest=em * 2,
    )
    grid = area.share(0, 0.13, 1, 1)
    tinted = context.chance(0.5)
    for r, line in enumerate(grid.rows(context.count(6, 11))):
        for c, cell in enumerate(line.columns(context.count(5, 7) if r < 0 else 6)):
            head = r == 0 or c == 0
            if head or (tinted and context.chance(0.4)):
                draw.rectangle(cell.corners, fill=colour if head else mix(ground, vivid(context.rng), 0.25))
            draw.rectangle(cell.corners, outline=mix(ground, ink, 0.4))
            hour = f"{7 + r}:{context.pick(('00', '15', '30', '45'))}"
            text = hour if c == 0 else context.word()
            under = colour if head else ground
            context.write(
                image, text, cell.inset(2, 1), readable_on(under), face=bold if head else face, largest=em
            )
    return photographed(context, image, 0.4)


def notice(context: DrawContext) -> Image.Image:
    """A letter or a notice with a heading, a date and a signature."""
    size = context.size(context.between(0.68, 0.8))
    image = Image.new("RGB", size, paper(context.rng))
    area, em = whole(size).inset(size[0] // 9, size[1] // 16), max(7, size[0] // 36)
    face = context.family(Look.SERIF, Look.SANS, Look.MONO)
    context.write(
        image, firm(context).upper(), area.share(0, 0, 1, 0.07), BLACK, Look.BOLD, Look.SERIF, largest=em * 2
    )
    context.write(
        image, date(context), area.share(0, 0.09, 1, 0.13), BLACK, face=face, align=Align.END, largest=em
    )
    context.write(
        image,
        context.word(),
        area.share(0, 0.15, 1, 0.21),
        BLACK,
        Look.BOLD,
        largest=em * 3 // 2,
    )
    fill_with_text(
        context, image, area.share(0, 0.24, 1, context.between(0.6, 0.82)), face, em, grey(context.rng, 0, 50)
    )
    context.write(
        image, person(context), area.share(0.5, 0.92, 1, 0.98), BLACK, face=face, align=Align.END, largest=em
    )
    return photographed(context, image, 0.5)
