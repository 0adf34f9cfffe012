"""The parts that all telephone screens share: status bar, title bar, lists, buttons, navigation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from memesweep.training.memegen.artwork.marks import disc
from memesweep.training.memegen.artwork.palette import deep, grey, luminance, mix, pastel, readable_on, vivid
from memesweep.training.memegen.geometry import Box, whole
from memesweep.training.memegen.negatives.values import clock
from memesweep.training.memegen.typography.fonts import Face, Look, plain_signs
from memesweep.training.memegen.typography.lettering import BLACK, WHITE, Align, Colour, Ink, letter
from memesweep.training.memegen.typography.typeset import fit

if TYPE_CHECKING:
    from memesweep.training.memegen.drawcontext import DrawContext


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen being drawn, with its colours and typefaces."""

    context: DrawContext
    image: Image.Image
    body: Box
    ground: Colour
    ink: Colour
    faint: Colour
    accent: Colour
    regular: Face
    bold: Face
    em: int
    """Size of body text in pixels."""

    @property
    def draw(self) -> ImageDraw.ImageDraw:
        """Pillow's drawing tool for the image."""
        return ImageDraw.Draw(self.image)

    def text(
        self,
        text: str,
        box: Box,
        colour: Colour | None = None,
        *,
        bold: bool = False,
        scale: float = 1.0,
        align: Align = Align.START,
        valign: Align = Align.MIDDLE,
    ) -> Box:
        """Write at most as large as body text times `scale`; returns the box of the lines."""
        size = max(7, round(self.em * scale))
        face = self.bold if bold else self.regular
        setting = fit(plain_signs(text, face), face, box, largest=size, smallest=min(7, size))
        ink = Ink(self.ink if colour is None else colour)
        return letter(self.image, setting, box, ink, align=align, valign=valign)

    def button(self, text: str, box: Box, fill: Colour | None = None, *, radius: int = 8) -> None:
        """A filled button with its label."""
        colour = self.accent if fill is None else fill
        self.draw.rounded_rectangle(box.corners, radius, fill=colour)
        self.text(text, box.inset(4, 2), readable_on(colour), bold=True, align=Align.MIDDLE)

    def avatar(self, box: Box) -> None:
        """Round portrait: a photograph or a letter on a colour."""
        side = min(box.width, box.height)
        corner = (box.left, box.top + (box.height - side) // 2)
        if self.context.chance(0.6):
            self.image.paste(self.context.photo((side, side)), corner, disc(side))
        else:
            self.image.paste(vivid(self.context.rng), corner, disc(side))
            initial = Box(*corner, side, side).inset(side // 5)
            self.text(
                self.context.say(self.context.language.names)[:1],
                initial,
                WHITE,
                bold=True,
                scale=2,
                align=Align.MIDDLE,
            )

    def icon(self, box: Box, colour: Colour | None = None) -> None:
        """One of the simple shapes that stand for functions."""
        side = min(box.width, box.height)
        x, y = box.centre[0] - side / 2, box.centre[1] - side / 2
        ink, draw, edge = colour or self.faint, self.draw, max(1, side // 9)
        square = (x, y, x + side - 1, y + side - 1)
        shape = self.context.count(0, 7)
        if shape == 0:
            draw.ellipse(square, outline=ink, width=edge)
        elif shape == 1:
            draw.rounded_rectangle(square, side // 4, outline=ink, width=edge)
        elif shape == 2:  # noqa: PLR2004
            draw.rounded_rectangle(square, side // 4, fill=ink)
        elif shape == 3:  # noqa: PLR2004
            draw.ellipse(square, fill=ink)
        elif shape == 4:  # noqa: PLR2004
            draw.polygon([(x, y + side), (x + side / 2, y), (x + side, y + side)], fill=ink)
        elif shape == 5:  # noqa: PLR2004
            for row in (0.2, 0.5, 0.8):
                draw.line((x, y + row * side, x + side, y + row * side), fill=ink, width=edge)
        elif shape == 6:  # noqa: PLR2004
            draw.ellipse((x, y, x + side * 0.7, y + side * 0.7), outline=ink, width=edge)
            draw.line((x + side * 0.62, y + side * 0.62, x + side, y + side), fill=ink, width=edge)
        else:
            draw.line((x + side / 2, y, x + side / 2, y + side), fill=ink, width=edge)
            draw.line((x, y + side / 2, x + side, y + side / 2), fill=ink, width=edge)


def open_screen(
    context: DrawContext,
    aspect: tuple[float, float] = (0.44, 0.6),
    *,
    title: str | None = None,
    ground: Colour | None = None,
) -> Screen:
    """Start a screen: colours, typefaces, status bar, perhaps a title bar and the system's navigation.

    The ground is a random light or dark one where none is given.
    """
    size = context.size(context.between(*aspect))
    if ground is None:
        ground = _any_ground(context)
    dark = luminance(ground) < 0.5  # noqa: PLR2004
    ink = (235, 235, 235) if dark else (28, 28, 30)
    accent = vivid(context.rng)
    look = context.pick((Look.SANS, Look.SANS, Look.SANS, Look.SERIF, Look.MONO, Look.BOLD))
    image = Image.new("RGB", size, ground)
    em = max(8, round(size[0] * context.between(0.044, 0.062)))
    screen = Screen(
        context,
        image,
        whole(size),
        ground,
        ink,
        mix(ground, ink, 0.5),
        accent,
        context.family(look),
        context.family(Look.BOLD),
        em,
    )
    top = _status_bar(screen) if context.chance(0.85) else 0
    if title is not None:
        top = _title_bar(screen, top, title)
    bottom = _navigation(screen) if context.chance(0.75) else size[1]
    body = Box(0, top, size[0], bottom - top)
    return Screen(context, image, body, ground, ink, screen.faint, accent, screen.regular, screen.bold, em)


def _any_ground(context: DrawContext) -> Colour:
    if context.chance(0.3):
        return context.pick((BLACK, grey(context.rng, 16, 40), deep(context.rng)))
    return context.pick((WHITE, WHITE, WHITE, grey(context.rng, 235, 250), pastel(context.rng)))


def _status_bar(screen: Screen) -> int:
    width, height = screen.image.size
    bar = Box(0, 0, width, max(12, round(height * 0.036)))
    ink = screen.ink
    if screen.context.chance(0.35):
        ground = mix(screen.accent, BLACK, 0.3)
        screen.draw.rectangle(bar.corners, fill=ground)
        ink = readable_on(ground)
    inner = bar.inset(8, 2)
    screen.text(clock(screen.context), inner, ink, bold=True, scale=0.85)
    x, y, unit = inner.right, bar.centre[1], bar.height * 0.28
    screen.draw.rounded_rectangle((x - 3.2 * unit, y - unit, x, y + unit), 2, outline=ink)
    charge = screen.context.between(0.4, 2.6) * unit
    screen.draw.rectangle((x - 3 * unit, y - unit + 2, x - 3 * unit + charge, y + unit - 2), fill=ink)
    for i in range(4):
        left = x - 7.5 * unit + i * unit
        screen.draw.rectangle((left, y + unit - (i + 1) * unit / 2, left + unit * 0.6, y + unit), fill=ink)
    return bar.bottom


def _title_bar(screen: Screen, top: int, title: str) -> int:
    width = screen.image.width
    bar = Box(0, top, width, round(screen.em * screen.context.between(2.6, 3.6)))
    coloured = screen.context.chance(0.45)
    ground = screen.accent if coloured else screen.ground
    ink = readable_on(ground) if coloured else screen.ink
    screen.draw.rectangle(bar.corners, fill=ground)
    x, y, unit = 12, bar.centre[1], screen.em * 0.4
    screen.draw.line([(x + unit, y - unit), (x, y), (x + unit, y + unit)], fill=ink, width=2)
    align = screen.context.pick((Align.START, Align.MIDDLE))
    screen.text(title, Box(30, bar.top, width - 66, bar.height), ink, bold=True, scale=1.25, align=align)
    screen.icon(Box(width - 26, bar.top, screen.em, bar.height), ink)
    return bar.bottom


def _navigation(screen: Screen) -> int:
    width, height = screen.image.size
    style = screen.context.count(0, 2)
    if style == 0:  # the home line
        y = height - 6
        screen.draw.rounded_rectangle((width * 0.34, y - 2, width * 0.66, y + 1), 2, fill=screen.ink)
        return height - 14
    if style == 1:  # three system buttons
        bar = Box(0, height - round(height * 0.055), width, round(height * 0.055))
        dark = screen.context.chance(0.6)
        screen.draw.rectangle(bar.corners, fill=BLACK if dark else WHITE)
        for column in bar.columns(3):
            x, y, r = *column.centre, bar.height * 0.2
            screen.draw.ellipse((x - r, y - r, x + r, y + r), outline=WHITE if dark else BLACK, width=2)
        return bar.top
    bar = Box(0, height - round(height * 0.08), width, round(height * 0.08))  # the app's tabs
    screen.draw.rectangle(bar.corners, fill=mix(screen.ground, screen.ink, 0.04))
    screen.draw.line((0, bar.top, width, bar.top), fill=mix(screen.ground, screen.ink, 0.15))
    tabs = bar.columns(screen.context.count(3, 5))
    chosen = screen.context.count(0, len(tabs) - 1)
    for i, tab in enumerate(tabs):
        colour = screen.accent if i == chosen else screen.faint
        screen.icon(tab.share(0.3, 0.15, 0.7, 0.55), colour)
        screen.text(
            screen.context.word(),
            tab.share(0.02, 0.58, 0.98, 0.95),
            colour,
            scale=0.65,
            align=Align.MIDDLE,
        )
    return bar.top


def in_device(context: DrawContext, screen: Image.Image) -> Image.Image:
    """Put a screen into the drawing of a telephone, as app stores show it."""
    edge = round(screen.width * context.between(0.03, 0.08))
    chin = edge if context.chance(0.6) else edge * 4
    room = context.count(0, 40)
    size = (screen.width + 2 * (edge + room), screen.height + 2 * (chin + room // 2))
    image = Image.new("RGB", size, context.pick((WHITE, WHITE, pastel(context.rng), vivid(context.rng))))
    body = whole(size).inset(room, room // 2)
    ImageDraw.Draw(image).rounded_rectangle(
        body.corners, edge * 2, fill=context.pick(((20, 20, 22), (240, 240, 242)))
    )
    image.paste(screen, (room + edge, room // 2 + chin))
    return image


def as_sent(context: DrawContext, screen: Screen) -> Image.Image:
    """Finish a screen: mostly a screenshot, now and then photographed with its device."""
    return in_device(context, screen.image) if context.chance(0.12) else context.screenshot(screen.image)
