"""Sayings and prayers as cards in many scripts: on faded photographs, as calligraphy, on pale pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from memesweep.training.memegen.artwork.backdrop import any_card
from memesweep.training.memegen.artwork.decoration import corners, frame
from memesweep.training.memegen.artwork.handmade import average
from memesweep.training.memegen.artwork.marks import small_watermark
from memesweep.training.memegen.artwork.ornaments import crescent, flower, leaf, mandala
from memesweep.training.memegen.artwork.palette import deep, grey, mix, paper, pastel, readable_on, vivid
from memesweep.training.memegen.geometry import Box, whole
from memesweep.training.memegen.phrases import language_named
from memesweep.training.memegen.typography.fonts import Look
from memesweep.training.memegen.typography.lettering import BLACK, WHITE, Align, Ink

if TYPE_CHECKING:
    from memesweep.training.memegen.drawcontext import DrawContext
    from memesweep.training.memegen.typography.lettering import Colour

_BRIGHT: tuple[Colour, ...] = ((255, 225, 40), (120, 230, 90), (255, 90, 80), (90, 220, 255), (255, 160, 40))


def lines(context: DrawContext, low: int, high: int) -> str:
    """Several sayings of the language below each other, a wish among them now and then."""
    quotes = sayings(context, context.count(low, high))
    if context.chance(0.25):
        quotes.append(context.say(context.language.wishes))
    return context.pick(("\n", "\n", " ")).join(quotes)


def sayings(context: DrawContext, count: int) -> list[str]:
    """Up to that many sayings of the language, none of them twice."""
    quotes = context.language.quotes
    order = context.rng.permutation(len(quotes))[:count]
    return [context.say((quotes[int(index)],)) for index in order]


def faded_saying(context: DrawContext) -> Image.Image:
    """A photograph that runs into black or white, sayings below or above it in two colours."""
    size = context.size(context.pick((0.56, 0.67, 0.67, 0.8, 1.0)))
    ground = context.pick((BLACK, BLACK, WHITE, deep(context.rng)))
    image = Image.new("RGB", size, ground)
    share = context.between(0.4, 0.65)
    upper = context.chance(0.7)
    picture = whole(size).share(0, 0, 1, share) if upper else whole(size).share(0, 1 - share, 1, 1)
    ramp = Image.linear_gradient("L").resize(picture.size).point(lambda level: min(255, level * 2))
    mask = ramp.transpose(Image.Transpose.FLIP_TOP_BOTTOM) if upper else ramp
    image.paste(context.photo(picture.size), picture.corners[:2], mask)
    words = (
        whole(size).share(0.07, share, 0.93, 0.94)
        if upper
        else whole(size).share(0.07, 0.05, 0.93, 1 - share)
    )
    bright = context.pick(_BRIGHT) if ground != WHITE else vivid(context.rng)
    plain = readable_on(ground)
    largest = round(size[0] * context.between(0.055, 0.095))
    face = context.family(Look.BOLD, Look.SANS, Look.SERIF)
    quotes = sayings(context, context.count(2, 4))
    for i, (text, row) in enumerate(zip(quotes, words.rows(len(quotes), 2), strict=True)):
        context.write(image, text, row, bright if i % 2 else plain, face=face, largest=largest)
    if context.chance(0.4):
        small_watermark(context, image)
    return image


def prayer(context: DrawContext) -> Image.Image:
    """A blessing in large ornate letters, and what it means in small ones, in an ornate frame."""
    size = context.size(context.pick((0.56, 0.56, 0.67, 0.8, 1.0, 1.4)))
    image = any_card(size, context.rng, dark=context.chance(0.7))
    if context.chance(0.25):
        image = Image.blend(context.photo(size), image, context.between(0.55, 0.85))
    gold = context.pick(((230, 190, 90), WHITE, (255, 235, 160)))
    ink = gold if context.chance(0.7) else readable_on(average(image, whole(size)))
    if context.chance(0.5):
        corners(context, image, context.pick((mandala, flower, leaf, crescent)))
    if context.chance(0.6):
        frame(context, image, gold)
    area = whole(size).share(0.1, 0.1, 0.9, 0.9)
    text = context.say(context.language.blessings)
    head = area.share(0, context.between(0.05, 0.2), 1, 0.55)
    glow = Ink(ink, shadow=mix(ink, WHITE, 0.3), soft_shadow=True) if context.chance(0.3) else Ink(ink)
    context.write(image, text, head, glow, Look.FANCY, Look.SERIF, Look.BOLD, largest=round(size[0] * 0.2))
    below = area.share(0.04, 0.6, 0.96, 0.8)
    meaning = language_named("en") if context.chance(0.7) else context.language
    small = readable_on(average(image, below))
    context.write(image, context.say(meaning.blessings + meaning.quotes), below, small, Look.SANS, Look.SERIF,
                 largest=round(size[0] * 0.06))  # fmt: skip
    if context.chance(0.5):
        wish = area.share(0, 0.84, 1, 0.96)
        context.write(
            image, context.say(meaning.wishes), wish, ink, Look.SANS, Look.BOLD, largest=round(size[0] * 0.05)
        )
    return image


def page_of_sayings(context: DrawContext) -> Image.Image:
    """A pale page with a thin frame, a column of sayings in small letters, and where they come from."""
    size = context.size(context.pick((0.56, 0.67, 0.75, 0.9, 1.0)))
    ground = context.pick((WHITE, paper(context.rng), pastel(context.rng), grey(context.rng, 235, 252)))
    image = Image.new("RGB", size, ground)
    ink = context.pick((BLACK, grey(context.rng, 60, 150), deep(context.rng), (150, 110, 60)))
    if context.chance(0.6):
        frame(context, image, mix(ground, ink, context.between(0.2, 0.7)))
    if context.chance(0.25):
        corners(context, image, context.pick((flower, leaf, mandala)))
    area = whole(size).share(0.13, 0.12, 0.87, 0.8)
    align = context.pick((Align.START, Align.MIDDLE, Align.MIDDLE))
    largest, leading = round(size[0] * context.between(0.045, 0.075)), context.between(1.1, 1.6)
    looks = (Look.SERIF, Look.SANS, Look.HAND)
    used = context.write(
        image, lines(context, 3, 7), area, ink, *looks, align=align, largest=largest, leading=leading
    )
    source = Box(area.left, min(used.bottom + 6, size[1] - 20), area.width, max(12, size[1] // 22))
    by = f"{context.say(context.language.names)} {context.count(2008, 2026)}"
    context.write(image, by, source, mix(ground, ink, 0.6), Look.SANS, Look.SERIF, align=Align.END)
    if context.chance(0.3):
        y = source.top - 3
        ImageDraw.Draw(image).line((area.left, y, area.right, y), fill=mix(ground, ink, 0.3))
    if context.chance(0.5):
        small_watermark(context, image)
    return image
