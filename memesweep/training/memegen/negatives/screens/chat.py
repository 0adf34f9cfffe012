"""Screenshots of conversations and of telephone calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from memesweep.training.memegen.artwork.backdrop import linear
from memesweep.training.memegen.artwork.emoji import CHAT, row, stamp
from memesweep.training.memegen.artwork.marks import rounded
from memesweep.training.memegen.artwork.palette import luminance, mix, pastel, readable_on
from memesweep.training.memegen.geometry import Box
from memesweep.training.memegen.negatives.screens.screen import Screen, in_device, open_screen
from memesweep.training.memegen.negatives.values import clock, date, person
from memesweep.training.memegen.typography.lettering import WHITE, Align, Colour
from memesweep.training.memegen.typography.typeset import line_width, set_at

if TYPE_CHECKING:
    from PIL import Image

    from memesweep.training.memegen.drawcontext import DrawContext

_MINE: tuple[Colour, ...] = (
    (220, 248, 198),
    (0, 122, 255),
    (0, 92, 75),
    (227, 242, 253),
    (124, 92, 252),
    (52, 199, 89),
)


def chat(context: DrawContext) -> Image.Image:
    """A conversation: bubbles left and right, times, now and then a photograph."""
    screen = open_screen(context, title=person(context))
    dark = luminance(screen.ground) < 0.5  # noqa: PLR2004
    if context.chance(0.5) and not dark:
        wall = context.pick(((236, 229, 221), pastel(context.rng), (255, 255, 255)))
        screen.image.paste(wall, (0, screen.body.top, screen.body.right, screen.body.bottom))
    elif context.chance(0.15):
        screen.image.paste(context.photo(screen.body.size), (0, screen.body.top))
    mine = context.pick(_MINE)
    theirs = mix(screen.ground, screen.ink, 0.12) if dark else context.pick((WHITE, (233, 233, 235)))
    entry = Box(0, screen.body.bottom - round(screen.em * 2.8), screen.body.width, round(screen.em * 2.8))
    y = screen.body.top + 8
    if context.chance(0.5):
        day = Box(screen.body.left, y, screen.body.width, round(screen.em * 1.6))
        screen.text(date(context), day, screen.faint, scale=0.8, align=Align.MIDDLE)
        y = day.bottom + 4
    own = context.chance(0.5)
    while y < entry.top - screen.em * 2:
        own = own if context.chance(0.4) else not own
        if context.chance(0.1):
            y = _picture(screen, y, entry.top, own=own)
        else:
            y = _bubble(screen, y, mine if own else theirs, own=own)
    _entry(screen, entry)
    return in_device(context, screen.image) if context.chance(0.1) else context.screenshot(screen.image)


def _bubble(screen: Screen, y: int, colour: Colour, *, own: bool) -> int:
    context, width = screen.context, screen.body.width
    text = " ".join(context.say(context.language.chat) for _ in range(context.pick((1, 1, 1, 2, 3))))
    setting = set_at(text, screen.regular, round(width * 0.68), screen.em)
    wide = round(max(line_width(setting, line) for line in setting.lines)) + 18
    wide = max(wide, screen.em * 5)
    box = Box(width - wide - 8 if own else 8, y, wide, setting.height + round(screen.em * 1.5))
    radius = context.pick((6, 12, 12))
    screen.image.paste(colour, (box.left, box.top), rounded(box.size, radius))
    ink = readable_on(colour)
    screen.text(text, Box(box.left + 8, box.top + 4, wide - 14, setting.height), ink, valign=Align.START)
    stamp_box = Box(box.left, box.bottom - screen.em - 3, wide - 7, screen.em)
    screen.text(clock(context), stamp_box, mix(colour, ink, 0.5), scale=0.65, align=Align.END)
    if context.chance(0.08):
        sprite = row(context.rng, CHAT, screen.em + 2, context.count(1, 3))
        stamp(screen.image, sprite, (box.left + 8, box.bottom - screen.em - 4))
    return box.bottom + context.count(4, 10)


def _picture(screen: Screen, y: int, limit: int, *, own: bool) -> int:
    side = min(round(screen.body.width * 0.55), limit - y - 6)
    if side < 40:  # noqa: PLR2004 - no room left for a picture
        return limit
    left = screen.body.width - side - 10 if own else 10
    screen.image.paste(screen.context.photo((side, side)), (left, y), rounded((side, side), 8))
    return y + side + 8


def _entry(screen: Screen, box: Box) -> None:
    screen.image.paste(screen.ground, (0, box.top, box.width, box.bottom))
    field = Box(8, box.top + 4, box.width - 16 - box.height, box.height - 8)
    screen.draw.rounded_rectangle(
        field.corners, field.height // 2, outline=mix(screen.ground, screen.ink, 0.25)
    )
    screen.icon(Box(field.right + 6, field.top + 2, field.height - 4, field.height - 4), screen.accent)


def calls(context: DrawContext) -> Image.Image:
    """A list of conversations, contacts or calls."""
    screen = open_screen(context, title=context.word())
    height = round(screen.em * context.between(3.4, 4.6))
    y = screen.body.top + 4
    while y + height < screen.body.bottom:
        line = Box(8, y, screen.body.width - 16, height)
        side = round(height * 0.7)
        screen.avatar(Box(line.left, y, side, height))
        words = Box(line.left + side + 8, y, line.width - side - 8, height)
        screen.text(person(context), words.share(0, 0.12, 0.7, 0.5), bold=True)
        screen.text(
            context.say(context.language.chat), words.share(0, 0.5, 0.8, 0.9), screen.faint, scale=0.85
        )
        screen.text(clock(context), words.share(0.7, 0.12, 1, 0.5), screen.faint, scale=0.7, align=Align.END)
        screen.draw.line(
            (words.left, line.bottom, line.right, line.bottom), fill=mix(screen.ground, screen.ink, 0.1)
        )
        y += height
    return context.screenshot(screen.image)


def video_call(context: DrawContext) -> Image.Image:
    """A call in progress: faces and round buttons."""
    size = context.size(context.pick((0.5, 0.56, 1.6)))
    image = context.photo(size)
    image.paste(linear((size[0], size[1] // 5), (40, 40, 40), (0, 0, 0)), (0, size[1] - size[1] // 5))
    screen = open_screen(context)
    small = (size[0] // 4, size[1] // 4)
    image.paste(context.photo(small), (size[0] - small[0] - 8, 24), rounded(small, 6))
    count, r = context.count(3, 5), max(9, min(size) // 18)
    tool = Screen(
        context,
        image,
        screen.body,
        (0, 0, 0),
        WHITE,
        WHITE,
        screen.accent,
        screen.regular,
        screen.bold,
        screen.em,
    )
    for i, column in enumerate(Box(0, size[1] - 3 * r, size[0], 2 * r).columns(count)):
        x, y = column.centre
        colour = (230, 60, 50) if i == count // 2 else (90, 90, 90)
        tool.draw.ellipse((x - r, y - r, x + r, y + r), fill=colour)
        tool.icon(Box(round(x - r / 2), round(y - r / 2), r, r), WHITE)
    tool.text(
        f"{person(context)}\n{context.count(0, 59):02}:{context.count(0, 59):02}",
        Box(8, 8, size[0] // 2, 40),
        WHITE,
        valign=Align.START,
    )
    return image
