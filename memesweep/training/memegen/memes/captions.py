"""Jokes written on a photograph or on a bar beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from memesweep.training.memegen.artwork.emoji import FACES, row, stamp
from memesweep.training.memegen.artwork.marks import rounded, small_watermark
from memesweep.training.memegen.artwork.palette import deep, grey, paper, pastel, readable_on, vivid
from memesweep.training.memegen.geometry import Box, whole
from memesweep.training.memegen.typography.fonts import Look
from memesweep.training.memegen.typography.lettering import BLACK, WHITE, Align, Ink

if TYPE_CHECKING:
    from memesweep.training.memegen.drawcontext import DrawContext


def _shout(context: DrawContext, text: str) -> str:
    return text.upper() if context.chance(0.7) else text


def _macro_ink(context: DrawContext) -> Ink:
    fill = context.pick((WHITE, WHITE, WHITE, WHITE, WHITE, (255, 235, 59), vivid(context.rng)))
    return Ink(
        fill,
        outline=BLACK,
        outline_share=context.between(0.04, 0.11),
        shadow=BLACK if context.chance(0.15) else None,
    )


def outlined(context: DrawContext) -> Image.Image:
    """White letters with a black outline at the top, the bottom or both."""
    image = context.whole_photo()
    first, second = (_shout(context, half) for half in context.joke())
    look = context.pick((Look.IMPACT,) * 6 + (Look.BOLD, Look.HAND, Look.SANS))
    ink, margin = _macro_ink(context), context.count(3, max(4, image.width // 24))
    area = whole(image.size).inset(margin)
    depth = context.between(0.13, 0.32)
    where = context.count(0, 9)
    face = context.face(first + second, look)
    largest = round(image.height * context.between(0.09, 0.17))
    if where < 8:  # noqa: PLR2004 - eight of ten have a top line
        text = first if where else f"{first} {second}"
        context.write(
            image,
            text,
            area.share(0, 0, 1, depth),
            ink,
            face=face,
            valign=Align.START,
            largest=largest,
            leading=0.9,
        )
    if where > 0:
        context.write(
            image,
            second,
            area.share(0, 1 - depth, 1, 1),
            ink,
            face=face,
            valign=Align.END,
            largest=largest,
            leading=0.9,
        )
    if context.chance(0.25):
        small_watermark(context, image)
    return image


def bar(context: DrawContext) -> Image.Image:
    """Text on a plain bar above or below the photograph, or both."""
    picture = context.whole_photo()
    above, below = context.pick(((True, False),) * 6 + ((False, True), (False, True), (True, True)))
    heights = [round(picture.height * context.between(0.14, 0.4)) * wanted for wanted in (above, below)]
    margin = context.pick((0, 0, 0, context.count(4, 16)))
    width = picture.width + 2 * margin
    ground = context.pick(
        (WHITE, WHITE, WHITE, WHITE, BLACK, paper(context.rng), deep(context.rng), pastel(context.rng))
    )
    sheet = Image.new("RGB", (width, picture.height + sum(heights) + margin), ground)
    mask = rounded(picture.size, context.count(6, 24)) if margin else None
    sheet.paste(picture, (margin, heights[0] or margin), mask)
    first, second = context.joke()
    told = context.count(0, 9)
    if told < 3:  # noqa: PLR2004 - of ten
        first = f"{first}\n{context.say(context.language.punchlines)}"
    elif told < 5:  # noqa: PLR2004
        first = context.dialogue()
    look = context.pick(
        (Look.SANS, Look.SANS, Look.SANS, Look.BOLD, Look.BOLD, Look.SERIF, Look.HAND, Look.IMPACT)
    )
    ink = Ink(readable_on(ground, context.rng if context.chance(0.15) else None))
    align = context.pick((Align.START, Align.MIDDLE))
    edge, largest = context.count(6, 18), round(width * context.between(0.055, 0.12))
    strips = (Box(0, 0, width, heights[0]), Box(0, sheet.height - heights[1], width, heights[1]))
    for text, strip in zip((first, second), strips, strict=True):
        if strip.height > 2 * edge:
            _bar_text(context, sheet, text, strip.inset(edge, min(edge, 6)), ink, look, align, largest)
    if context.chance(0.2):
        small_watermark(context, sheet)
    return sheet


def _bar_text(
    context: DrawContext,
    sheet: Image.Image,
    text: str,
    strip: Box,
    ink: Ink,
    look: Look,
    align: Align,
    largest: int,
) -> None:
    if context.chance(0.18) and strip.height > 44:  # noqa: PLR2004 - room for a row of emoji
        size = context.count(14, 26)
        faces = row(context.rng, FACES, size, context.count(1, 3))
        left = strip.left + round((strip.width - faces.width) * align.value)
        stamp(sheet, faces, (left, strip.bottom - size))
        strip = Box(strip.left, strip.top, strip.width, strip.height - size - 2)
    context.write(
        sheet, text, strip, ink, look, align=align, largest=largest, leading=context.between(0.9, 1.1)
    )


def reaction(context: DrawContext) -> Image.Image:
    """A set-up above and a film still with its subtitle."""
    width, height = context.size(context.pick((0.8, 1.0, 1.2, 1.4)) * context.between(0.9, 1.1))
    ground = context.pick((WHITE, WHITE, WHITE, BLACK, grey(context.rng, 20, 60)))
    sheet = Image.new("RGB", (width, height), ground)
    setup, punchline = context.joke()
    top = round(height * context.between(0.12, 0.34)) if context.chance(0.75) else 0
    still = context.photo((width, height - top))
    sheet.paste(still, (0, top))
    if top:
        strip, align = Box(0, 0, width, top).inset(10, 5), context.pick((Align.START, Align.MIDDLE))
        looks = (Look.SANS, Look.BOLD, Look.SERIF)
        context.write(
            sheet, setup, strip, readable_on(ground), *looks, align=align, largest=round(width * 0.085)
        )
    subtitle(context, sheet, punchline)
    return sheet


def subtitle(context: DrawContext, image: Image.Image, text: str) -> None:
    """Film subtitle at the bottom, in place: white or yellow with an edge or a shadow."""
    colour = context.pick((WHITE, WHITE, WHITE, (255, 226, 40), (240, 240, 200)))
    ink = (
        Ink(colour, outline=BLACK, outline_share=0.06)
        if context.chance(0.7)
        else Ink(colour, shadow=BLACK, shadow_share=0.09)
    )
    area = whole(image.size).share(0.06, 0.72, 0.94, context.between(0.93, 0.98))
    largest = round(image.width * context.between(0.05, 0.085))
    context.write(
        image,
        text,
        area,
        ink,
        Look.SANS,
        Look.SANS,
        Look.BOLD,
        valign=Align.END,
        largest=largest,
        leading=0.95,
    )


def labels(context: DrawContext) -> Image.Image:
    """Words stuck on what is in the photograph."""
    image = context.whole_photo()
    count = context.count(2, 4)
    ink = Ink(WHITE, outline=BLACK) if context.chance(0.6) else Ink(BLACK, outline=WHITE)
    face = context.face("".join(context.language.words), Look.BOLD, Look.SANS, Look.IMPACT)
    cells = context.rng.permutation(6)[:count]
    for cell in cells:
        x, y = (int(cell) % 2) * 0.5, (int(cell) // 2) / 3
        box = whole(image.size).share(x + 0.03, y + 0.03, x + 0.47, y + 0.3)
        text = context.say(context.language.words if context.chance(0.6) else context.language.punchlines)
        context.write(
            image,
            text,
            box,
            ink,
            face=face,
            largest=round(image.width * context.between(0.05, 0.09)),
            leading=0.95,
        )
    return image


def speech(context: DrawContext) -> Image.Image:
    """Somebody in the photograph says it: one or two bubbles."""
    image = context.whole_photo()
    look = context.pick((Look.HAND, Look.BOLD, Look.SANS))
    count = context.count(1, 2)
    for i in range(count):
        left = context.between(0.02, 0.2) if i == 0 else context.between(0.4, 0.5)
        top = context.between(0.02, 0.12) + 0.3 * i
        bubble = whole(image.size).share(
            left, top, left + context.between(0.4, 0.5), top + context.between(0.2, 0.28)
        )
        _bubble(context, image, bubble)
        text = context.say(context.language.setups if i == 0 else context.language.punchlines)
        words = bubble.inset(bubble.width // 9, bubble.height // 7)
        context.write(image, text, words, BLACK, look, largest=image.width // 13)
    return image


def _bubble(context: DrawContext, image: Image.Image, box: Box) -> None:
    draw = ImageDraw.Draw(image)
    x, root = box.left + box.width * context.between(0.25, 0.75), box.bottom - box.height * 0.2
    tip = box.bottom + image.height * context.between(0.05, 0.14)
    half = box.width * 0.08
    draw.polygon([(x - half, root), (x + half, root), (x, tip)], fill=WHITE, outline=BLACK)
    if context.chance(0.5):
        draw.ellipse(box.inset(-4).corners, fill=WHITE, outline=BLACK, width=2)
    else:
        draw.rounded_rectangle(box.corners, min(box.size) // 3, fill=WHITE, outline=BLACK, width=2)
    draw.polygon([(x - half, root), (x + half, root), (x, tip - 3)], fill=WHITE)


def story(context: DrawContext) -> Image.Image:
    """Upright full-screen photograph with the joke in boxes, as posted in stories and short videos."""
    image = context.photo(context.size(context.between(0.5, 0.65)))
    setup, punchline = context.joke()
    dark = context.chance(0.4)
    paper_colour, ink = (BLACK, WHITE) if dark else (WHITE, BLACK)
    size = round(image.width * context.between(0.06, 0.085))
    top = context.between(0.08, 0.6)
    face = context.face(setup + punchline, Look.BOLD, Look.SANS)
    boxed = context.chance(0.65)
    for i, text in enumerate((setup, punchline)[: context.count(1, 2)]):
        y = min(0.82, top + 0.22 * i)
        area = whole(image.size).share(0.08, y, 0.92, min(0.97, y + 0.2))
        if boxed:
            boxed_lines(context, image, text, area, size, paper_colour, ink)
        else:
            context.write(
                image, text, area, Ink(WHITE, outline=BLACK), face=face, valign=Align.START, largest=size + 4
            )
    if context.chance(0.5):
        side = context.count(24, 60)
        sprite = row(context.rng, FACES, side, context.count(1, 3))
        stamp(
            image,
            sprite,
            (
                context.count(0, max(1, image.width - sprite.width)),
                round(image.height * context.between(0.3, 0.9)),
            ),
        )
    return image


def boxed_lines(
    context: DrawContext,
    image: Image.Image,
    text: str,
    area: Box,
    size: int,
    paper_colour: tuple[int, int, int],
    ink: tuple[int, int, int],
) -> None:
    """Text on a rounded box of its own, in place."""
    probe = Image.new("RGB", image.size)
    face = context.face(text, Look.BOLD, Look.SANS, Look.FANCY, Look.MONO)
    used = context.write(probe, text, area, ink, face=face, valign=Align.START, largest=size)
    ground = used.inset(-6, -4)
    image.paste(paper_colour, (ground.left, ground.top), rounded(ground.size, 7))
    context.write(image, text, used, ink, face=face, largest=size)
