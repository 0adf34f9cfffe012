"""Screens of players: a photograph as the film, its bar, its buttons, who made it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from memesweep.training.memegen.artwork.marks import invented_name
from memesweep.training.memegen.artwork.palette import vivid
from memesweep.training.memegen.geometry import Box, whole
from memesweep.training.memegen.negatives.screens.screen import open_screen
from memesweep.training.memegen.typography.fonts import Look
from memesweep.training.memegen.typography.lettering import BLACK, WHITE, Align, Colour

if TYPE_CHECKING:
    from memesweep.training.memegen.drawcontext import DrawContext
    from memesweep.training.memegen.negatives.screens.screen import Screen


def video_player(context: DrawContext) -> Image.Image:
    """A paused film: alone, or at the head of a page with its name and others like it."""
    if context.chance(0.5):
        image = context.photo(context.size(context.pick((1.78, 1.78, 1.5, 1.33, 0.56))))
        if context.chance(0.25):  # bars above and below the film
            bar = round(image.height * context.between(0.05, 0.15))
            ImageDraw.Draw(image).rectangle((0, 0, image.width, bar), fill=BLACK)
            ImageDraw.Draw(image).rectangle((0, image.height - bar, image.width, image.height), fill=BLACK)
        _controls(context, image, whole(image.size))
        return image
    screen = open_screen(context)
    body = screen.body
    film = Box(0, body.top, body.width, round(body.width * context.pick((0.56, 0.56, 0.75, 1.0))))
    screen.image.paste(context.photo(film.size), (0, film.top))
    _controls(context, screen.image, film)
    _page(context, screen, film.bottom)
    return context.screenshot(screen.image)


def _time(context: DrawContext) -> str:
    return f"{context.count(0, 59)}:{context.count(0, 59):02}"


def _controls(context: DrawContext, image: Image.Image, film: Box) -> None:
    """Bar, times, play sign and small signs over the film, in place."""
    draw, colour = ImageDraw.Draw(image), context.pick(((230, 20, 25), vivid(context.rng), WHITE))
    em = max(8, film.width // context.count(24, 34))
    if context.chance(0.6):  # the film darkens while the signs are shown
        image.paste(BLACK, film.corners[:2], Image.new("L", film.size, context.count(30, 120)))
    if context.chance(0.75):
        _play(context, draw, film, colour)
    y = film.bottom - round(em * context.between(0.3, 2.2))
    left, right = film.left + context.pick((0, em)), film.right - context.pick((0, em))
    at = context.count(left, right)
    thick = context.count(2, 5)
    draw.line((left, y, right, y), fill=(170, 170, 170), width=thick)
    draw.line((left, y, at, y), fill=colour, width=thick)
    if context.chance(0.7):
        draw.ellipse((at - thick * 2, y - thick * 2, at + thick * 2, y + thick * 2), fill=colour)
    line = Box(left + em // 2, y - round(em * 1.7), right - left - em, round(em * 1.5))
    times = f"{_time(context)} / {_time(context)}"
    context.write(image, times, line, WHITE, Look.SANS, align=Align.START, largest=em)
    for i in range(context.count(0, 4)):
        x = line.right - round((i + 1) * em * 1.7)
        draw.rectangle((x, line.top + em // 3, x + em, line.top + em + em // 3), outline=WHITE, width=2)
    if context.chance(0.5):
        head = Box(film.left + em, film.top + em // 2, film.width - 2 * em, round(em * 1.6))
        title = context.sentence(context.count(2, 6))
        context.write(image, title, head, WHITE, Look.SANS, align=Align.START, largest=em + 2)
    if context.chance(0.25):
        mark = film.share(0.82, 0.05, 0.97, 0.14)
        context.write(image, invented_name(context, 2).upper(), mark, WHITE, Look.BOLD, largest=em + 2)


def _play(context: DrawContext, draw: ImageDraw.ImageDraw, film: Box, colour: Colour) -> None:
    x, y, r = *film.centre, min(film.size) * context.between(0.07, 0.16)
    kind = context.count(0, 3)
    if kind == 0:
        draw.ellipse((x - r, y - r, x + r, y + r), fill=context.pick(((20, 20, 20), colour)))
    elif kind == 1:
        box = (x - r * 1.4, y - r, x + r * 1.4, y + r)
        draw.rounded_rectangle(box, r * 0.4, fill=context.pick(((30, 30, 30), colour)))
    elif kind == 2:  # noqa: PLR2004
        draw.ellipse((x - r, y - r, x + r, y + r), outline=WHITE, width=3)
    ink = BLACK if kind < 2 and colour == WHITE else WHITE  # noqa: PLR2004 - the filled grounds
    if context.chance(0.75):
        draw.polygon([(x - r * 0.35, y - r * 0.5), (x - r * 0.35, y + r * 0.5), (x + r * 0.55, y)], fill=ink)
    else:
        for side in (-0.4, 0.12):
            draw.rectangle((x + side * r, y - r * 0.5, x + (side + 0.28) * r, y + r * 0.5), fill=ink)


def _page(context: DrawContext, screen: Screen, top: int) -> None:
    """Name, counts, maker and more films below."""
    em, width = screen.em, screen.body.width
    y = top + em // 2
    screen.text(context.sentence(context.count(4, 9)), Box(10, y, width - 20, em * 3), bold=True, scale=1.2)
    y += round(em * 3.2)
    counts = f"{context.count(2, 990)}K · {context.count(1, 11)} · {context.count(2, 99)}%"
    screen.text(counts, Box(10, y, width - 20, em * 2), screen.faint, scale=0.85)
    y += em * 2
    side = round(em * 2.4)
    screen.avatar(Box(10, y, side, side))
    screen.text(f"{invented_name(context).capitalize()} TV", Box(18 + side, y, width // 2, side), bold=True)
    screen.button(context.word(), Box(width - round(em * 6.5), y, round(em * 6), side), radius=em)
    y += side + em
    while y + em * 4 < screen.body.bottom:
        small = Box(10, y, round(width * 0.4), round(width * 0.225))
        height = min(small.height, screen.body.bottom - y)
        screen.image.paste(context.photo((small.width, height)), (10, y))
        words = Box(small.right + 8, y, width - small.right - 18, small.height)
        screen.text(context.sentence(6), words.share(0, 0, 1, 0.6))
        screen.text(invented_name(context), words.share(0, 0.65, 1, 1), screen.faint, scale=0.85)
        y += small.height + em // 2
