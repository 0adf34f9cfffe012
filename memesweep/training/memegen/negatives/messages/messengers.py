"""Conversations in messengers and SMS, light and dark, of two people, of groups and of machines."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from memesweep.training.memegen.artwork.marks import rounded
from memesweep.training.memegen.artwork.palette import mix, readable_on
from memesweep.training.memegen.geometry import Box
from memesweep.training.memegen.negatives.messages.bubbles import (
    Bubble,
    attachment,
    notice,
    photograph,
    say,
    talk,
    voice,
)
from memesweep.training.memegen.negatives.messages.themes import any_theme
from memesweep.training.memegen.negatives.screens.screen import as_sent, open_screen
from memesweep.training.memegen.negatives.values import clock, date, digits, firm, person
from memesweep.training.memegen.typography.lettering import Align

if TYPE_CHECKING:
    from collections.abc import Callable

    from memesweep.training.memegen.drawcontext import DrawContext
    from memesweep.training.memegen.negatives.messages.themes import Theme
    from memesweep.training.memegen.negatives.screens.screen import Screen


def messenger(context: DrawContext) -> Image.Image:
    """A talk of two or of a group: words, answers, voices, files and photographs."""
    theme = any_theme(context)
    screen = _open(context, theme, (0.45, 0.62) if context.chance(0.85) else (1.2, 1.7))
    group = context.chance(0.35)
    title = context.word() if group else person(context)
    top = _bar(screen, theme, title, context.pick(("online", "", clock(context))))
    radius = context.pick((4, 8, 12, 16))

    def put(y: int, floor: int, *, own: bool) -> int:
        sender = person(context) if group and not own else None
        bubble = Bubble(screen=screen, theme=theme, top=y, own=own, radius=radius, sender=sender)
        kind = context.pick(("words", "words", "words", "words", "words", "answer", "voice", "file", "photo"))
        if kind == "voice":
            return voice(bubble)
        if kind == "file":
            return attachment(bubble)
        if kind == "photo" and context.chance(0.6):
            return photograph(bubble, floor)
        return say(bubble, talk(context), answer=kind == "answer")

    _fill(screen, theme, top, put)
    _entry(screen, theme)
    return as_sent(context, screen)


def sms(context: DrawContext) -> Image.Image:
    """Plain messages of a bank, a shop, a courier, or of somebody whose number is all one knows."""
    theme = any_theme(context)
    screen = _open(context, theme, (0.45, 0.62))
    number = f"+{context.count(1, 98)} {digits(context, 3)} {digits(context, 6)}"
    title = context.pick(
        (firm(context), firm(context).upper()[:9], number, digits(context, 5), person(context))
    )
    top = _bar(screen, theme, title, "")
    radius = context.pick((8, 12, 18))
    machine = context.chance(0.6)

    def put(y: int, _floor: int, *, own: bool) -> int:
        own = own and not machine
        bubble = Bubble(screen=screen, theme=theme, top=y, own=own, radius=radius)
        return say(bubble, notice(context) if machine else talk(context))

    _fill(screen, theme, top, put)
    _entry(screen, theme)
    return as_sent(context, screen)


def _open(context: DrawContext, theme: Theme, aspect: tuple[float, float]) -> Screen:
    screen = open_screen(context, aspect, ground=theme.wall)
    accented = replace(screen, accent=theme.accent)
    if context.chance(0.25):  # small signs all over the wall
        line = mix(theme.wall, readable_on(theme.wall), 0.06)
        step = context.count(14, 26)
        for y in range(screen.body.top, screen.body.bottom, step):
            for x in range(context.count(0, step), screen.body.width, step):
                accented.icon(Box(x, y, step // 2, step // 2), line)
    elif context.chance(0.12):
        screen.image.paste(context.photo(screen.body.size), screen.body.corners[:2])
    return accented


def _bar(screen: Screen, theme: Theme, title: str, state: str) -> int:
    """Arrow, portrait, name, state and signs; returns the bar's lower edge."""
    context, em = screen.context, screen.em
    bar = Box(0, screen.body.top, screen.body.width, round(em * context.between(2.8, 3.6)))
    screen.draw.rectangle(bar.corners, fill=theme.bar)
    ink = readable_on(theme.bar)
    x, y, unit = em, bar.centre[1], em * 0.4
    screen.draw.line([(x + unit, y - unit), (x, y), (x + unit, y + unit)], fill=ink, width=2)
    left = em * 2
    if context.chance(0.8):
        side = round(bar.height * 0.7)
        screen.avatar(Box(left, bar.top, side, bar.height))
        left += side + 6
    words = Box(left, bar.top, max(20, bar.width - left - em * 5), bar.height)
    screen.text(title, words.share(0, 0.1, 1, 0.6) if state else words, ink, bold=True)
    if state:
        screen.text(state, words.share(0, 0.58, 1, 0.95), mix(ink, theme.bar, 0.3), scale=0.7)
    for i in range(context.count(1, 3)):
        screen.icon(Box(bar.right - round((i + 1) * em * 1.7), bar.top, em, bar.height), ink)
    return bar.bottom


def _fill(screen: Screen, theme: Theme, top: int, put: Callable[..., int]) -> None:
    """Bubbles down to the field in which one writes, a day between them now and then."""
    context, em = screen.context, screen.em
    floor = screen.body.bottom - round(em * 3)
    y, own = top + 6, context.chance(0.5)
    if context.chance(0.6):
        y = _day(screen, theme, y)
    while y < floor - em * 2:
        own = own if context.chance(0.45) else not own
        y = put(y, floor, own=own) + context.count(3, 9)
        if context.chance(0.1):
            y = _day(screen, theme, y)


def _day(screen: Screen, theme: Theme, y: int) -> int:
    context, em = screen.context, screen.em
    wide = round(screen.body.width * context.between(0.25, 0.45))
    chip = Box((screen.body.width - wide) // 2, y, wide, round(em * 1.5))
    fill = mix(theme.wall, readable_on(theme.wall), 0.1)
    if context.chance(0.7):
        screen.image.paste(fill, chip.corners[:2], rounded(chip.size, chip.height // 2))
    text = context.pick((date(context), clock(context), f"{date(context)} {clock(context)}"))
    screen.text(text, chip, mix(readable_on(theme.wall), theme.wall, 0.3), scale=0.7, align=Align.MIDDLE)
    return chip.bottom + 5


def _entry(screen: Screen, theme: Theme) -> None:
    context, em = screen.context, screen.em
    box = Box(0, screen.body.bottom - round(em * 2.8), screen.body.width, round(em * 2.8))
    ground = context.pick((theme.wall, theme.bar))
    ImageDraw.Draw(screen.image).rectangle(box.corners, fill=ground)
    ink = readable_on(ground)
    field = Box(8 + em * 2, box.top + 4, box.width - 16 - em * 5, box.height - 8)
    screen.draw.rounded_rectangle(field.corners, field.height // 2, fill=mix(ground, ink, 0.08))
    screen.icon(Box(6, field.top, em, field.height), mix(ground, ink, 0.5))
    screen.icon(Box(field.right - em * 2, field.top, em, field.height), mix(ground, ink, 0.5))
    screen.icon(Box(field.right + em // 2, field.top, em * 2, field.height), theme.accent)
