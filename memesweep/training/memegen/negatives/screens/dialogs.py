"""Screens of few large elements, which look most like jokes: dialogs, forms, welcome pages, terminals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFilter

from memesweep.training.memegen.artwork.backdrop import any_card
from memesweep.training.memegen.artwork.marks import disc, rounded
from memesweep.training.memegen.artwork.palette import deep, grey, mix, readable_on, vivid
from memesweep.training.memegen.geometry import Box, whole
from memesweep.training.memegen.negatives.screens.apps import settings
from memesweep.training.memegen.negatives.screens.chat import chat
from memesweep.training.memegen.negatives.screens.money import shop
from memesweep.training.memegen.negatives.screens.screen import in_device, open_screen
from memesweep.training.memegen.negatives.values import amount, clock, code, digits
from memesweep.training.memegen.typography.fonts import Look
from memesweep.training.memegen.typography.lettering import BLACK, WHITE, Align

if TYPE_CHECKING:
    from memesweep.training.memegen.drawcontext import DrawContext


def dialog(context: DrawContext) -> Image.Image:
    """A question with two buttons over a dimmed screen, on a telephone or a desktop."""
    if context.chance(0.4):
        return _desktop_dialog(context)
    behind = context.pick((settings, shop, chat))(context)
    screen = open_screen(context)
    image = Image.blend(behind, Image.new("RGB", behind.size, BLACK), context.between(0.3, 0.65))
    box = whole(image.size).share(0.08, context.between(0.25, 0.4), 0.92, context.between(0.58, 0.75))
    image.paste(screen.ground, (box.left, box.top), rounded(box.size, context.count(2, 18)))
    screen.image.paste(image.resize(screen.image.size))
    scale_x, scale_y = screen.image.width / image.width, screen.image.height / image.height
    box = Box(
        round(box.left * scale_x),
        round(box.top * scale_y),
        round(box.width * scale_x),
        round(box.height * scale_y),
    )
    inner = box.inset(12, 10)
    screen.text(context.word(), inner.share(0, 0, 1, 0.22), bold=True, scale=1.25)
    screen.text(
        context.sentence(context.count(8, 24)),
        inner.share(0, 0.25, 1, 0.72),
        valign=Align.START,
    )
    buttons = inner.share(0, 0.78, 1, 1).columns(context.count(1, 2), 8)
    for i, place in enumerate(buttons):
        if context.chance(0.5):
            screen.text(context.word().upper(), place, screen.accent, bold=True, align=Align.END)
        else:
            screen.button(context.word(), place, screen.accent if i else screen.faint)
    return screen.image


def _desktop_dialog(context: DrawContext) -> Image.Image:
    """A window with a title bar, an icon, a message and buttons."""
    size = context.size(context.between(1.2, 2.4))
    full = context.chance(0.5)
    ground = context.pick((WHITE, (240, 240, 240), grey(context.rng, 215, 250), (45, 45, 48)))
    image = Image.new("RGB", size, ground)
    area = whole(size)
    if not full:
        backdrop = context.photo(size) if context.chance(0.3) else any_card(size, context.rng)
        image.paste(backdrop)
        area = area.share(
            context.between(0.03, 0.2),
            context.between(0.05, 0.2),
            context.between(0.8, 0.97),
            context.between(0.8, 0.95),
        )
        image.paste(ground, (area.left, area.top, area.right, area.bottom))
    draw, ink, em = ImageDraw.Draw(image), readable_on(ground), max(10, size[0] // 30)
    bar = Box(area.left, area.top, area.width, round(em * 2.1))
    colour = context.pick(
        (ground, (0, 84, 166), grey(context.rng, 200, 230), vivid(context.rng), deep(context.rng))
    )
    draw.rectangle(bar.corners, fill=colour)
    face, bold = context.family(Look.SANS), context.family(Look.BOLD)
    context.write(
        image,
        context.word(),
        bar.inset(8, 2),
        readable_on(colour),
        face=face,
        align=Align.START,
        largest=em,
    )
    for i in range(3):
        x, y = bar.right - em * (1.4 * i + 1.2), bar.centre[1]
        draw.rectangle((x - em * 0.3, y - em * 0.3, x + em * 0.3, y + em * 0.3), outline=readable_on(colour))
    body = Box(area.left, bar.bottom, area.width, area.bottom - bar.bottom)
    message = body.share(0.06, 0.1, 0.94, 0.68)
    if context.chance(0.7):
        side = round(min(message.height, em * 4))
        tone = context.pick(((220, 50, 47), (38, 110, 220), (250, 190, 40), (60, 160, 80)))
        image.paste(tone, (message.left, message.top), disc(side))
        sign = Box(message.left, message.top, side, side).inset(side // 5)
        context.write(image, context.pick("!?ix"), sign, WHITE, face=bold)
        message = Box(message.left + side + em, message.top, message.width - side - em, message.height)
    text = context.sentence(context.count(6, 26))
    if context.chance(0.4):
        text += f"\n0x{digits(context, 8)}"
    context.write(image, text, message, ink, face=face, align=Align.START, valign=Align.START, largest=em)
    right = body.right - em
    for i in range(context.count(1, 3)):
        wide = round(em * context.between(5, 7))
        place = Box(right - wide, body.bottom - round(em * 2.6), wide, round(em * 1.9))
        fill = vivid(context.rng, 0.6) if i == 0 and context.chance(0.5) else mix(ground, ink, 0.08)
        draw.rounded_rectangle(
            place.corners, context.pick((0, 3, 6)), fill=fill, outline=mix(ground, ink, 0.4)
        )
        context.write(
            image,
            context.word(),
            place.inset(4, 2),
            readable_on(fill),
            face=face,
            largest=em,
        )
        right = place.left - em // 2
    return image


def form(context: DrawContext) -> Image.Image:
    """A page to sign in or to fill in."""
    screen = open_screen(context, title=context.word() if context.chance(0.5) else None)
    body = screen.body
    if context.chance(0.4):
        head = body.share(0, 0, 1, 0.3)
        screen.image.paste(
            context.photo(head.size) if context.chance(0.4) else screen.accent,
            (0, head.top, head.right, head.bottom),
        )
    screen.text(
        context.word(),
        body.share(0.1, 0.32, 0.9, 0.41),
        bold=True,
        scale=1.7,
        align=context.pick((Align.START, Align.MIDDLE)),
    )
    count = context.count(2, 5)
    style = context.count(0, 2)
    for line in body.share(0.08, 0.43, 0.92, 0.43 + 0.09 * count).rows(count, 8):
        if style == 0:
            screen.draw.line((line.left, line.bottom, line.right, line.bottom), fill=screen.faint, width=1)
        else:
            fill = mix(screen.ground, screen.ink, 0.05 if style == 1 else 0.0)
            screen.draw.rounded_rectangle(
                line.corners, 7, fill=fill, outline=mix(screen.ground, screen.ink, 0.2)
            )
        screen.text(context.word(), line.inset(8, 3), screen.faint)
    top = 0.46 + 0.09 * count
    screen.button(
        context.word(),
        body.share(0.08, top, 0.92, min(0.99, top + 0.08)),
        radius=context.pick((0, 8, 16)),
    )
    return in_device(context, screen.image) if context.chance(0.2) else context.screenshot(screen.image)


def welcome(context: DrawContext) -> Image.Image:
    """First page of an app or an empty list: a drawing, a heading, a sentence, a button."""
    screen = open_screen(context, (0.46, 0.75))
    body = screen.body
    if context.chance(0.35):
        screen.image.paste(screen.accent, (0, body.top, body.right, body.bottom))
    ground = screen.accent if screen.image.getpixel((2, body.centre[1])) == screen.accent else screen.ground
    ink = readable_on(ground)
    art = body.share(0.2, 0.12, 0.8, 0.46)
    kind = context.count(0, 2)
    if kind == 0:
        side = min(art.size)
        screen.image.paste(context.photo((side, side)), (art.centre[0] - side // 2, art.top), disc(side))
    else:
        for _ in range(context.count(2, 6)):
            spot = art.share(
                *sorted((context.between(0, 0.5), context.between(0, 0.5))),
                *sorted((context.between(0.5, 1), context.between(0.5, 1))),
            )
            if kind == 1:
                screen.icon(spot, vivid(context.rng))
            else:
                screen.draw.rounded_rectangle(spot.corners, 12, fill=mix(ground, vivid(context.rng), 0.6))
    screen.text(
        context.word(),
        body.share(0.1, 0.5, 0.9, 0.6),
        ink,
        bold=True,
        scale=1.8,
        align=Align.MIDDLE,
    )
    sentence = context.sentence(context.count(6, 16))
    screen.text(sentence, body.share(0.12, 0.61, 0.88, 0.74), mix(ground, ink, 0.7), align=Align.MIDDLE)
    for i in range(3):
        x, y = body.centre[0] + 14 * (i - 1), body.top + body.height * 0.78
        screen.draw.ellipse((x - 3, y - 3, x + 3, y + 3), fill=ink if i == 0 else mix(ground, ink, 0.3))
    screen.button(context.word(), body.share(0.15, 0.83, 0.85, 0.92), ink, radius=16)
    return in_device(context, screen.image) if context.chance(0.25) else context.screenshot(screen.image)


def desktop(context: DrawContext) -> Image.Image:
    """A sheet of figures or a terminal on a computer."""
    size = context.size(context.between(1.2, 1.8))
    if context.chance(0.5):
        return _terminal(context, size)
    image = Image.new("RGB", size, WHITE)
    draw = ImageDraw.Draw(image)
    rows, columns = context.count(10, 18), context.count(4, 8)
    face, head = (
        context.family(Look.SANS),
        context.pick(((33, 115, 70), (66, 133, 244), grey(context.rng, 210, 240))),
    )
    top = size[1] // 10
    draw.rectangle((0, 0, size[0], top), fill=head)
    em = max(7, size[1] // rows // 2)
    for r, line in enumerate(Box(0, top, size[0], size[1] - top).rows(rows)):
        for c, cell in enumerate(line.columns(columns)):
            if r == 0 or c == 0:
                draw.rectangle(cell.corners, fill=(236, 236, 236))
            draw.rectangle(cell.corners, outline=(215, 215, 215))
            if context.chance(0.6):
                text = context.word() if c < 2 else amount(context)  # noqa: PLR2004
                context.write(
                    image,
                    text,
                    cell.inset(3, 1),
                    BLACK,
                    face=face,
                    align=Align.END if c > 1 else Align.START,
                    largest=em,
                )
    return image


def _terminal(context: DrawContext, size: tuple[int, int]) -> Image.Image:
    dark = context.chance(0.75)
    ground = context.pick(((30, 30, 30), (0, 0, 0), (40, 42, 54), (48, 10, 36))) if dark else WHITE
    image = Image.new("RGB", size, ground)
    face = context.family(Look.MONO)
    colours = [vivid(context.rng) if dark else deep(context.rng) for _ in range(3)] + [
        readable_on(ground)
    ] * 3
    count = context.count(12, 22)
    for line in whole(size).inset(8).rows(count):
        if context.chance(0.15):
            continue
        indent = context.count(0, 4) * 12
        name, other = code(context, 6).lower(), code(context, 5).lower()
        forms = (
            f"{name} = {other}({digits(context, 2)})",
            f"{clock(context)} {context.sentence(5)}",
            f"if {name} > {digits(context, 3)}:",
            f"$ {name} --{other}",
        )
        text = context.pick(forms)
        place = Box(line.left + indent, line.top, max(20, line.width - indent), line.height)
        context.write(
            image,
            text,
            place,
            context.pick(colours),
            face=face,
            align=Align.START,
            largest=line.height * 3 // 4,
        )
    return image.filter(ImageFilter.BoxBlur(0.5)) if context.chance(0.1) else image
