"""Photographs that carry a stamp, a mark, a border or company, but no joke."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageFilter

from memesweep.training.memegen.backdrop import any_card, linear
from memesweep.training.memegen.emoji import stamp as paste_sprite
from memesweep.training.memegen.fonts import Look
from memesweep.training.memegen.geometry import Box, whole
from memesweep.training.memegen.lettering import BLACK, WHITE, Align, Ink
from memesweep.training.memegen.marks import invented_name, rounded, small_watermark
from memesweep.training.memegen.ornaments import FESTIVE
from memesweep.training.memegen.palette import deep, grey, paper, pastel, vivid

if TYPE_CHECKING:
    from memesweep.training.memegen.studio import Studio


def plain(studio: Studio) -> Image.Image:
    """The photograph as it is: the other half of the pair with and without a caption."""
    return studio.whole_photo()


def a_date(studio: Studio) -> str:
    """A date, with or without the time, in one of the usual forms."""
    year, month, day = studio.count(1994, 2025), studio.count(1, 12), studio.count(1, 28)
    hour, minute = studio.count(0, 23), studio.count(0, 59)
    forms = (
        f"{day:02}/{month:02}/{year}",
        f"{year}-{month:02}-{day:02}",
        f"{day:02}.{month:02}.{year}",
        f"'{year % 100:02} {month} {day}",
        f"{year}/{month:02}/{day:02}",
        f"{month}/{day}/{year % 100:02}",
    )
    date = studio.pick(forms)
    return f"{date} {hour:02}:{minute:02}" if studio.chance(0.5) else date


def date_stamp(studio: Studio) -> Image.Image:
    """Orange or white date in a corner, as cameras print it."""
    image = plain(studio)
    colour = studio.pick(((255, 140, 20), (255, 90, 30), (255, 200, 40), WHITE, (240, 60, 40)))
    ink = Ink(colour, shadow=BLACK if studio.chance(0.4) else None, soft_shadow=studio.chance(0.5))
    rows = (
        whole(image.size).share(0.04, 0.88, 0.96, 0.97)
        if studio.chance(0.85)
        else whole(image.size).share(0.04, 0.03, 0.96, 0.12)
    )
    side = studio.pick((Align.START, Align.END, Align.END))
    largest = round(image.width * studio.between(0.04, 0.085))
    studio.write(
        image,
        a_date(studio),
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


def gps_stamp(studio: Studio) -> Image.Image:
    """Panel of a field-work camera app: small map, place, coordinates and time."""
    image = plain(studio)
    height = round(image.height * studio.between(0.16, 0.32))
    panel = Box(0, image.height - height, image.width, height)
    if studio.chance(0.4):
        panel = panel.inset(round(image.width * 0.02))
    if studio.chance(0.8):
        veil = Image.new("RGB", panel.size, studio.pick((BLACK, BLACK, WHITE, (30, 60, 90))))
        mask = rounded(panel.size, studio.count(0, 8)).point(lambda level: round(level * 0.55))
        image.paste(veil, (panel.left, panel.top), mask)
    words = panel.inset(5, 3)
    if studio.chance(0.65):
        side = words.height
        image.paste(small_map(studio, (side, side)), (words.left, words.top))
        words = Box(words.left + side + 5, words.top, max(20, words.width - side - 5), words.height)
    language, rng = studio.language, studio.rng
    latitude, longitude = rng.uniform(-50, 60), rng.uniform(-120, 140)
    lines = [
        f"{language.pick(rng, language.words)}, {invented_name(studio).capitalize()}",
        f"Lat {latitude:.6f}° Long {longitude:.6f}°",
        f"{a_date(studio)} GMT +0{studio.count(0, 9)}:{studio.pick(('00', '30'))}",
    ]
    if studio.chance(0.5):
        lines.insert(
            1,
            f"{studio.count(1, 400)}, {invented_name(studio).capitalize()} Rd, {studio.count(10000, 999999)}",
        )
    ink = Ink(WHITE, outline=BLACK, outline_share=0.05)
    align = studio.pick((Align.START, Align.START, Align.END))
    studio.write(
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


def small_map(studio: Studio, size: tuple[int, int]) -> Image.Image:
    """Map of a few streets with a pin."""
    from memesweep.training.memegen.keepers.maps import streets  # noqa: PLC0415

    return streets(studio, size)


def watermark(studio: Studio) -> Image.Image:
    """Name of the photographer or the studio, in a corner, across, or repeated all over."""
    image = plain(studio)
    style = studio.count(0, 2)
    trade = studio.pick(("Photography", "Studio", "Photo", "Films", "Clicks", ""))
    name = f"{invented_name(studio).capitalize()} {trade}".strip()
    if style == 0:
        small_watermark(studio, image)
        return image
    layer = image.copy()
    if style == 1:
        across = (
            whole(image.size).share(0.15, 0.4, 0.85, 0.6)
            if studio.chance(0.5)
            else whole(image.size).share(0.5, 0.85, 0.98, 0.98)
        )
        studio.write(
            layer, name, across, WHITE, Look.FANCY, Look.SERIF, Look.BOLD, largest=round(image.width * 0.11)
        )
    else:
        size = round(image.width * studio.between(0.03, 0.05))
        for row, line in enumerate(whole(image.size).rows(studio.count(3, 7))):
            for cell in line.columns(studio.count(2, 3)):
                studio.write(
                    layer,
                    name,
                    Box(cell.left + 12 * (row % 2), cell.top, cell.width, cell.height),
                    WHITE,
                    Look.SANS,
                    largest=size,
                )
    return Image.blend(image, layer, studio.between(0.3, 0.8))


def border(studio: Studio) -> Image.Image:
    """Print with a white edge, an instant picture, or a coloured or ornate frame."""
    picture = studio.whole_photo()
    width, height = picture.size
    colour = studio.pick((WHITE, WHITE, BLACK, paper(studio.rng), pastel(studio.rng), deep(studio.rng)))
    image = Image.new("RGB", (width, height), colour)
    edge = round(width * studio.between(0.02, 0.09))
    deeper = round(height * studio.between(0.1, 0.2)) if studio.chance(0.35) else edge
    place = Box(edge, edge, width - 2 * edge, max(20, height - edge - deeper))
    image.paste(
        studio.cover(picture, place.size),
        (place.left, place.top),
        rounded(place.size, studio.pick((0, 0, 10, 30))),
    )
    if studio.chance(0.15):
        sprite = studio.pick(FESTIVE)(max(20, edge * 3), vivid(studio.rng), studio.rng)
        for left, top in ((0, 0), (width - sprite.width, height - sprite.height)):
            paste_sprite(image, sprite, (left, top))
    return image


def padding(studio: Studio) -> Image.Image:
    """Photograph made to fit another shape by bars, plain or a blurred copy of itself."""
    width, height = studio.size(studio.pick((0.56, 1.0, 1.0, 0.8, 1.78)))
    photo = studio.raw_photo()
    colour = studio.pick((WHITE, BLACK, WHITE, grey(studio.rng, 0, 255)))
    image = Image.new("RGB", (width, height), colour)
    if studio.chance(0.35):
        image = studio.cover(photo, (width, height)).filter(ImageFilter.BoxBlur(studio.count(8, 20)))
    if studio.chance(0.5):
        inner = (width, round(height * studio.between(0.5, 0.85)))
    else:
        inner = (round(width * studio.between(0.5, 0.85)), height)
    top = studio.pick((height - inner[1], 0, (height - inner[1]) // 2, (height - inner[1]) // 2))
    image.paste(studio.cover(photo, inner), ((width - inner[0]) // 2, top))
    return image


def collage(studio: Studio) -> Image.Image:
    """Several photographs in one picture, with gaps or without, and not a word."""
    width, height = studio.size(studio.pick((0.56, 0.75, 1.0, 1.0, 1.33)))
    if studio.chance(0.7):
        image = Image.new(
            "RGB", (width, height), studio.pick((WHITE, WHITE, BLACK, pastel(studio.rng), vivid(studio.rng)))
        )
    else:
        image = any_card((width, height), studio.rng)
    gap = studio.pick((0, 2, 4, 7, 12))
    mask_radius = studio.pick((0, 0, 0, 8, 20))
    area = whole((width, height)).inset(gap)
    cells: list[Box] = []
    style = studio.count(0, 3)
    if style == 0:  # a grid
        across = studio.count(2, 3)
        for line in area.rows(studio.count(1, 4), gap):
            cells += line.columns(across, gap)
    elif style == 1:  # rows of different counts
        for line in area.rows(studio.count(2, 3), gap):
            cells += line.columns(studio.count(1, 3), gap)
    elif style == 2:  # noqa: PLR2004 - one large, a column of small ones
        first, second = area.share(0, 0, 0.66, 1), area.share(0.66, 0, 1, 1)
        cells = [
            Box(first.left, first.top, first.width - gap, first.height),
            *second.rows(studio.count(2, 4), gap),
        ]
    else:  # strips
        cells = list(
            area.columns(studio.count(2, 4), gap)
            if studio.chance(0.5)
            else area.rows(studio.count(2, 4), gap)
        )
    for cell in cells:
        image.paste(
            studio.photo(cell.size),
            (cell.left, cell.top),
            rounded(cell.size, mask_radius) if mask_radius else None,
        )
    return image


def story_frame(studio: Studio) -> Image.Image:
    """Photograph on an upright ground, as shared in stories: round corners, a place or a time, no joke."""
    width, height = studio.size(studio.between(0.5, 0.6))
    photo = studio.raw_photo()
    if studio.chance(0.5):
        image = linear((width, height), vivid(studio.rng), deep(studio.rng), studio.between(-50, 50))
    else:
        image = studio.cover(photo, (width, height)).filter(ImageFilter.BoxBlur(studio.count(8, 16)))
    inner = (round(width * studio.between(0.75, 0.95)), round(height * studio.between(0.4, 0.75)))
    corner = ((width - inner[0]) // 2, round((height - inner[1]) * studio.between(0.3, 0.6)))
    card = studio.cover(photo, inner)
    if studio.chance(0.3):
        angle = studio.between(-8, 8)
        mask = rounded(inner, 10).rotate(angle, expand=True, resample=Image.Resampling.BILINEAR)
        card = card.rotate(angle, expand=True, resample=Image.Resampling.BILINEAR)
        image.paste(card, ((width - card.width) // 2, corner[1]), mask)
    else:
        image.paste(card, corner, rounded(inner, studio.count(0, 24)))
    if studio.chance(0.45):
        text = studio.pick(
            (
                a_date(studio),
                f"{studio.count(0, 23):02}:{studio.count(0, 59):02}",
                studio.say(studio.language.names),
            )
        )
        line = (
            whole(image.size).share(0.1, 0.88, 0.9, 0.95)
            if studio.chance(0.5)
            else whole(image.size).share(0.1, 0.04, 0.9, 0.1)
        )
        studio.write(image, text, line, WHITE, Look.SANS, Look.BOLD, largest=round(width * 0.08))
    return image
