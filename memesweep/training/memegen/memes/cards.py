"""Cards that are forwarded every morning and on every feast: greetings, blessings, quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PIL import Image, ImageEnhance, ImageFilter

from memesweep.training.memegen.artwork.backdrop import any_card, linear
from memesweep.training.memegen.artwork.decoration import decorate, frame
from memesweep.training.memegen.artwork.emoji import JOY, row, stamp
from memesweep.training.memegen.artwork.marks import disc, rounded, small_watermark
from memesweep.training.memegen.artwork.ornaments import FESTIVE, HOLY, MORNING
from memesweep.training.memegen.artwork.palette import deep, luminance, mix, pastel, readable_on, vivid
from memesweep.training.memegen.geometry import Box, whole
from memesweep.training.memegen.phrases import language_named
from memesweep.training.memegen.typography.fonts import Look
from memesweep.training.memegen.typography.lettering import BLACK, WHITE, Align, Colour, Ink
from memesweep.training.memegen.typography.scripts import Script

if TYPE_CHECKING:
    from memesweep.training.memegen.artwork.decoration import Sprite
    from memesweep.training.memegen.drawcontext import DrawContext

_SHAPES = (0.56, 0.56, 0.66, 0.7, 0.75, 0.8, 1.0, 1.0, 1.0, 1.0, 1.25, 1.4, 1.6)


def mean_colour(image: Image.Image, box: Box) -> Colour:
    """Mean colour of a part of a picture."""
    part = image.resize((1, 1), Image.Resampling.BOX, box=(box.left, box.top, box.right, box.bottom))
    red, green, blue = part.getpixel((0, 0))  # type: ignore[misc]
    return int(red), int(green), int(blue)


def headline_ink(context: DrawContext, ground: Colour) -> Ink:
    """Ink of a headline: outlined, shadowed, glowing or shaded, readable on the ground."""
    light = luminance(ground) < 0.55  # noqa: PLR2004
    bright = (WHITE, (255, 240, 120), pastel(context.rng), vivid(context.rng))
    fill = context.pick(
        bright if light else ((180, 10, 30), deep(context.rng), vivid(context.rng, 0.95), BLACK)
    )
    style = context.count(0, 4)
    if style == 0:
        return Ink(fill, outline=BLACK if light else WHITE, outline_share=context.between(0.05, 0.1))
    if style == 1:
        return Ink(fill, shadow=BLACK if light else (120, 120, 120), soft_shadow=True)
    if style == 2:  # noqa: PLR2004
        end = vivid(context.rng)
        return Ink(fill, fill_end=end, outline=WHITE if luminance(end) < 0.5 else BLACK, outline_share=0.06)  # noqa: PLR2004
    if style == 3:  # noqa: PLR2004
        return Ink(fill, outline=vivid(context.rng), outline_share=0.05, shadow=BLACK)
    return Ink(fill)


def morning(context: DrawContext) -> Image.Image:
    """Good morning, good night, happy Sunday."""
    return _greeting(context, _headline(context, "mornings"), MORNING, photo=0.7)


def festival(context: DrawContext) -> Image.Image:
    """Festivals, new year, birthdays, thanks."""
    return _greeting(context, _headline(context, "festivals"), FESTIVE, photo=0.3, inset=0)


def religious(context: DrawContext) -> Image.Image:
    """Blessings and short prayers."""
    return _greeting(context, _headline(context, "blessings"), HOLY, photo=0.45)


def _headline(context: DrawContext, occasion: Literal["mornings", "festivals", "blessings"]) -> str:
    """The greeting, often in English whatever the language of the wish below it."""
    english = context.language.script is not Script.LATIN and context.chance(0.3)
    language = language_named("en") if english else context.language
    return context.say(getattr(language, occasion))


def _greeting(
    context: DrawContext, headline: str, ornaments: tuple[Sprite, ...], photo: float, inset: float = 0.35
) -> Image.Image:
    """Draw a card; a birthday wish around somebody's photograph is no card but a poster that people keep."""
    size = context.size(context.pick(_SHAPES) * context.between(0.95, 1.05))
    whole_photo = context.chance(photo)
    image = _photo_ground(context, size) if whole_photo else any_card(size, context.rng)
    area = whole(size)
    if not whole_photo and context.chance(inset):
        area = _inset_photo(context, image)
    if not whole_photo or context.chance(0.5):
        decorate(context, image, ornaments)
    if context.chance(0.3):
        frame(context, image, vivid(context.rng) if context.chance(0.5) else WHITE)
    top, height = context.pick(((0.05, 0.3), (0.1, 0.4), (0.3, 0.35), (0.55, 0.3), (0.04, 0.22)))
    head = area.share(0.08, top, 0.92, min(0.97, top + height))
    used = context.write(
        image, headline, head, headline_ink(context, mean_colour(image, head)),
        Look.FANCY, Look.FANCY, Look.SERIF, Look.BOLD, Look.HAND, Look.SANS,
        largest=round(size[0] * context.between(0.11, 0.24)), leading=0.95,
    )  # fmt: skip
    if context.chance(0.75):
        _wish(context, image, area, used)
    if context.chance(0.3):
        strip = row(context.rng, JOY, context.count(18, 40), context.count(1, 5))
        stamp(image, strip, ((size[0] - strip.width) // 2, round(size[1] * context.between(0.8, 0.9))))
    if context.chance(0.3):
        small_watermark(context, image)
    return image


def _wish(context: DrawContext, image: Image.Image, area: Box, headline: Box) -> None:
    below = area.bottom - headline.bottom
    if below > area.height * 0.15:
        box = Box(area.left, headline.bottom + 2, area.width, round(below * context.between(0.5, 0.9)))
    else:
        box = Box(area.left, area.top, area.width, max(1, headline.top - area.top))
    box = box.inset(round(area.width * context.between(0.06, 0.15)), 4)
    text = context.say(context.language.wishes)
    if context.chance(0.4):
        text = f"{text}\n{context.say(context.language.quotes)}"
    largest = round(image.width * context.between(0.04, 0.08))
    context.write(
        image, text, box, headline_ink(context, mean_colour(image, box)), largest=largest, valign=Align.MIDDLE
    )


def _photo_ground(context: DrawContext, size: tuple[int, int]) -> Image.Image:
    image = context.photo(size)
    way = context.count(0, 4)
    if way == 0:
        image = image.filter(ImageFilter.GaussianBlur(context.between(1.5, 5)))
    elif way == 1:
        image = Image.blend(
            image, linear(size, vivid(context.rng), deep(context.rng)), context.between(0.2, 0.6)
        )
    elif way == 2:  # noqa: PLR2004
        image = ImageEnhance.Brightness(image).enhance(context.between(0.45, 0.8))
    elif way == 3:  # noqa: PLR2004
        image = ImageEnhance.Color(image).enhance(context.between(1.3, 2.0))
    return image


def _inset_photo(context: DrawContext, image: Image.Image) -> Box:
    """Put a photograph on the card, round or framed, and return what is left for words."""
    width, height = image.size
    side = round(min(width, height) * context.between(0.35, 0.55))
    place = context.count(0, 2)
    left = {0: (width - side) // 2, 1: width // 20, 2: width - side - width // 20}[place]
    top = height - side - height // 16 if place == 0 else (height - side) // 2
    mask = disc(side) if context.chance(0.5) else rounded((side, side), context.count(0, side // 6))
    rim = side + context.count(4, 12)
    image.paste(
        context.pick((WHITE, vivid(context.rng))),
        (left - (rim - side) // 2, top - (rim - side) // 2),
        mask.resize((rim, rim)),
    )
    image.paste(context.photo((side, side)), (left, top), mask)
    if place == 0:
        return Box(0, 0, width, max(40, top - 4))
    return Box(left + side, 0, width - left - side, height) if place == 1 else Box(0, 0, left, height)


def quote(context: DrawContext) -> Image.Image:
    """A saying with its author on a plain, shaded or photographic ground."""
    size = context.size(
        context.pick((0.56, 0.56, 0.67, 0.67, 0.8, 1.0, 1.0, 1.5)) * context.between(0.95, 1.05)
    )
    image = _photo_ground(context, size) if context.chance(0.45) else any_card(size, context.rng)
    if context.chance(0.25):
        veil = Image.new("RGB", size, context.pick((BLACK, WHITE)))
        image = Image.blend(image, veil, context.between(0.3, 0.7))
    area = whole(size).share(0.1, 0.15, 0.9, 0.85)
    if context.chance(0.25):
        ground = context.pick((WHITE, BLACK, pastel(context.rng)))
        layer = Image.new("RGB", area.size, ground)
        mask = rounded(area.size, context.count(0, 20)).point(lambda level: level * 3 // 4)
        image.paste(layer, (area.left, area.top), mask)
        area = area.inset(12)
    ground = mean_colour(image, area)
    ink = Ink(
        readable_on(ground, context.rng), shadow=mix(ground, BLACK, 0.5) if context.chance(0.3) else None
    )
    text = context.say(context.language.quotes)
    if context.chance(0.35):
        text = f"“{text}”"
    if context.chance(0.25):
        text = text.upper()
    largest = round(size[0] * context.between(0.05, 0.13))
    words = area.share(0, 0.08, 1, 0.85)
    align = context.pick((Align.MIDDLE, Align.MIDDLE, Align.START))
    used = context.write(
        image, text, words, ink, largest=largest, leading=context.between(0.95, 1.3), align=align
    )
    if context.chance(0.65):
        author = f"- {context.say(context.language.names)}"
        line = Box(area.left, min(used.bottom + 8, area.bottom - 14), area.width, max(14, size[1] // 18))
        context.write(
            image,
            author,
            line,
            ink,
            Look.SANS,
            Look.SERIF,
            Look.FANCY,
            largest=max(9, largest * 2 // 3),
            align=align,
        )
    if context.chance(0.25):
        frame(context, image, ink.fill)
    if context.chance(0.3):
        small_watermark(context, image)
    return image


_VERSE_PLACES = (
    (0.05, 0.55, 0.95, 0.95),
    (0.05, 0.05, 0.95, 0.4),
    (0.4, 0.15, 0.96, 0.85),
    (0.1, 0.3, 0.9, 0.7),
)


def verse(context: DrawContext) -> Image.Image:
    """Two or three lines of feeling on a photograph or beside a face that fades into the dark."""
    image = context.whole_photo()
    if context.chance(0.4):
        image = _faded_portrait(context, image)
    text = "\n".join(context.say(context.language.quotes) for _ in range(context.count(1, 3)))
    area = whole(image.size).share(*context.pick(_VERSE_PLACES))
    ground = mean_colour(image, area)
    edge = BLACK if luminance(ground) < 0.7 else WHITE  # noqa: PLR2004 - dark edges on all but the brightest
    fill = (
        context.pick((WHITE, WHITE, (255, 235, 90), pastel(context.rng)))
        if edge == BLACK
        else deep(context.rng)
    )
    sharp = context.chance(0.5)
    ink = Ink(fill, outline=edge, outline_share=0.05) if sharp else Ink(fill, shadow=edge, soft_shadow=True)
    looks = (Look.FANCY, Look.SERIF, Look.BOLD, Look.HAND)
    context.write(image, text, area, ink, *looks, largest=round(image.width * context.between(0.06, 0.1)))
    if context.chance(0.4):
        small_watermark(context, image)
    return image


def _faded_portrait(context: DrawContext, photo: Image.Image) -> Image.Image:
    """The photograph at the left of a wide dark card, its right edge dissolving."""
    width, height = round(photo.width * context.between(1.3, 1.7)), photo.height
    card = Image.new("RGB", (width, height), context.pick((BLACK, deep(context.rng))))
    veil = Image.linear_gradient("L").rotate(-90).resize(photo.size)
    card.paste(photo, (0, 0), veil.point(lambda level: min(255, level * 2)))
    return card
