"""Long screenshots of what people answered under a post."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from memesweep.training.memegen.artwork.emoji import FACES, row, stamp
from memesweep.training.memegen.artwork.marks import invented_name, rounded
from memesweep.training.memegen.artwork.palette import mix, vivid
from memesweep.training.memegen.geometry import Box
from memesweep.training.memegen.memes.captions import outlined
from memesweep.training.memegen.negatives.screens.screen import open_screen
from memesweep.training.memegen.typography.lettering import Align

if TYPE_CHECKING:
    from memesweep.training.memegen.drawcontext import DrawContext
    from memesweep.training.memegen.negatives.screens.screen import Screen


def comment_thread(context: DrawContext) -> Image.Image:
    """A post with or without its picture, then answers, some of them indented, one of them the joke."""
    screen = open_screen(
        context, (0.36, 0.62), title=invented_name(context) if context.chance(0.35) else None
    )
    setup, punchline = context.joke()
    y = _post(context, screen, setup) if context.chance(0.8) else screen.body.top + 4
    bubbles = context.chance(0.35)
    first = True
    while y + screen.em * 4 < screen.body.bottom:
        indent = round(screen.em * 2.5) if not first and context.chance(0.35) else 0
        text = (
            _answer(context, punchline)
            if not first
            else context.pick((punchline, _answer(context, punchline)))
        )
        y = _comment(context, screen, y, indent, text, bubbles=bubbles)
        first = False
    screen.image.paste(screen.ground, (0, screen.body.bottom, screen.image.width, screen.body.bottom))
    return screen.image if context.chance(0.75) else context.screenshot(screen.image)


def _answer(context: DrawContext, punchline: str) -> str:
    words = context.language
    return context.pick((
        punchline, context.say(words.punchlines), context.say(words.chat), context.say(words.quotes),
        f"{context.say(words.setups)} {context.say(words.punchlines)}",
        context.sentence(context.count(3, 14)),
        f"{context.say(words.setups)}\n{context.say(words.punchlines)}",
    ))  # fmt: skip


def _post(context: DrawContext, screen: Screen, setup: str) -> int:
    """Head and text of the post, perhaps with a picture; returns where it ends."""
    body, em = screen.body, screen.em
    y, side = body.top + em // 2, round(em * 2.6)
    screen.avatar(Box(10, y, side, side))
    words = Box(18 + side, y, body.width - side - 30, side)
    screen.text(context.say(context.language.names), words.share(0, 0, 1, 0.55), bold=True)
    screen.text(f"@{invented_name(context)} · {context.count(1, 23)}h", words.share(0, 0.5, 1, 1),
                screen.faint, scale=0.8)  # fmt: skip
    y += side + em // 2
    room = Box(10, y, body.width - 20, em * 6)
    used = screen.text(setup, room, scale=context.between(1.1, 1.6), valign=Align.START)
    y = used.bottom + em // 2
    if context.chance(0.5):
        height = round(body.width * context.between(0.4, 0.8))
        size = (body.width - 20, height)
        photo = context.photo(size) if context.chance(0.6) else outlined(context).resize(size)
        screen.image.paste(photo, (10, y), rounded(size, context.count(0, 14)))
        y += height + em // 2
    for column in Box(10, y, body.width - 20, round(em * 1.6)).columns(context.count(3, 4)):
        screen.icon(Box(column.left, y, em, column.height))
        count = Box(column.left + em + 5, y, max(12, column.width - em - 8), column.height)
        screen.text(_likes(context), count, screen.faint, scale=0.85)
    y += round(em * 2.2)
    screen.draw.line((0, y, body.width, y), fill=mix(screen.ground, screen.ink, 0.15))
    return y + em // 2


def _likes(context: DrawContext) -> str:
    return f"{context.between(1, 99):.1f}K" if context.chance(0.4) else str(context.count(1, 999))


def _comment(context: DrawContext, screen: Screen, y: int, indent: int, text: str, *, bubbles: bool) -> int:
    em, left = screen.em, 8 + indent
    side = round(em * 2.1)
    screen.avatar(Box(left, y, side, side))
    x = left + side + 8
    room = screen.body.width - x - 14
    probe = Image.new("RGB", screen.image.size)
    shadow = type(screen)(context, probe, screen.body, screen.ground, screen.ink, screen.faint,
                          screen.accent, screen.regular, screen.bold, em)  # fmt: skip
    lines = Box(x + 4, y + round(em * 1.5), room - 8, em * 7)
    height = min(shadow.text(text, lines).height, max(em, screen.body.bottom - lines.top))
    if bubbles:
        fill = mix(screen.ground, screen.ink, 0.09)
        box = (x - 3, y, screen.body.width - 8, lines.top + height + 5)
        screen.draw.rounded_rectangle(box, 12, fill=fill)
    name = context.pick((context.say(context.language.names), invented_name(context)))
    screen.text(name, Box(x + 4, y, room // 2, round(em * 1.5)), bold=True, scale=0.9)
    if context.chance(0.6):
        ago = f"{context.count(1, 59)}{context.pick(('m', 'h', 'd', 'w'))}"
        screen.text(ago, Box(x + 8 + room // 2, y, room // 3, round(em * 1.5)), screen.faint, scale=0.8)
    screen.text(text, Box(lines.left, lines.top, lines.width, height))
    y = lines.top + height + 4
    if context.chance(0.2):
        stamp(screen.image, row(context.rng, FACES, em + 4, context.count(1, 4)), (x + 4, y))
        y += em + 6
    if context.chance(0.7):
        foot = Box(x + 4, y + 2, room, round(em * 1.2))
        heart = context.pick((screen.faint, vivid(context.rng), (225, 40, 60)))
        screen.icon(Box(foot.left, foot.top, em, foot.height), heart)
        likes = f"{_likes(context)}    {context.word()}"
        screen.text(likes, Box(foot.left + em + 5, foot.top, room // 2, foot.height), screen.faint, scale=0.8)
        y = foot.bottom
    if context.chance(0.2):
        ImageDraw.Draw(screen.image).line(
            (x, y + 4, screen.body.width, y + 4), fill=mix(screen.ground, screen.ink, 0.12)
        )
    return y + round(em * context.between(0.6, 1.1))
