"""Screens of players: a photograph as the film, its bar, its buttons, who made it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from memesweep.training.memegen.artwork.marks import invented_name
from memesweep.training.memegen.artwork.palette import vivid
from memesweep.training.memegen.geometry import Box, whole
from memesweep.training.memegen.keepers.screens.screen import open_screen
from memesweep.training.memegen.typography.fonts import Look
from memesweep.training.memegen.typography.lettering import BLACK, WHITE, Align, Colour

if TYPE_CHECKING:
    from memesweep.training.memegen.keepers.screens.screen import Screen
    from memesweep.training.memegen.studio import Studio


def video_player(studio: Studio) -> Image.Image:
    """A paused film: alone, or at the head of a page with its name and others like it."""
    if studio.chance(0.5):
        image = studio.photo(studio.size(studio.pick((1.78, 1.78, 1.5, 1.33, 0.56))))
        if studio.chance(0.25):  # bars above and below the film
            bar = round(image.height * studio.between(0.05, 0.15))
            ImageDraw.Draw(image).rectangle((0, 0, image.width, bar), fill=BLACK)
            ImageDraw.Draw(image).rectangle((0, image.height - bar, image.width, image.height), fill=BLACK)
        _controls(studio, image, whole(image.size))
        return image
    screen = open_screen(studio)
    body = screen.body
    film = Box(0, body.top, body.width, round(body.width * studio.pick((0.56, 0.56, 0.75, 1.0))))
    screen.image.paste(studio.photo(film.size), (0, film.top))
    _controls(studio, screen.image, film)
    _page(studio, screen, film.bottom)
    return studio.screenshot(screen.image)


def _time(studio: Studio) -> str:
    return f"{studio.count(0, 59)}:{studio.count(0, 59):02}"


def _controls(studio: Studio, image: Image.Image, film: Box) -> None:
    """Bar, times, play sign and small signs over the film, in place."""
    draw, colour = ImageDraw.Draw(image), studio.pick(((230, 20, 25), vivid(studio.rng), WHITE))
    em = max(8, film.width // studio.count(24, 34))
    if studio.chance(0.6):  # the film darkens while the signs are shown
        image.paste(BLACK, film.corners[:2], Image.new("L", film.size, studio.count(30, 120)))
    if studio.chance(0.75):
        _play(studio, draw, film, colour)
    y = film.bottom - round(em * studio.between(0.3, 2.2))
    left, right = film.left + studio.pick((0, em)), film.right - studio.pick((0, em))
    at = studio.count(left, right)
    thick = studio.count(2, 5)
    draw.line((left, y, right, y), fill=(170, 170, 170), width=thick)
    draw.line((left, y, at, y), fill=colour, width=thick)
    if studio.chance(0.7):
        draw.ellipse((at - thick * 2, y - thick * 2, at + thick * 2, y + thick * 2), fill=colour)
    line = Box(left + em // 2, y - round(em * 1.7), right - left - em, round(em * 1.5))
    times = f"{_time(studio)} / {_time(studio)}"
    studio.write(image, times, line, WHITE, Look.SANS, align=Align.START, largest=em)
    for i in range(studio.count(0, 4)):
        x = line.right - round((i + 1) * em * 1.7)
        draw.rectangle((x, line.top + em // 3, x + em, line.top + em + em // 3), outline=WHITE, width=2)
    if studio.chance(0.5):
        head = Box(film.left + em, film.top + em // 2, film.width - 2 * em, round(em * 1.6))
        title = studio.sentence(studio.count(2, 6))
        studio.write(image, title, head, WHITE, Look.SANS, align=Align.START, largest=em + 2)
    if studio.chance(0.25):
        mark = film.share(0.82, 0.05, 0.97, 0.14)
        studio.write(image, invented_name(studio, 2).upper(), mark, WHITE, Look.BOLD, largest=em + 2)


def _play(studio: Studio, draw: ImageDraw.ImageDraw, film: Box, colour: Colour) -> None:
    x, y, r = *film.centre, min(film.size) * studio.between(0.07, 0.16)
    kind = studio.count(0, 3)
    if kind == 0:
        draw.ellipse((x - r, y - r, x + r, y + r), fill=studio.pick(((20, 20, 20), colour)))
    elif kind == 1:
        box = (x - r * 1.4, y - r, x + r * 1.4, y + r)
        draw.rounded_rectangle(box, r * 0.4, fill=studio.pick(((30, 30, 30), colour)))
    elif kind == 2:  # noqa: PLR2004
        draw.ellipse((x - r, y - r, x + r, y + r), outline=WHITE, width=3)
    ink = BLACK if kind < 2 and colour == WHITE else WHITE  # noqa: PLR2004 - the filled grounds
    if studio.chance(0.75):
        draw.polygon([(x - r * 0.35, y - r * 0.5), (x - r * 0.35, y + r * 0.5), (x + r * 0.55, y)], fill=ink)
    else:
        for side in (-0.4, 0.12):
            draw.rectangle((x + side * r, y - r * 0.5, x + (side + 0.28) * r, y + r * 0.5), fill=ink)


def _page(studio: Studio, screen: Screen, top: int) -> None:
    """Name, counts, maker and more films below."""
    em, width = screen.em, screen.body.width
    y = top + em // 2
    screen.text(studio.sentence(studio.count(4, 9)), Box(10, y, width - 20, em * 3), bold=True, scale=1.2)
    y += round(em * 3.2)
    counts = f"{studio.count(2, 990)}K · {studio.count(1, 11)} · {studio.count(2, 99)}%"
    screen.text(counts, Box(10, y, width - 20, em * 2), screen.faint, scale=0.85)
    y += em * 2
    side = round(em * 2.4)
    screen.avatar(Box(10, y, side, side))
    screen.text(f"{invented_name(studio).capitalize()} TV", Box(18 + side, y, width // 2, side), bold=True)
    screen.button(studio.word(), Box(width - round(em * 6.5), y, round(em * 6), side), radius=em)
    y += side + em
    while y + em * 4 < screen.body.bottom:
        small = Box(10, y, round(width * 0.4), round(width * 0.225))
        height = min(small.height, screen.body.bottom - y)
        screen.image.paste(studio.photo((small.width, height)), (10, y))
        words = Box(small.right + 8, y, width - small.right - 18, small.height)
        screen.text(studio.sentence(6), words.share(0, 0, 1, 0.6))
        screen.text(invented_name(studio), words.share(0, 0.65, 1, 1), screen.faint, scale=0.85)
        y += small.height + em // 2
