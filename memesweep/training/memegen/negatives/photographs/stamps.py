"""Photographs with a stamp or a mark on them, but no joke."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image

from memesweep.training.memegen.artwork.marks import invented_name, rounded, small_watermark
from memesweep.training.memegen.geometry import Box, whole
from memesweep.training.memegen.negatives.drawn.maps import streets
from memesweep.training.memegen.typography.fonts import Look
from memesweep.training.memegen.typography.lettering import BLACK, WHITE, Align, Ink

if TYPE_CHECKING:
    from memesweep.training.memegen.drawcontext import DrawContext


def plain(context: DrawContext) -> Image.Image:
    """The photograph as it is: the other half of the pair with and without a caption."""
    return context.whole_photo()


def a_date(context: DrawContext) -> str:
    """A date, with or without the time, in one of the usual forms."""
    year, month, day = context.count(1994, 2025), context.count(1, 12), context.count(1, 28)
    hour, minute = context.count(0, 23), context.count(0, 59)
    forms = (
        f"{day:02}/{month:02}/{year}",
        f"{year}-{month:02}-{day:02}",
        f"{day:02}.{month:02}.{year}",
        f"'{year % 100:02} {month} {day}",
        f"{year}/{month:02}/{day:02}",
        f"{month}/{day}/{year % 100:02}",
    )
    date = context.pick(forms)
    return f"{date} {hour:02}:{minute:02}" if context.chance(0.5) else date


def date_stamp(context: DrawContext) -> Image.Image:
    """Orange or white date in a corner, as cameras print it."""
    image = plain(context)
    colour = context.pick(((255, 140, 20), (255, 90, 30), (255, 200, 40), WHITE, (240, 60, 40)))
    ink = Ink(colour, shadow=BLACK if context.chance(0.4) else None, soft_shadow=context.chance(0.5))
    rows = (
        whole(image.size).share(0.04, 0.88, 0.96, 0.97)
        if context.chance(0.85)
        else whole(image.size).share(0.04, 0.03, 0.96, 0.12)
    )
    side = context.pick((Align.START, Align.END, Align.END))
    largest = round(image.width * context.between(0.04, 0.085))
    context.write(
        image,
        a_date(context),
        rows,
        ink,
        Look.MONO,
        Look.SANS,
        Look.BOLD,
        align=side,
        valign=Align.END,
        largest=largest,
    )
    return image


def gps_stamp(context: DrawContext) -> Image.Image:
    """Panel of a field-work camera app: small map, place, coordinates and time."""
    image = plain(context)
    height = round(image.height * context.between(0.16, 0.32))
    panel = Box(0, image.height - height, image.width, height)
    if context.chance(0.4):
        panel = panel.inset(round(image.width * 0.02))
    if context.chance(0.8):
        veil = Image.new("RGB", panel.size, context.pick((BLACK, BLACK, WHITE, (30, 60, 90))))
        mask = rounded(panel.size, context.count(0, 8)).point(lambda level: round(level * 0.55))
        image.paste(veil, (panel.left, panel.top), mask)
    words = panel.inset(5, 3)
    if context.chance(0.65):
        side = words.height
        image.paste(streets(context, (side, side)), (words.left, words.top))
        words = Box(words.left + side + 5, words.top, max(20, words.width - side - 5), words.height)
    language, rng = context.language, context.rng
    latitude, longitude = rng.uniform(-50, 60), rng.uniform(-120, 140)
    lines = [
        f"{language.pick(rng, language.words)}, {invented_name(context).capitalize()}",
        f"Lat {latitude:.6f}° Long {longitude:.6f}°",
        f"{a_date(context)} GMT +0{context.count(0, 9)}:{context.pick(('00', '30'))}",
    ]
    if context.chance(0.5):
        number, street = context.count(1, 400), invented_name(context).capitalize()
        lines.insert(1, f"{number}, {street} Rd, {context.count(10000, 999999)}")
    ink = Ink(WHITE, outline=BLACK, outline_share=0.05)
    align = context.pick((Align.START, Align.START, Align.END))
    context.write(
        image,
        "\n".join(lines),
        words,
        ink,
        Look.SANS,
        Look.BOLD,
        align=align,
        largest=round(image.width * 0.05),
    )
    return image


def watermark(context: DrawContext) -> Image.Image:
    """Name of the photographer or the context, in a corner, across, or repeated all over."""
    image = plain(context)
    style = context.count(0, 2)
    trade = context.pick(("Photography", "Studio", "Photo", "Films", "Clicks", ""))
    name = f"{invented_name(context).capitalize()} {trade}".strip()
    if style == 0:
        small_watermark(context, image)
        return image
    layer = image.copy()
    if style == 1:
        across = (
            whole(image.size).share(0.15, 0.4, 0.85, 0.6)
            if context.chance(0.5)
            else whole(image.size).share(0.5, 0.85, 0.98, 0.98)
        )
        context.write(
            layer, name, across, WHITE, Look.FANCY, Look.SERIF, Look.BOLD, largest=round(image.width * 0.11)
        )
    else:
        size = round(image.width * context.between(0.03, 0.05))
        for row, line in enumerate(whole(image.size).rows(context.count(3, 7))):
            for cell in line.columns(context.count(2, 3)):
                context.write(
                    layer,
                    name,
                    Box(cell.left + 12 * (row % 2), cell.top, cell.width, cell.height),
                    WHITE,
                    Look.SANS,
                    largest=size,
                )
    return Image.blend(image, layer, context.between(0.3, 0.8))
