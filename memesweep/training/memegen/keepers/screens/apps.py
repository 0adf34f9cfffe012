"""Screens of everyday apps: map, settings, music, calendar, pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from memesweep.training.memegen.artwork.backdrop import linear
from memesweep.training.memegen.artwork.marks import rounded
from memesweep.training.memegen.artwork.palette import mix, readable_on, vivid
from memesweep.training.memegen.geometry import Box
from memesweep.training.memegen.keepers.drawn.maps import streets
from memesweep.training.memegen.keepers.screens.screen import Screen, as_sent, open_screen
from memesweep.training.memegen.keepers.values import clock, date, person
from memesweep.training.memegen.typography.lettering import WHITE, Align

if TYPE_CHECKING:
    from PIL import Image

    from memesweep.training.memegen.studio import Studio


def map_screen(studio: Studio) -> Image.Image:
    """A map with a route or a pin, a search field and a card."""
    screen = open_screen(studio, (0.46, 1.7))
    body = screen.body
    screen.image.paste(streets(studio, body.size), (body.left, body.top))
    if studio.chance(0.5):
        x, y = studio.between(0.2, 0.8) * body.width, body.top + body.height * 0.3
        route = [(x, y)]
        for _ in range(studio.count(3, 7)):
            x, y = route[-1]
            step = studio.between(-0.15, 0.2) * body.width
            route.append((x + step, y) if len(route) % 2 else (x, y + abs(step)))
        screen.draw.line(
            route, fill=studio.pick(((66, 133, 244), (120, 80, 240), (230, 60, 60))), width=5, joint="curve"
        )
    if studio.chance(0.7):
        field = body.share(0.05, 0.03, 0.95, 0.03 + 3.0 * screen.em / body.height)
        screen.draw.rounded_rectangle(field.corners, 10, fill=WHITE)
        screen.text(studio.word(), field.inset(12, 3), (80, 80, 80))
    if studio.chance(0.7):
        card = body.share(0, studio.between(0.68, 0.82), 1, 1)
        screen.draw.rounded_rectangle(card.corners, 12, fill=screen.ground)
        inner = card.inset(12, 8)
        screen.text(
            f"{studio.count(2, 95)} min ({studio.between(0.3, 80):.1f} km)",
            inner.share(0, 0, 1, 0.4),
            (30, 140, 70),
            bold=True,
            scale=1.4,
        )
        screen.text(studio.word(), inner.share(0, 0.42, 0.6, 0.7), screen.faint)
        screen.button(studio.word(), inner.share(0.62, 0.45, 1, 0.95), radius=14)
    return studio.screenshot(screen.image)


def settings(studio: Studio) -> Image.Image:
    """A list of settings with switches and arrows."""
    screen = open_screen(studio, title=studio.word())
    row = round(screen.em * studio.between(2.8, 4))
    y, grouped, line_colour = screen.body.top + 4, studio.chance(0.5), mix(screen.ground, screen.ink, 0.1)
    while y + row < screen.body.bottom:
        if studio.chance(0.18):
            head = Box(14, y, screen.body.width - 28, row * 2 // 3)
            screen.text(
                studio.word(),
                head,
                screen.accent,
                bold=True,
                scale=0.85,
                valign=Align.END,
            )
            y += row * 2 // 3
            continue
        line = Box(12, y, screen.body.width - 24, row)
        if grouped:
            screen.draw.rectangle(
                (6, y, screen.body.width - 7, y + row), fill=mix(screen.ground, screen.ink, 0.05)
            )
        icon = Box(line.left, y + row // 4, row // 2, row // 2)
        screen.icon(icon, vivid(studio.rng) if studio.chance(0.5) else screen.faint)
        words = Box(icon.right + 10, y, line.width - icon.width - 50, row)
        if studio.chance(0.5):
            screen.text(studio.word(), words.share(0, 0.1, 1, 0.55))
            screen.text(
                studio.say(studio.language.chat), words.share(0, 0.55, 1, 0.95), screen.faint, scale=0.75
            )
        else:
            screen.text(studio.word(), words)
        _switch(screen, line)
        screen.draw.line((words.left, line.bottom, line.right, line.bottom), fill=line_colour)
        y += row
    return as_sent(studio, screen)


def _switch(screen: Screen, line: Box) -> None:
    y, right = line.centre[1], line.right
    if screen.studio.chance(0.5):
        on = screen.studio.chance(0.5)
        screen.draw.rounded_rectangle(
            (right - 28, y - 7, right, y + 7), 7, fill=screen.accent if on else (190, 190, 195)
        )
        x = right - 8 if on else right - 20
        screen.draw.ellipse((x - 6, y - 6, x + 6, y + 6), fill=WHITE)
    else:
        screen.draw.line([(right - 8, y - 4), (right - 4, y), (right - 8, y + 4)], fill=screen.faint, width=2)


def player(studio: Studio) -> Image.Image:
    """Music or a podcast being played."""
    screen = open_screen(studio)
    body = screen.body
    if studio.chance(0.5):
        screen.image.paste(linear(body.size, screen.accent, screen.ground), (0, body.top))
    side = round(body.width * studio.between(0.65, 0.85))
    cover = studio.photo((side, side))
    screen.image.paste(
        cover,
        ((body.width - side) // 2, body.top + round(body.height * 0.08)),
        rounded((side, side), studio.count(0, 14)),
    )
    top = 0.08 + side / body.height
    screen.text(studio.word(), body.share(0.1, top + 0.03, 0.9, top + 0.11), bold=True, scale=1.4)
    screen.text(person(studio), body.share(0.1, top + 0.11, 0.9, top + 0.16), screen.faint)
    y = body.top + round(body.height * min(0.85, top + 0.22))
    left, right = round(body.width * 0.1), round(body.width * 0.9)
    knob = studio.count(left, right)
    screen.draw.line((left, y, right, y), fill=screen.faint, width=3)
    screen.draw.line((left, y, knob, y), fill=screen.accent, width=3)
    screen.draw.ellipse((knob - 5, y - 5, knob + 5, y + 5), fill=screen.accent)
    for column in Box(left, y + 14, right - left, max(16, body.height // 12)).columns(studio.pick((3, 5))):
        screen.icon(column, screen.ink)
    return as_sent(studio, screen)


def calendar(studio: Studio) -> Image.Image:
    """A month and the day's appointments."""
    screen = open_screen(studio, title=date(studio))
    body = screen.body
    month = body.share(0.04, 0.02, 0.96, studio.between(0.4, 0.6))
    first, today = studio.count(0, 6), studio.count(1, 28)
    for week, line in enumerate(month.rows(6)):
        for weekday, cell in enumerate(line.columns(7)):
            day = week * 7 + weekday - first + 1
            if not 1 <= day <= 30:  # noqa: PLR2004 - days of a month
                continue
            x, y = cell.centre
            if day == today:
                screen.draw.ellipse(
                    (x - screen.em, y - screen.em, x + screen.em, y + screen.em), fill=screen.accent
                )
            screen.text(
                str(day), cell, readable_on(screen.accent) if day == today else screen.ink, align=Align.MIDDLE
            )
    for line in body.share(0.05, 0.64, 0.95, 0.98).rows(studio.count(2, 4), 6):
        colour = vivid(studio.rng)
        screen.draw.rounded_rectangle(line.corners, 6, fill=mix(screen.ground, colour, 0.2))
        screen.draw.rectangle((line.left, line.top, line.left + 4, line.bottom), fill=colour)
        screen.text(f"{clock(studio)}  {studio.word()}", line.inset(12, 3))
    return studio.screenshot(screen.image)


def gallery(studio: Studio) -> Image.Image:
    """Thumbnails of photographs in an album."""
    screen = open_screen(studio, title=studio.word())
    across = studio.count(2, 4)
    side = screen.body.width // across
    y = screen.body.top
    while y < screen.body.bottom:
        height = min(side - 2, screen.body.bottom - y)
        for i in range(across):
            screen.image.paste(studio.photo((side - 2, height)), (i * side + 1, y))
        y += side
    return studio.screenshot(screen.image)
