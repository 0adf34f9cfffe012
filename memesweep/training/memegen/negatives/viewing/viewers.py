"""Photographs open in a viewer: bars, a header, signs along the foot."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PIL import Image

from memesweep.training.memegen.artwork.palette import grey, mix, readable_on
from memesweep.training.memegen.geometry import Box, whole
from memesweep.training.memegen.negatives.screens.screen import open_screen
from memesweep.training.memegen.negatives.values import clock, date, person
from memesweep.training.memegen.negatives.viewing.letterbox import letterbox
from memesweep.training.memegen.typography.lettering import BLACK, WHITE, Align

if TYPE_CHECKING:
    from memesweep.training.memegen.drawcontext import DrawContext
    from memesweep.training.memegen.negatives.screens.screen import Screen


def photo_viewer(context: DrawContext) -> Image.Image:
    """One photograph of an album or a chat on the whole screen, signs shown or hidden."""
    ground = context.pick((BLACK, BLACK, BLACK, WHITE, grey(context.rng, 12, 40)))
    lying = context.chance(0.2)
    screen = open_screen(context, (1.78, 2.2) if lying else (0.45, 0.58), ground=ground)
    image, _ = letterbox(context, context.raw_photo(), screen.image.size, ground)
    bars = context.chance(0.85)
    if bars:  # the system's own bars stay where they were
        for strip in (Box(0, 0, image.width, screen.body.top), _below(screen)):
            image.paste(screen.image.crop((0, strip.top, strip.right, strip.bottom)), (0, strip.top))
    shown = replace(screen, image=image, em=max(8, min(image.size) // context.count(17, 22)))
    if context.chance(0.8):
        _header(shown)
    if not lying and context.chance(0.85):
        _foot(shown)
    return image


def _below(screen: Screen) -> Box:
    width, height = screen.image.size
    return Box(0, screen.body.bottom, width, height - screen.body.bottom)


def _veil(screen: Screen, box: Box) -> None:
    """Darken or lighten a strip, so that signs can be read over a photograph that reaches below them."""
    if screen.context.chance(0.6):
        screen.image.paste(
            screen.ground, box.corners[:2], Image.new("L", box.size, screen.context.count(60, 200))
        )


def _header(screen: Screen) -> None:
    context, em = screen.context, screen.em
    bar = Box(0, screen.body.top, screen.image.width, round(em * context.between(2.6, 3.4)))
    _veil(screen, bar)
    ink = readable_on(screen.ground)
    x, y, unit = em, bar.centre[1], em * 0.4
    screen.draw.line([(x + unit, y - unit), (x, y), (x + unit, y + unit)], fill=ink, width=2)
    words = Box(bar.left + em * 2 + 4, bar.top, round(bar.width * 0.55), bar.height)
    when = context.pick((f"{date(context)}, {clock(context)}", date(context), clock(context)))
    if context.chance(0.7):
        title = context.pick((person(context), person(context), context.word(), date(context)))
        screen.text(title, words.share(0, 0.08, 1, 0.55), ink, bold=True)
        screen.text(when, words.share(0, 0.55, 1, 0.95), mix(ink, screen.ground, 0.3), scale=0.75)
    else:
        counter = f"{context.count(1, 20)} / {context.count(20, 400)}"
        screen.text(context.pick((counter, when)), words, ink)
    for i in range(context.count(0, 3)):
        screen.icon(Box(bar.right - round((i + 1) * em * 2), bar.top, em, bar.height), ink)


def _foot(screen: Screen) -> None:
    context, em = screen.context, screen.em
    ink = readable_on(screen.ground)
    floor = screen.body.bottom
    kind = context.pick(("signs", "signs", "strip", "reply", "caption"))
    if kind == "reply":
        reply_field(screen, Box(0, floor - round(em * 2.8), screen.image.width, round(em * 2.6)))
        return
    bar = Box(0, floor - round(em * 3.2), screen.image.width, round(em * 3.2))
    _veil(screen, bar)
    if kind == "caption":  # what the sender wrote below the picture
        words = context.say(context.language.chat)
        screen.text(words, bar.inset(em, 2), ink, align=context.pick((Align.START, Align.MIDDLE)))
        return
    columns = bar.columns(context.count(3, 5))
    labels = context.chance(0.5)
    for column in columns:
        screen.icon(column.share(0.3, 0.12, 0.7, 0.55 if labels else 0.75), ink)
        if labels:
            screen.text(
                context.word(), column.share(0.02, 0.6, 0.98, 0.95), ink, scale=0.6, align=Align.MIDDLE
            )
    if kind == "strip":
        _filmstrip(screen, bar.top - round(em * 2.6), round(em * 2.3))


def _filmstrip(screen: Screen, top: int, side: int) -> None:
    """Small pictures before and after this one."""
    context = screen.context
    width = round(side * context.between(0.5, 0.9))
    for left in range(-context.count(0, width), screen.image.width, width + 2):
        screen.image.paste(context.photo((width, side)), (left, top))


def reply_field(screen: Screen, bar: Box) -> None:
    """A rounded field to answer in, and a sign or two beside it, in place."""
    context, ink = screen.context, readable_on(screen.ground)
    signs = context.count(1, 3)
    field = Box(bar.left + 8, bar.top + 3, bar.width - 16 - signs * bar.height, bar.height - 6)
    line = mix(screen.ground, ink, context.between(0.3, 0.7))
    if context.chance(0.4):
        screen.draw.rounded_rectangle(field.corners, field.height // 2, fill=mix(screen.ground, ink, 0.2))
    else:
        screen.draw.rounded_rectangle(field.corners, field.height // 2, outline=line)
    hint = context.pick(("Reply", "Send message", "Add a reply…", context.word()))
    screen.text(hint.rstrip("…"), field.inset(field.height // 2, 2), line, scale=0.9)
    for i in range(signs):
        screen.icon(
            Box(field.right + i * bar.height, bar.top, bar.height, bar.height).inset(bar.height // 4), ink
        )


def full_screen(image: Image.Image, screen: Screen) -> Screen:
    """Draw on a picture of its own with a screen's typefaces, white on dark."""
    return replace(
        screen, image=image, body=whole(image.size), ground=BLACK, ink=WHITE, faint=(200, 200, 200),
        em=max(8, image.width // screen.context.count(18, 24)),
    )  # fmt: skip
