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
from memesweep.training.memegen.negatives.photographs.stamps import a_date
from memesweep.training.memegen.typography.fonts import Look
from memesweep.training.memegen.typography.lettering import BLACK, WHITE

if TYPE_CHECKING:
    from memesweep.training.memegen.drawcontext import DrawContext


def border(context: DrawContext) -> Image.Image:
    """Print with a white edge, an instant picture, or a coloured or ornate frame."""
    picture = context.whole_photo()
    width, height = picture.size
    colour = context.pick((WHITE, WHITE, BLACK, paper(context.rng), pastel(context.rng), deep(context.rng)))
    image = Image.new("RGB", (width, height), colour)
    edge = round(width * context.between(0.02, 0.09))
    deeper = round(height * context.between(0.1, 0.2)) if context.chance(0.35) else edge
    place = Box(edge, edge, width - 2 * edge, max(20, height - edge - deeper))
    image.paste(
        context.cover(picture, place.size),
        (place.left, place.top),
        rounded(place.size, context.pick((0, 0, 10, 30))),
    )
    strip = Box(edge, place.bottom, place.width, height - place.bottom).inset(4, deeper // 6)
    if deeper > edge and strip.height > 10 and context.chance(0.4):  # noqa: PLR2004 - room for handwriting
        words = context.pick((a_date(context), context.say(context.language.names)))
        context.write(
            image, words, strip, readable_on(colour), Look.HAND, Look.FANCY, Look.SANS, largest=width // 14
        )
    if context.chance(0.15):
        sprite = context.pick(FESTIVE)(max(20, edge * 3), vivid(context.rng), context.rng)
        for left, top in ((0, 0), (width - sprite.width, height - sprite.height)):
            paste_sprite(image, sprite, (left, top))
    return image


def padding(context: DrawContext) -> Image.Image:
    """Photograph made to fit another shape by bars, plain or a blurred copy of itself."""
    width, height = context.size(context.pick((0.56, 1.0, 1.0, 0.8, 1.78)))
    photo = context.raw_photo()
    colour = context.pick((WHITE, BLACK, WHITE, grey(context.rng, 0, 255)))
    image = Image.new("RGB", (width, height), colour)
    if context.chance(0.35):
        image = context.cover(photo, (width, height)).filter(ImageFilter.BoxBlur(context.count(8, 20)))
    if context.chance(0.5):
        inner = (width, round(height * context.between(0.5, 0.85)))
    else:
        inner = (round(width * context.between(0.5, 0.85)), height)
    top = context.pick((height - inner[1], 0, (height - inner[1]) // 2, (height - inner[1]) // 2))
    image.paste(context.cover(photo, inner), ((width - inner[0]) // 2, top))
    return image


def collage(context: DrawContext) -> Image.Image:
    """Several photographs in one picture, with gaps or without, and not a word."""
    width, height = context.size(context.pick((0.56, 0.75, 1.0, 1.0, 1.33)))
    if context.chance(0.7):
        image = Image.new(
            "RGB",
            (width, height),
            context.pick((WHITE, WHITE, BLACK, pastel(context.rng), vivid(context.rng))),
        )
    else:
        image = any_card((width, height), context.rng)
    gap = context.pick((0, 2, 4, 7, 12))
    mask_radius = context.pick((0, 0, 0, 8, 20))
    area = whole((width, height)).inset(gap)
    cells: list[Box] = []
    style = context.count(0, 3)
    if style == 0:  # a grid
        across = context.count(2, 3)
        for line in area.rows(context.count(1, 4), gap):
            cells += line.columns(across, gap)
    elif style == 1:  # rows of different counts
        for line in area.rows(context.count(2, 3), gap):
            cells += line.columns(context.count(1, 3), gap)
    elif style == 2:  # noqa: PLR2004 - one large, a column of small ones
        first, second = area.share(0, 0, 0.66, 1), area.share(0.66, 0, 1, 1)
        cells = [
            Box(first.left, first.top, first.width - gap, first.height),
            *second.rows(context.count(2, 4), gap),
        ]
    else:  # strips
        cells = list(
            area.columns(context.count(2, 4), gap)
            if context.chance(0.5)
            else area.rows(context.count(2, 4), gap)
        )
    for cell in cells:
        image.paste(
            context.photo(cell.size),
            (cell.left, cell.top),
            rounded(cell.size, mask_radius) if mask_radius else None,
        )
    return image


def story_frame(context: DrawContext) -> Image.Image:
    """Photograph on an upright ground, as shared in stories: round corners, a place or a time, no joke."""
    width, height = context.size(context.between(0.5, 0.6))
    photo = context.raw_photo()
    if context.chance(0.5):
        image = linear((width, height), vivid(context.rng), deep(context.rng), context.between(-50, 50))
    else:
        image = context.cover(photo, (width, height)).filter(ImageFilter.BoxBlur(context.count(8, 16)))
    inner = (round(width * context.between(0.75, 0.95)), round(height * context.between(0.4, 0.75)))
    corner = ((width - inner[0]) // 2, round((height - inner[1]) * context.between(0.3, 0.6)))
    card = context.cover(photo, inner)
    if context.chance(0.3):
        angle = context.between(-8, 8)
        mask = rounded(inner, 10).rotate(angle, expand=True, resample=Image.Resampling.BILINEAR)
        card = card.rotate(angle, expand=True, resample=Image.Resampling.BILINEAR)
        image.paste(card, ((width - card.width) // 2, corner[1]), mask)
    else:
        image.paste(card, corner, rounded(inner, context.count(0, 24)))
    if context.chance(0.55):
        _place_or_time(context, image)
    return image


def _place_or_time(context: DrawContext, image: Image.Image) -> None:
    """The small sticker of a story, boxed or not: where, when or who."""
    time = f"{context.count(0, 23):02}:{context.count(0, 59):02}"
    town = invented_name(context).upper()
    text = context.pick(
        (a_date(context), time, context.say(context.language.names), town, f"{town} {context.count(9, 38)} C")
    )
    top = context.pick((0.04, 0.1, 0.8, 0.88))
    line = whole(image.size).share(0.15, top, 0.85, top + context.between(0.05, 0.08))
    if not context.chance(0.5):
        context.write(
            image, text, line, WHITE, Look.SANS, Look.BOLD, Look.FANCY, largest=round(image.width * 0.09)
        )
        return
    wide = round(line.width * context.between(0.4, 0.9))
    box = Box(line.centre[0] - wide // 2, line.top, wide, line.height)
    ground = context.pick((WHITE, BLACK, vivid(context.rng)))
    image.paste(ground, (box.left, box.top), rounded(box.size, context.pick((0, 5, box.height // 2))))
    context.write(image, text, box.inset(6, 3), readable_on(ground), Look.BOLD, Look.SANS, Look.MONO)
