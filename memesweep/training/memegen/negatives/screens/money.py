"""Screens of apps that deal with money: a bank, a payment, a shop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from memesweep.training.memegen.artwork.backdrop import linear
from memesweep.training.memegen.artwork.marks import rounded
from memesweep.training.memegen.artwork.palette import mix, readable_on, vivid
from memesweep.training.memegen.geometry import Box
from memesweep.training.memegen.negatives.screens.screen import as_sent, open_screen
from memesweep.training.memegen.negatives.values import amount, clock, code, currency, date, firm, person
from memesweep.training.memegen.typography.lettering import Align

if TYPE_CHECKING:
    from PIL import Image

    from memesweep.training.memegen.drawcontext import DrawContext


def bank(context: DrawContext) -> Image.Image:
    """Balance on a coloured card and the last transactions."""
    screen = open_screen(context, title=firm(context) if context.chance(0.7) else None)
    sign = currency(context, screen.regular)
    card = screen.body.share(0.05, 0.02, 0.95, context.between(0.24, 0.34))
    paint = linear(card.size, screen.accent, vivid(context.rng), context.between(-60, 60))
    screen.image.paste(paint, (card.left, card.top), rounded(card.size, 12))
    ink = readable_on(screen.accent)
    screen.text(context.word(), card.share(0.06, 0.08, 0.9, 0.3), ink)
    screen.text(amount(context, sign), card.share(0.06, 0.32, 0.94, 0.66), ink, bold=True, scale=2.2)
    screen.text(f"**** **** {context.count(1000, 9999)}", card.share(0.06, 0.72, 0.94, 0.92), ink)
    row = round(screen.em * context.between(3, 4))
    y = card.bottom + 8
    while y + row < screen.body.bottom:
        line = Box(12, y, screen.body.width - 24, row)
        icon = Box(line.left, y + row // 5, row * 3 // 5, row * 3 // 5)
        screen.draw.ellipse(icon.corners, fill=mix(screen.ground, vivid(context.rng), 0.35))
        screen.icon(icon.inset(icon.width // 4), screen.ink)
        words = Box(icon.right + 8, y, line.right - icon.right - 8, row)
        screen.text(
            firm(context) if context.chance(0.6) else person(context), words.share(0, 0.1, 0.62, 0.55)
        )
        screen.text(date(context), words.share(0, 0.55, 0.62, 0.92), screen.faint, scale=0.75)
        gain = context.chance(0.3)
        colour = (30, 150, 80) if gain else screen.ink
        screen.text(
            ("+" if gain else "-") + amount(context, sign),
            words.share(0.6, 0.1, 1, 0.9),
            colour,
            bold=True,
            align=Align.END,
        )
        y += row
    return as_sent(context, screen)


def payment(context: DrawContext) -> Image.Image:
    """A payment that went through: tick, amount, details."""
    screen = open_screen(context)
    body, sign = screen.body, currency(context, screen.bold)
    if context.chance(0.4):
        screen.image.paste(screen.accent, (0, body.top, body.right, body.top + round(body.height * 0.4)))
        ink = readable_on(screen.accent)
    else:
        ink = screen.ink
    x, y, r = body.centre[0], body.top + body.height * 0.13, body.width * 0.09
    tick = context.pick(((40, 170, 90), screen.accent, (255, 255, 255)))
    screen.draw.ellipse((x - r, y - r, x + r, y + r), fill=tick, outline=mix(tick, (0, 0, 0), 0.2))
    points = [(x - r * 0.45, y), (x - r * 0.1, y + r * 0.38), (x + r * 0.5, y - r * 0.35)]
    screen.draw.line(points, fill=readable_on(tick), width=max(2, round(r / 5)))
    screen.text(context.word(), body.share(0.08, 0.21, 0.92, 0.27), ink, align=Align.MIDDLE)
    screen.text(
        amount(context, sign),
        body.share(0.08, 0.27, 0.92, 0.38),
        ink,
        bold=True,
        scale=2.6,
        align=Align.MIDDLE,
    )
    details = body.share(0.08, 0.44, 0.92, 0.82).rows(context.count(4, 7))
    for line in details:
        value = context.pick(
            (
                person(context),
                date(context),
                code(context, 12),
                amount(context, sign),
                firm(context),
                clock(context),
            )
        )
        screen.text(context.word(), line.share(0, 0, 0.42, 1), screen.faint)
        screen.text(value, line.share(0.42, 0, 1, 1), align=Align.END)
        if context.chance(0.4):
            screen.draw.line(
                (line.left, line.bottom, line.right, line.bottom), fill=mix(screen.ground, screen.ink, 0.12)
            )
    if context.chance(0.7):
        screen.button(context.word(), body.share(0.08, 0.87, 0.92, 0.95))
    return as_sent(context, screen)


def shop(context: DrawContext) -> Image.Image:
    """Goods with their prices: a grid, or one in full."""
    screen = open_screen(context, title=firm(context) if context.chance(0.8) else None)
    sign, body = currency(context, screen.bold), screen.body
    if context.chance(0.5):
        across = context.count(2, 3)
        gap = 8
        width = (body.width - gap * (across + 1)) // across
        height = round(width * context.between(1.3, 1.6))
        y = body.top + gap
        while y < body.bottom - height // 2:
            for i in range(across):
                cell = Box(gap + i * (width + gap), y, width, height)
                picture = cell.share(0, 0, 1, 0.66)
                screen.image.paste(context.photo(picture.size), (cell.left, y), rounded(picture.size, 6))
                screen.text(context.word(), cell.share(0, 0.68, 1, 0.82), scale=0.85)
                screen.text(amount(context, sign), cell.share(0, 0.83, 1, 0.98), screen.accent, bold=True)
            y += height + gap
        screen.image.paste(screen.ground, (0, body.bottom, body.width, body.bottom))
        return as_sent(context, screen)
    picture = body.share(0, 0, 1, context.between(0.4, 0.55))
    screen.image.paste(context.photo(picture.size), (0, picture.top))
    rest = Box(12, picture.bottom + 6, body.width - 24, body.bottom - picture.bottom - 8)
    screen.text(
        f"{context.word()} {code(context, 4)}",
        rest.share(0, 0, 1, 0.14),
        bold=True,
        scale=1.3,
    )
    screen.text(amount(context, sign), rest.share(0, 0.15, 0.6, 0.3), screen.accent, bold=True, scale=1.6)
    for i in range(5):
        left, middle = rest.right - 14 * (5 - i), rest.top + rest.height * 0.22
        full = (250, 180, 30) if i < context.count(2, 5) else (210, 210, 210)
        screen.draw.ellipse((left, middle - 5, left + 10, middle + 5), fill=full)
    screen.text(
        context.sentence(30),
        rest.share(0, 0.34, 1, 0.72),
        screen.faint,
        scale=0.9,
        valign=Align.START,
    )
    screen.button(context.word(), rest.share(0, 0.8, 1, 0.97))
    return as_sent(context, screen)
