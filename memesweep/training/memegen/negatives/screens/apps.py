"""Screens of everyday apps: map, settings, music, calendar, pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from memesweep.training.memegen.artwork.backdrop import linear
from memesweep.training.memegen.artwork.marks import rounded
from memesweep.training.memegen.artwork.palette import mix, readable_on, vivid
from memesweep.training.memegen.geometry import Box
from memesweep.training.memegen.negatives.drawn.maps import streets
from memesweep.training.memegen.negatives.screens.screen import Screen, as_sent, open_screen
from memesweep.training.memegen.negatives.values import clock, date, person
from memesweep.training.memegen.typography.lettering import WHITE, Align

if TYPE_CHECKING:
    from PIL import Image

    from memesweep.training.memegen.drawcontext import DrawContext


def map_screen(context: DrawContext) -> Image.Image:
    """A map with a route or a pin, a search field and a card."""
    screen = open_screen(context, (0.46, 1.7))
    body = screen.body
    screen.image.paste(streets(context, body.size), (body.left, body.top))
    if context.chance(0.5):
        x, y = context.between(0.2, 0.8) * body.width, body.top + body.height * 0.3
        route = [(x, y)]
        for _ in range(context.count(3, 7)):
            x, y = route[-1]
            step = context.between(-0.15, 0.2) * body.width
            route.append((x + step, y) if len(route) % 2 else (x, y + abs(step)))
        screen.draw.line(
            route, fill=context.pick(((66, 133, 244), (120, 80, 240), (230, 60, 60))), width=5, joint="curve"
        )
    if context.chance(0.7):
        field = body.share(0.05, 0.03, 0.95, 0.03 + 3.0 * screen.em / body.height)
        screen.draw.rounded_rectangle(field.corners, 10, fill=WHITE)
        screen.text(context.word(), field.inset(12, 3), (80, 80, 80))
    if context.chance(0.7):
        card = body.share(0, context.between(0.68, 0.82), 1, 1)
        screen.draw.rounded_rectangle(card.corners, 12, fill=screen.ground)
        inner = card.inset(12, 8)
        screen.text(
            f"{context.count(2, 95)} min ({context.between(0.3, 80):.1f} km)",
            inner.share(0, 0, 1, 0.4),
            (30, 140, 70),
            bold=True,
            scale=1.4,
        )
        screen.text(context.word(), inner.share(0, 0.42, 0.6, 0.7), screen.faint)
        screen.button(context.word(), inner.share(0.62, 0.45, 1, 0.95), radius=14)
    return context.screenshot(screen.image)


def settings(context: DrawContext) -> Image.Image:
    """A list of settings with switches and arrows."""
    screen = open_screen(context, title=context.word())
    row = round(screen.em * context.between(2.8, 4))
    y, grouped, line_colour = screen.body.top + 4, context.chance(0.5), mix(screen.ground, screen.ink, 0.1)
    while y + row < screen.body.bottom:
        if context.chance(0.18):
            head = Box(14, y, screen.body.width - 28, row * 2 // 3)
            screen.text(
                context.word(),
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
        screen.icon(icon, vivid(context.rng) if context.chance(0.5) else screen.faint)
        words = Box(icon.right + 10, y, line.width - icon.width - 50, row)
        if context.chance(0.5):
            screen.text(context.word(), words.share(0, 0.1, 1, 0.55))
            screen.text(
                context.say(context.language.chat), words.share(0, 0.55, 1, 0.95), screen.faint, scale=0.75
            )
        else:
            screen.text(context.word(), words)
        _switch(screen, line)
        screen.draw.line((words.left, line.bottom, line.right, line.bottom), fill=line_colour)
        y += row
    return as_sent(context, screen)


def _switch(screen: Screen, line: Box) -> None:
    y, right = line.centre[1], line.right
    if screen.context.chance(0.5):
        on = screen.context.chance(0.5)
        screen.draw.rounded_rectangle(
            (right - 28, y - 7, right, y + 7), 7, fill=screen.accent if on else (190, 190, 195)
        )
        x = right - 8 if on else right - 20
        screen.draw.ellipse((x - 6, y - 6, x + 6, y + 6), fill=WHITE)
    else:
        screen.draw.line([(right - 8, y - 4), (right - 4, y), (right - 8, y + 4)], fill=screen.faint, width=2)


def player(context: DrawContext) -> Image.Image:
    """Music or a podcast being played."""
    screen = open_screen(context)
    body = screen.body
    if context.chance(0.5):
        screen.image.paste(linear(body.size, screen.accent, screen.ground), (0, body.top))
    side = round(body.width * context.between(0.65, 0.85))
    cover = context.photo((side, side))
    screen.image.paste(
        cover,
        ((body.width - side) // 2, body.top + round(body.height * 0.08)),
        rounded((side, side), context.count(0, 14)),
    )
    top = 0.08 + side / body.height
    screen.text(context.word(), body.share(0.1, top + 0.03, 0.9, top + 0.11), bold=True, scale=1.4)
    screen.text(person(context), body.share(0.1, top + 0.11, 0.9, top + 0.16), screen.faint)
    y = body.top + round(body.height * min(0.85, top + 0.22))
    left, right = round(body.width * 0.1), round(body.width * 0.9)
    knob = context.count(left, right)
    screen.draw.line((left, y, right, y), fill=screen.faint, width=3)
    screen.draw.line((left, y, knob, y), fill=screen.accent, width=3)
    screen.draw.ellipse((knob - 5, y - 5, knob + 5, y + 5), fill=screen.accent)
    for column in Box(left, y + 14, right - left, max(16, body.height // 12)).columns(context.pick((3, 5))):
        screen.icon(column, screen.ink)
    return as_sent(context, screen)


def calendar(context: DrawContext) -> Image.Image:
    """A month and the day's appointments."""
    screen = open_screen(context, title=date(context))
    body = screen.body
    month = body.share(0.04, 0.02, 0.96, context.between(0.4, 0.6))
    first, today = context.count(0, 6), context.count(1, 28)
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
    for line in body.share(0.05, 0.64, 0.95, 0.98).rows(context.count(2, 4), 6):
        colour = vivid(context.rng)
        screen.draw.rounded_rectangle(line.corners, 6, fill=mix(screen.ground, colour, 0.2))
        screen.draw.rectangle((line.left, line.top, line.left + 4, line.bottom), fill=colour)
        screen.text(f"{clock(context)}  {context.word()}", line.inset(12, 3))
    return context.screenshot(screen.image)


def gallery(context: DrawContext) -> Image.Image:
    """Thumbnails of photographs in an album."""
    screen = open_screen(context, title=context.word())
    across = context.count(2, 4)
    side = screen.body.width // across
    y = screen.body.top
    while y < screen.body.bottom:
        height = min(side - 2, screen.body.bottom - y)
        for i in range(across):
            screen.image.paste(context.photo((side - 2, height)), (i * side + 1, y))
        y += side
    return context.screenshot(screen.image)
