"""Pictures of the press: people before a wall of names, frames of the news."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from memesweep.training.memegen.artwork.marks import invented_name
from memesweep.training.memegen.artwork.palette import deep, luminance, mix, readable_on, vivid
from memesweep.training.memegen.geometry import Box, whole
from memesweep.training.memegen.negatives.papers.paper import photographed
from memesweep.training.memegen.negatives.values import clock
from memesweep.training.memegen.typography.fonts import Look
from memesweep.training.memegen.typography.lettering import BLACK, WHITE, Align, Colour, Ink

if TYPE_CHECKING:
    from memesweep.training.memegen.drawcontext import DrawContext


def _person_mask(context: DrawContext, size: tuple[int, int]) -> Image.Image:
    """Soft outline of one to three people from the chest up, standing side by side."""
    mask = Image.new("L", size)
    draw = ImageDraw.Draw(mask)
    people = context.count(1, 3)
    for i in range(people):
        x = size[0] * (i + 0.5 + context.between(-0.1, 0.1)) / people
        unit = size[1] * context.between(0.12, 0.17)
        top = size[1] * context.between(0.2, 0.32)
        draw.ellipse((x - 0.8 * unit, top, x + 0.8 * unit, top + 2.2 * unit), fill=255)
        draw.rounded_rectangle(
            (x - 1.8 * unit, top + 2.0 * unit, x + 1.8 * unit, size[1] + 40), unit, fill=255
        )
    return mask


def sponsor_wall(context: DrawContext) -> Image.Image:
    """People before a wall of repeated names, as at a press meeting or an award."""
    size = context.size(context.pick((0.75, 1.0, 1.33, 1.5)))
    ground = context.pick((WHITE, WHITE, deep(context.rng), vivid(context.rng)))
    image = Image.new("RGB", size, ground)
    names = [
        (
            invented_name(context).upper(),
            vivid(context.rng),
            context.family(Look.BOLD, Look.IMPACT, Look.FANCY, Look.SERIF),
        )
        for _ in range(context.count(1, 4))
    ]
    draw, turn = ImageDraw.Draw(image), 0
    for r, line in enumerate(whole(size).rows(context.count(4, 8), 4)):
        for cell in line.columns(context.count(3, 5) if r < 0 else 4, 6):
            name, colour, face = names[turn % len(names)]
            turn += 1
            tone = colour if abs(luminance(colour) - luminance(ground)) > 0.25 else readable_on(ground)  # noqa: PLR2004
            place = cell.inset(cell.width // 9, cell.height // 5)
            if context.chance(0.15):
                draw.ellipse(place.corners, outline=tone, width=3)
            context.write(image, name, place, tone, face=face)
        turn += 1
    photo = context.photo(size)
    soft = (
        _person_mask(context, size)
        .resize((size[0] // 8, size[1] // 8), Image.Resampling.BOX)
        .resize(size, Image.Resampling.BICUBIC)
    )
    image.paste(photo, (0, 0), soft)
    return photographed(context, image, 0.25)


def tv_news(context: DrawContext) -> Image.Image:
    """Frame of a news broadcast: banner, ticker, station mark, clock."""
    size = context.size(context.pick((1.78, 1.78, 1.33, 1.0)))
    image = context.photo(size)
    draw = ImageDraw.Draw(image)
    colour = context.pick(((190, 10, 20), (20, 50, 130), (230, 170, 0), vivid(context.rng)))
    banner = whole(size).share(
        0 if context.chance(0.5) else 0.05, context.between(0.68, 0.76), context.between(0.85, 1), 0.89
    )
    draw.rectangle(banner.corners, fill=context.pick((WHITE, colour, deep(context.rng))))
    ground: Colour = image.getpixel((banner.left + 1, banner.top + 1))  # type: ignore[assignment]
    text = context.sentence(context.count(4, 9))
    context.write(
        image,
        text.upper() if context.chance(0.5) else text,
        banner.inset(8, 3),
        readable_on(ground),
        Look.BOLD,
        Look.IMPACT,
        Look.SANS,
        align=Align.START,
    )
    if context.chance(0.6):
        tag = Box(
            banner.left,
            banner.top - size[1] // 13,
            round(size[0] * context.between(0.2, 0.35)),
            size[1] // 13,
        )
        draw.rectangle(tag.corners, fill=colour)
        label = context.pick(("LIVE", "BREAKING NEWS", "NEWS", context.word().upper()))
        context.write(image, label, tag.inset(4, 2), readable_on(colour), Look.BOLD, Look.IMPACT)
    if context.chance(0.7):
        ticker = whole(size).share(0, 0.91, 1, 1)
        draw.rectangle(ticker.corners, fill=mix(colour, BLACK, context.between(0, 0.8)))
        line = context.sentence(14)
        context.write(
            image,
            line,
            ticker.inset(4, 2),
            readable_on(mix(colour, BLACK, 0.5)),
            Look.SANS,
            Look.BOLD,
            align=Align.START,
        )
    logo = (
        whole(size).share(0.83, 0.04, 0.97, 0.15)
        if context.chance(0.6)
        else whole(size).share(0.03, 0.04, 0.17, 0.15)
    )
    if context.chance(0.7):
        draw.rectangle(logo.corners, fill=colour)
    context.write(
        image,
        f"{invented_name(context, 2).upper()[:4]} {context.count(1, 24)}",
        logo.inset(3, 2),
        Ink(WHITE, shadow=BLACK),
        Look.BOLD,
    )
    if context.chance(0.4):
        context.write(
            image,
            clock(context),
            whole(size).share(0.84, 0.8, 0.98, 0.88),
            Ink(WHITE, outline=BLACK),
            Look.BOLD,
        )
    return photographed(context, image, 0.2)
