"""Jokes dressed up as frames of the news."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from memesweep.training.memegen.artwork.marks import invented_name, small_watermark
from memesweep.training.memegen.artwork.palette import deep, mix, readable_on, vivid
from memesweep.training.memegen.geometry import Box, whole
from memesweep.training.memegen.negatives.values import clock
from memesweep.training.memegen.typography.fonts import Look
from memesweep.training.memegen.typography.lettering import BLACK, WHITE, Align, Colour, Ink

if TYPE_CHECKING:
    from memesweep.training.memegen.drawcontext import DrawContext

_HEAVY = (Look.BOLD, Look.IMPACT, Look.SANS)


def news_meme(context: DrawContext) -> Image.Image:
    """A joke on the banner, and mostly one more line above, below or over the frame."""
    size = context.size(context.pick((1.78, 1.5, 1.33, 1.0, 0.8)))
    setup, punchline = context.joke()
    image = context.photo(size)
    said = context.pick((f"{setup} {punchline}", punchline, setup, context.say(context.language.quotes)))
    banner(context, image, said)
    way = context.count(0, 9)
    other = setup if said == punchline else punchline
    if way < 5:  # noqa: PLR2004 - of ten
        image = _with_strip(context, image, other, above=way < 4)  # noqa: PLR2004
    elif way < 8:  # noqa: PLR2004
        top = whole(image.size).share(0.03, 0.03, 0.97, context.between(0.18, 0.3))
        ink = Ink(WHITE, outline=BLACK, outline_share=context.between(0.05, 0.1))
        text = other.upper() if context.chance(0.6) else other
        context.write(image, text, top, ink, Look.IMPACT, Look.IMPACT, Look.BOLD, valign=Align.START,
                     largest=image.width // 9)  # fmt: skip
    elif way < 9:  # noqa: PLR2004
        middle = whole(image.size).share(0.05, 0.36, 0.95, 0.58)
        ink = Ink(context.pick((WHITE, (255, 226, 40))), outline=BLACK)
        context.write(image, other, middle, ink, Look.SANS, Look.BOLD, largest=image.width // 12)
    if context.chance(0.25):
        small_watermark(context, image)
    return image


def banner(context: DrawContext, image: Image.Image, text: str) -> None:
    """Lower third with a headline, label, ticker and a station's mark, in place."""
    draw, area = ImageDraw.Draw(image), whole(image.size)
    colour = context.pick(((190, 10, 20), (200, 20, 30), (20, 50, 130), (230, 170, 0), vivid(context.rng)))
    head = area.share(context.pick((0.0, 0.04)), context.between(0.66, 0.76), context.pick((1.0, 0.96)), 0.9)
    ground: Colour = context.pick((WHITE, WHITE, colour, deep(context.rng), (255, 225, 0)))
    draw.rectangle(head.corners, fill=ground)
    words = text.upper() if context.chance(0.6) else text
    align = context.pick((Align.START, Align.START, Align.MIDDLE))
    context.write(image, words, head.inset(7, 3), readable_on(ground), *_HEAVY, align=align, leading=0.95)
    if context.chance(0.85):
        height = image.height // context.count(11, 16)
        tag = Box(head.left, head.top - height, round(image.width * context.between(0.25, 0.5)), height)
        draw.rectangle(tag.corners, fill=colour)
        label = context.pick(("BREAKING NEWS", "BREAKING", "LIVE", "NEWS", context.word().upper()))
        context.write(image, label, tag.inset(4, 2), readable_on(colour), *_HEAVY)
    if context.chance(0.55):
        ticker = area.share(0, 0.92, 1, 1)
        tone = mix(colour, BLACK, context.between(0, 0.8))
        draw.rectangle(ticker.corners, fill=tone)
        line = f"{clock(context)}  {context.say(context.language.punchlines)}"
        context.write(image, line, ticker.inset(5, 2), readable_on(tone), *_HEAVY, align=Align.START)
    if context.chance(0.7):
        logo = area.share(*context.pick(((0.84, 0.04, 0.97, 0.15), (0.03, 0.04, 0.16, 0.15))))
        draw.rectangle(logo.corners, fill=colour)
        context.write(
            image, invented_name(context, 2).upper()[:4], logo.inset(3), readable_on(colour), *_HEAVY
        )


def _with_strip(context: DrawContext, image: Image.Image, text: str, *, above: bool) -> Image.Image:
    """A plain strip with the other half of the joke above or below the frame."""
    height = round(image.height * context.between(0.16, 0.34))
    ground = context.pick((WHITE, WHITE, WHITE, BLACK))
    sheet = Image.new("RGB", (image.width, image.height + height), ground)
    sheet.paste(image, (0, height if above else 0))
    strip = Box(0, 0 if above else image.height, image.width, height).inset(9, 5)
    align = context.pick((Align.START, Align.MIDDLE))
    context.write(sheet, text, strip, readable_on(ground), Look.SANS, Look.BOLD, Look.SERIF,
                 align=align, largest=image.width // 11)  # fmt: skip
    return sheet
