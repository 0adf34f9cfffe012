"""Codes, seals and signatures, as they stand on papers and cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from memesweep.training.memegen.artwork.marks import invented_name
from memesweep.training.memegen.artwork.palette import mix, pastel, readable_on, vivid
from memesweep.training.memegen.geometry import Box, whole
from memesweep.training.memegen.negatives.papers.paper import photographed
from memesweep.training.memegen.negatives.values import (
    code,
    firm,
    person,
)
from memesweep.training.memegen.typography.fonts import Look
from memesweep.training.memegen.typography.lettering import BLACK, WHITE, Colour

if TYPE_CHECKING:
    from memesweep.training.memegen.drawcontext import DrawContext


def signature(
    context: DrawContext, draw: ImageDraw.ImageDraw, box: Box, colour: Colour = (30, 40, 120)
) -> None:
    """A scribble that passes for a signature, in place."""
    x, points = float(box.left), []
    for _ in range(context.count(7, 14)):
        points.append((x, box.top + context.between(0.1, 0.9) * box.height))
        x += context.between(-0.03, 0.16) * box.width
    draw.line(points, fill=colour, width=max(1, box.height // 14), joint="curve")


def seal(context: DrawContext, draw: ImageDraw.ImageDraw, centre: tuple[int, int], radius: float) -> None:
    """A round stamp or a gold seal, in place."""
    x, y = centre
    if context.chance(0.5):
        colour = context.pick(((200, 160, 50), (180, 30, 40), (40, 70, 140)))
        for step in range(0, 360, 20):
            draw.pieslice(
                (x - radius * 1.15, y - radius * 1.15, x + radius * 1.15, y + radius * 1.15),
                step,
                step + 10,
                fill=colour,
            )
        draw.ellipse(
            (x - radius, y - radius, x + radius, y + radius),
            fill=colour,
            outline=mix(colour, WHITE, 0.5),
            width=3,
        )
        return
    colour = context.pick(((60, 60, 170), (150, 40, 60), (110, 50, 140)))
    for share in (1.0, 0.7):
        r = radius * share
        draw.ellipse((x - r, y - r, x + r, y + r), outline=colour, width=2)
    draw.line((x - radius * 0.6, y, x + radius * 0.6, y), fill=colour, width=2)


def bars(context: DrawContext, image: Image.Image, box: Box) -> None:
    """A bar code, in place."""
    draw, x = ImageDraw.Draw(image), float(box.left)
    while x < box.right - 3:
        width = context.count(1, 3)
        draw.rectangle((x, box.top, x + width - 1, box.bottom), fill=BLACK)
        x += width + context.count(1, 3)


def squares(context: DrawContext, image: Image.Image, box: Box) -> None:
    """A two-dimensional code, in place."""
    side = min(box.size)
    cells = context.pick((21, 25, 29))
    dots = context.rng.random((cells, cells)) < 0.5  # noqa: PLR2004 - half of them black
    for x, y in ((0, 0), (0, cells - 7), (cells - 7, 0)):
        dots[x : x + 7, y : y + 7] = True
        dots[x + 1 : x + 6, y + 1 : y + 6] = False
        dots[x + 2 : x + 5, y + 2 : y + 5] = True
    pattern = Image.fromarray((~dots * 255).astype("uint8")).resize((side, side), Image.Resampling.NEAREST)
    image.paste(pattern, (box.left + (box.width - side) // 2, box.top + (box.height - side) // 2))


def code_card(context: DrawContext) -> Image.Image:
    """A two-dimensional code to pay or to enter with."""
    size = context.size(context.between(0.6, 0.85))
    colour = vivid(context.rng)
    image = Image.new("RGB", size, context.pick((WHITE, colour, pastel(context.rng))))
    area = whole(size).inset(size[0] // 10)
    ground: Colour = image.getpixel((1, 1))  # type: ignore[assignment]
    context.write(image, firm(context), area.share(0, 0, 1, 0.12), readable_on(ground), Look.BOLD, Look.SANS)
    place = area.share(0.05, 0.17, 0.95, 0.75)
    ImageDraw.Draw(image).rectangle(place.inset(-6).corners, fill=WHITE)
    squares(context, image, place)
    text = context.pick(
        (person(context), code(context, 10), f"{invented_name(context)}@{invented_name(context)}")
    )
    context.write(
        image, text, area.share(0, 0.8, 1, 0.9), readable_on(ground), Look.SANS, largest=size[0] // 14
    )
    return photographed(context, image, 0.3)
