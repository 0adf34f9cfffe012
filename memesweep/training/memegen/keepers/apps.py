"""Screenshots of apps: bank, payment, shop, map, settings, music, calendar, pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from memesweep.training.memegen.backdrop import linear
from memesweep.training.memegen.geometry import Box
from memesweep.training.memegen.keepers.maps import streets
from memesweep.training.memegen.keepers.screen import Screen, in_device, open_screen
from memesweep.training.memegen.keepers.values import amount, clock, code, currency, date, firm, person
from memesweep.training.memegen.lettering import WHITE, Align
from memesweep.training.memegen.marks import rounded
from memesweep.training.memegen.palette import mix, readable_on, vivid

if TYPE_CHECKING:
    from PIL import Image

    from memesweep.training.memegen.studio import Studio


def _done(studio: Studio, screen: Screen) -> Image.Image:
    return in_device(studio, screen.image) if studio.chance(0.12) else studio.screenshot(screen.image)


def bank(studio: Studio) -> Image.Image:
    """Balance on a coloured card and the last transactions."""
    screen = open_screen(studio, title=firm(studio) if studio.chance(0.7) else None)
    sign = currency(studio, screen.regular)
    card = screen.body.share(0.05, 0.02, 0.95, studio.between(0.24, 0.34))
    paint = linear(card.size, screen.accent, vivid(studio.rng), studio.between(-60, 60))
    screen.image.paste(paint, (card.left, card.top), rounded(card.size, 12))
    ink = readable_on(screen.accent)
    screen.text(studio.word(), card.share(0.06, 0.08, 0.9, 0.3), ink)
    screen.text(amount(studio, sign), card.share(0.06, 0.32, 0.94, 0.66), ink, bold=True, scale=2.2)
    screen.text(f"**** **** {studio.count(1000, 9999)}", card.share(0.06, 0.72, 0.94, 0.92), ink)
    row = round(screen.em * studio.between(3, 4))
    y = card.bottom + 8
    while y + row < screen.body.bottom:
        line = Box(12, y, screen.body.width - 24, row)
        icon = Box(line.left, y + row // 5, row * 3 // 5, row * 3 // 5)
        screen.draw.ellipse(icon.corners, fill=mix(screen.ground, vivid(studio.rng), 0.35))
        screen.icon(icon.inset(icon.width // 4), screen.ink)
        words = Box(icon.right + 8, y, line.right - icon.right - 8, row)
        screen.text(firm(studio) if studio.chance(0.6) else person(studio), words.share(0, 0.1, 0.62, 0.55))
        screen.text(date(studio), words.share(0, 0.55, 0.62, 0.92), screen.faint, scale=0.75)
        gain = studio.chance(0.3)
        colour = (30, 150, 80) if gain else screen.ink
        screen.text(
            ("+" if gain else "-") + amount(studio, sign),
            words.share(0.6, 0.1, 1, 0.9),
            colour,
            bold=True,
            align=Align.END,
        )
        y += row
    return _done(studio, screen)


def payment(studio: Studio) -> Image.Image:
    """A payment that went through: tick, amount, details."""
    screen = open_screen(studio)
    body, sign = screen.body, currency(studio, screen.bold)
    if studio.chance(0.4):
        screen.image.paste(screen.accent, (0, body.top, body.right, body.top + round(body.height * 0.4)))
        ink = readable_on(screen.accent)
    else:
        ink = screen.ink
    x, y, r = body.centre[0], body.top + body.height * 0.13, body.width * 0.09
    tick = studio.pick(((40, 170, 90), screen.accent, (255, 255, 255)))
    screen.draw.ellipse((x - r, y - r, x + r, y + r), fill=tick, outline=mix(tick, (0, 0, 0), 0.2))
    points = [(x - r * 0.45, y), (x - r * 0.1, y + r * 0.38), (x + r * 0.5, y - r * 0.35)]
    screen.draw.line(points, fill=readable_on(tick), width=max(2, round(r / 5)))
    screen.text(studio.word(), body.share(0.08, 0.21, 0.92, 0.27), ink, align=Align.MIDDLE)
    screen.text(
        amount(studio, sign),
        body.share(0.08, 0.27, 0.92, 0.38),
        ink,
        bold=True,
        scale=2.6,
        align=Align.MIDDLE,
    )
    details = body.share(0.08, 0.44, 0.92, 0.82).rows(studio.count(4, 7))
    for line in details:
        value = studio.pick(
            (
                person(studio),
                date(studio),
                code(studio, 12),
                amount(studio, sign),
                firm(studio),
                clock(studio),
            )
        )
        screen.text(studio.word(), line.share(0, 0, 0.42, 1), screen.faint)
        screen.text(value, line.share(0.42, 0, 1, 1), align=Align.END)
        if studio.chance(0.4):
            screen.draw.line(
                (line.left, line.bottom, line.right, line.bottom), fill=mix(screen.ground, screen.ink, 0.12)
            )
    if studio.chance(0.7):
        screen.button(studio.word(), body.share(0.08, 0.87, 0.92, 0.95))
    return _done(studio, screen)


def shop(studio: Studio) -> Image.Image:
    """Goods with their prices: a grid, or one in full."""
    screen = open_screen(studio, title=firm(studio) if studio.chance(0.8) else None)
    sign, body = currency(studio, screen.bold), screen.body
    if studio.chance(0.5):
        across = studio.count(2, 3)
        gap = 8
        width = (body.width - gap * (across + 1)) // across
        height = round(width * studio.between(1.3, 1.6))
        y = body.top + gap
        while y < body.bottom - height // 2:
            for i in range(across):
                cell = Box(gap + i * (width + gap), y, width, height)
                picture = cell.share(0, 0, 1, 0.66)
                screen.image.paste(studio.photo(picture.size), (cell.left, y), rounded(picture.size, 6))
                screen.text(studio.word(), cell.share(0, 0.68, 1, 0.82), scale=0.85)
                screen.text(amount(studio, sign), cell.share(0, 0.83, 1, 0.98), screen.accent, bold=True)
            y += height + gap
        screen.image.paste(screen.ground, (0, body.bottom, body.width, body.bottom))
        return _done(studio, screen)
    picture = body.share(0, 0, 1, studio.between(0.4, 0.55))
    screen.image.paste(studio.photo(picture.size), (0, picture.top))
    rest = Box(12, picture.bottom + 6, body.width - 24, body.bottom - picture.bottom - 8)
    screen.text(
        f"{studio.word()} {code(studio, 4)}",
        rest.share(0, 0, 1, 0.14),
        bold=True,
        scale=1.3,
    )
    screen.text(amount(studio, sign), rest.share(0, 0.15, 0.6, 0.3), screen.accent, bold=True, scale=1.6)
    for i in range(5):
        left, middle = rest.right - 14 * (5 - i), rest.top + rest.height * 0.22
        full = (250, 180, 30) if i < studio.count(2, 5) else (210, 210, 210)
        screen.draw.ellipse((left, middle - 5, left + 10, middle + 5), fill=full)
    screen.text(
        studio.sentence(30),
        rest.share(0, 0.34, 1, 0.72),
        screen.faint,
        scale=0.9,
        valign=Align.START,
    )
    screen.button(studio.word(), rest.share(0, 0.8, 1, 0.97))
    return _done(studio, screen)


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
    return _done(studio, screen)


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
    return _done(studio, screen)


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
