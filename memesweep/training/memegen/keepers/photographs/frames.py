"""Photographs in a border, in bars, in company or on a story page, and no joke."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageFilter

from memesweep.training.memegen.artwork.backdrop import any_card, linear
from memesweep.training.memegen.artwork.emoji import stamp as paste_sprite
from memesweep.training.memegen.artwork.marks import invented_name, rounded
from memesweep.training.memegen.artwork.ornaments import FESTIVE
from memesweep.training.memegen.artwork.palette import deep, grey, paper, pastel, readable_on, vivid
from memesweep.training.memegen.geometry import Box, whole
from memesweep.training.memegen.keepers.photographs.stamps import a_date
from memesweep.training.memegen.typography.fonts import Look
from memesweep.training.memegen.typography.lettering import BLACK, WHITE

if TYPE_CHECKING:
    from memesweep.training.memegen.studio import Studio


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
    strip = Box(edge, place.bottom, place.width, height - place.bottom).inset(4, deeper // 6)
    if deeper > edge and strip.height > 10 and studio.chance(0.4):  # noqa: PLR2004 - room for handwriting
        words = studio.pick((a_date(studio), studio.say(studio.language.names)))
        studio.write(
            image, words, strip, readable_on(colour), Look.HAND, Look.FANCY, Look.SANS, largest=width // 14
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
    if studio.chance(0.55):
        _place_or_time(studio, image)
    return image


def _place_or_time(studio: Studio, image: Image.Image) -> None:
    """The small sticker of a story, boxed or not: where, when or who."""
    time = f"{studio.count(0, 23):02}:{studio.count(0, 59):02}"
    town = invented_name(studio).upper()
    text = studio.pick(
        (a_date(studio), time, studio.say(studio.language.names), town, f"{town} {studio.count(9, 38)} C")
    )
    top = studio.pick((0.04, 0.1, 0.8, 0.88))
    line = whole(image.size).share(0.15, top, 0.85, top + studio.between(0.05, 0.08))
    if not studio.chance(0.5):
        studio.write(
            image, text, line, WHITE, Look.SANS, Look.BOLD, Look.FANCY, largest=round(image.width * 0.09)
        )
        return
    wide = round(line.width * studio.between(0.4, 0.9))
    box = Box(line.centre[0] - wide // 2, line.top, wide, line.height)
    ground = studio.pick((WHITE, BLACK, vivid(studio.rng)))
    image.paste(ground, (box.left, box.top), rounded(box.size, studio.pick((0, 5, box.height // 2))))
    studio.write(image, text, box.inset(6, 3), readable_on(ground), Look.BOLD, Look.SANS, Look.MONO)
