"""Status pictures and short films as a telephone shows them: who, when, how many saw it, a field to reply."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image

from memesweep.training.memegen.artwork.marks import invented_name, rounded
from memesweep.training.memegen.geometry import Box
from memesweep.training.memegen.negatives.screens.screen import open_screen
from memesweep.training.memegen.negatives.values import clock, person
from memesweep.training.memegen.negatives.viewing.letterbox import story_ground
from memesweep.training.memegen.negatives.viewing.viewers import full_screen, reply_field
from memesweep.training.memegen.typography.lettering import BLACK, WHITE, Align, Ink

if TYPE_CHECKING:
    from memesweep.training.memegen.drawcontext import DrawContext
    from memesweep.training.memegen.negatives.screens.screen import Screen

_FADE = 110
"""How dark the gradients behind white signs are at their darker end, 0 to 255."""


def status(context: DrawContext) -> Image.Image:
    """Somebody's photograph as a status or a story: segments, sender, time, perhaps a line of their own."""
    size = context.size(context.between(0.45, 0.57))
    photo = context.raw_photo()
    image, shown = story_ground(context, photo, size)
    if context.chance(0.3):
        image = context.cover(photo, size)
    screen = full_screen(image, open_screen(context))
    _fade(image, Box(0, 0, image.width, image.height // 6), down=False)
    top = _segments(screen)
    _sender(screen, Box(8, top + 4, image.width - 16, round(screen.em * 2.4)))
    floor = image.height - round(screen.em * context.between(0.5, 1.5))
    if context.chance(0.65):
        bar = Box(0, floor - round(screen.em * 2.6), image.width, round(screen.em * 2.4))
        if context.chance(0.7):
            reply_field(screen, bar)
        else:
            seen = f"{context.count(1, 240)}"
            screen.icon(bar.share(0.44, 0.2, 0.5, 0.8), WHITE)
            screen.text(seen, bar.share(0.52, 0, 0.8, 1), WHITE)
        floor = bar.top
    if context.chance(0.35):
        _own_line(screen, min(floor, shown.bottom + round(screen.em * 3)))
    return image


def _fade(image: Image.Image, box: Box, *, down: bool) -> None:
    ramp = Image.linear_gradient("L").resize(box.size).point(lambda level: level * _FADE // 255)
    image.paste(BLACK, box.corners[:2], ramp if down else ramp.transpose(Image.Transpose.FLIP_TOP_BOTTOM))


def _segments(screen: Screen) -> int:
    """Thin bars across the top, one for each picture; returns where they end."""
    context, width = screen.context, screen.image.width
    count = context.count(1, 9)
    top = context.count(3, max(4, screen.em))
    lit = context.count(1, count)
    for i, cell in enumerate(Box(6, top, width - 12, 2).columns(count, 3)):
        screen.draw.rectangle(cell.corners, fill=WHITE if i < lit else (130, 130, 130))
    return top + 2


def _sender(screen: Screen, line: Box) -> None:
    context = screen.context
    side = line.height
    left = line.left
    if context.chance(0.4):
        screen.icon(Box(left, line.top, screen.em, side), WHITE)
        left += screen.em * 2
    screen.avatar(Box(left, line.top, side, side))
    words = Box(left + side + 6, line.top, line.width // 2, side)
    name = context.pick((person(context), person(context), invented_name(context)))
    hours = context.count(1, 23)
    when = context.pick((clock(context), f"{hours} h", f"{hours}h", f"{context.count(1, 59)} min"))
    screen.text(name, words.share(0, 0, 1, 0.55), WHITE, bold=True)
    screen.text(when, words.share(0, 0.55, 1, 1), (220, 220, 220), scale=0.75)
    for i in range(context.count(1, 2)):
        screen.icon(Box(line.right - (2 * i + 1) * screen.em, line.top, screen.em, side), WHITE)


def _own_line(screen: Screen, floor: int) -> None:
    """What the sender wrote to their own picture, on a veil across it."""
    context, em = screen.context, screen.em
    strip = Box(0, floor - round(em * 2.8), screen.image.width, round(em * 2.4))
    if context.chance(0.6):
        screen.image.paste(BLACK, strip.corners[:2], Image.new("L", strip.size, context.count(70, 170)))
    screen.text(context.say(context.language.chat), strip.inset(em, 2), WHITE, align=Align.MIDDLE)


def reel(context: DrawContext) -> Image.Image:
    """A short upright film: signs with numbers down the right, its maker and a line at the lower left."""
    image = context.photo(context.size(context.between(0.45, 0.58)))
    screen = full_screen(image, open_screen(context))
    em, width, height = screen.em, image.width, image.height
    _fade(image, Box(0, height * 2 // 3, width, height - height * 2 // 3), down=True)
    ink = Ink(WHITE, shadow=BLACK, soft_shadow=True)
    column = Box(width - round(em * 2.6), round(height * 0.45), round(em * 2.2), round(height * 0.42))
    for cell in column.rows(context.count(3, 5), em // 2):
        screen.icon(cell.share(0.15, 0, 0.85, 0.6), WHITE)
        number = context.pick((f"{context.count(2, 990)}", f"{context.between(1, 99):.1f}K"))
        screen.text(number, cell.share(0, 0.62, 1, 1), WHITE, scale=0.7, align=Align.MIDDLE)
    y = round(height * context.between(0.8, 0.88))
    side = round(em * 2)
    screen.avatar(Box(em // 2, y - side - 4, side, side))
    name = Box(em + side, y - side - 4, width // 2, side)
    screen.text(f"@{invented_name(context)}", name, WHITE, bold=True)
    line = Box(em // 2, y, round(width * 0.72), round(em * 2.6))
    words = f"{context.say(context.language.chat)} #{invented_name(context)}"
    context.write(
        image, words, line, ink, face=screen.regular, align=Align.START, valign=Align.START, largest=em
    )
    if context.chance(0.5):
        tabs = Box(0, round(em * 0.8), width, round(em * 1.8))
        for tab in tabs.share(0.2, 0, 0.8, 1).columns(2):
            screen.text(context.word(), tab, WHITE, bold=True, align=Align.MIDDLE)
    if context.chance(0.3):
        _paused(screen)
    return image


def _paused(screen: Screen) -> None:
    x, y, r = screen.image.width // 2, screen.image.height // 2, round(screen.em * 1.6)
    disc = rounded((2 * r, 2 * r), r).point(lambda level: level // 2)
    screen.image.paste(BLACK, (x - r, y - r), disc)
    screen.draw.polygon(
        [(x - r * 0.35, y - r * 0.5), (x - r * 0.35, y + r * 0.5), (x + r * 0.55, y)], fill=WHITE
    )
