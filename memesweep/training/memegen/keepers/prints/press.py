"""Pictures of the press: people before a wall of names, frames of the news."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from memesweep.training.memegen.artwork.marks import invented_name
from memesweep.training.memegen.artwork.palette import deep, luminance, mix, readable_on, vivid
from memesweep.training.memegen.geometry import Box, whole
from memesweep.training.memegen.keepers.papers.paper import photographed
from memesweep.training.memegen.keepers.values import clock
from memesweep.training.memegen.typography.fonts import Look
from memesweep.training.memegen.typography.lettering import BLACK, WHITE, Align, Colour, Ink

if TYPE_CHECKING:
    from memesweep.training.memegen.studio import Studio


def _person_mask(studio: Studio, size: tuple[int, int]) -> Image.Image:
    """Soft outline of one to three people from the chest up, standing side by side."""
    mask = Image.new("L", size)
    draw = ImageDraw.Draw(mask)
    people = studio.count(1, 3)
    for i in range(people):
        x = size[0] * (i + 0.5 + studio.between(-0.1, 0.1)) / people
        unit = size[1] * studio.between(0.12, 0.17)
        top = size[1] * studio.between(0.2, 0.32)
        draw.ellipse((x - 0.8 * unit, top, x + 0.8 * unit, top + 2.2 * unit), fill=255)
        draw.rounded_rectangle(
            (x - 1.8 * unit, top + 2.0 * unit, x + 1.8 * unit, size[1] + 40), unit, fill=255
        )
    return mask


def sponsor_wall(studio: Studio) -> Image.Image:
    """People before a wall of repeated names, as at a press meeting or an award."""
    size = studio.size(studio.pick((0.75, 1.0, 1.33, 1.5)))
    ground = studio.pick((WHITE, WHITE, deep(studio.rng), vivid(studio.rng)))
    image = Image.new("RGB", size, ground)
    names = [
        (
            invented_name(studio).upper(),
            vivid(studio.rng),
            studio.family(Look.BOLD, Look.IMPACT, Look.FANCY, Look.SERIF),
        )
        for _ in range(studio.count(1, 4))
    ]
    draw, turn = ImageDraw.Draw(image), 0
    for r, line in enumerate(whole(size).rows(studio.count(4, 8), 4)):
        for cell in line.columns(studio.count(3, 5) if r < 0 else 4, 6):
            name, colour, face = names[turn % len(names)]
            turn += 1
            tone = colour if abs(luminance(colour) - luminance(ground)) > 0.25 else readable_on(ground)  # noqa: PLR2004
            place = cell.inset(cell.width // 9, cell.height // 5)
            if studio.chance(0.15):
                draw.ellipse(place.corners, outline=tone, width=3)
            studio.write(image, name, place, tone, face=face)
        turn += 1
    photo = studio.photo(size)
    soft = (
        _person_mask(studio, size)
        .resize((size[0] // 8, size[1] // 8), Image.Resampling.BOX)
        .resize(size, Image.Resampling.BICUBIC)
    )
    image.paste(photo, (0, 0), soft)
    return photographed(studio, image, 0.25)


def tv_news(studio: Studio) -> Image.Image:
    """Frame of a news broadcast: banner, ticker, station mark, clock."""
    size = studio.size(studio.pick((1.78, 1.78, 1.33, 1.0)))
    image = studio.photo(size)
    draw = ImageDraw.Draw(image)
    colour = studio.pick(((190, 10, 20), (20, 50, 130), (230, 170, 0), vivid(studio.rng)))
    banner = whole(size).share(
        0 if studio.chance(0.5) else 0.05, studio.between(0.68, 0.76), studio.between(0.85, 1), 0.89
    )
    draw.rectangle(banner.corners, fill=studio.pick((WHITE, colour, deep(studio.rng))))
    ground: Colour = image.getpixel((banner.left + 1, banner.top + 1))  # type: ignore[assignment]
    text = studio.sentence(studio.count(4, 9))
    studio.write(
        image,
        text.upper() if studio.chance(0.5) else text,
        banner.inset(8, 3),
        readable_on(ground),
        Look.BOLD,
        Look.IMPACT,
        Look.SANS,
        align=Align.START,
    )
    if studio.chance(0.6):
        tag = Box(
            banner.left, banner.top - size[1] // 13, round(size[0] * studio.between(0.2, 0.35)), size[1] // 13
        )
        draw.rectangle(tag.corners, fill=colour)
        label = studio.pick(("LIVE", "BREAKING NEWS", "NEWS", studio.word().upper()))
        studio.write(image, label, tag.inset(4, 2), readable_on(colour), Look.BOLD, Look.IMPACT)
    if studio.chance(0.7):
        ticker = whole(size).share(0, 0.91, 1, 1)
        draw.rectangle(ticker.corners, fill=mix(colour, BLACK, studio.between(0, 0.8)))
        line = studio.sentence(14)
        studio.write(
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
        if studio.chance(0.6)
        else whole(size).share(0.03, 0.04, 0.17, 0.15)
    )
    if studio.chance(0.7):
        draw.rectangle(logo.corners, fill=colour)
    studio.write(
        image,
        f"{invented_name(studio, 2).upper()[:4]} {studio.count(1, 24)}",
        logo.inset(3, 2),
        Ink(WHITE, shadow=BLACK),
        Look.BOLD,
    )
    if studio.chance(0.4):
        studio.write(
            image,
            clock(studio),
            whole(size).share(0.84, 0.8, 0.98, 0.88),
            Ink(WHITE, outline=BLACK),
            Look.BOLD,
        )
    return photographed(studio, image, 0.2)
