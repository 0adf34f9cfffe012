"""Map programs: layers, legend, scale bar, and the words that unlicensed copies print across the map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PIL import Image, ImageDraw

from memesweep.training.memegen.artwork.marks import invented_name
from memesweep.training.memegen.artwork.palette import grey, mix, readable_on, vivid
from memesweep.training.memegen.geometry import Box, whole
from memesweep.training.memegen.negatives.drawn.maps import streets
from memesweep.training.memegen.negatives.drawn.terrain import aerial, districts
from memesweep.training.memegen.negatives.values import firm
from memesweep.training.memegen.typography.fonts import Look
from memesweep.training.memegen.typography.lettering import BLACK, WHITE, Align, Ink

if TYPE_CHECKING:
    from memesweep.training.memegen.drawcontext import DrawContext
    from memesweep.training.memegen.typography.lettering import Colour

_STAMPS: Final = (
    "DEMO", "TRIAL", "EVALUATION", "For development purposes only", "UNLICENSED", "SAMPLE", "PREVIEW",
    "Licensed for developer use only", "DRAFT", "NOT FOR SALE", "TEST VERSION",
)  # fmt: skip


def map_watermark(context: DrawContext) -> Image.Image:
    """Streets, fields from above or coloured districts under large see-through words."""
    size = context.size(context.pick((0.56, 0.75, 1.0, 1.33, 1.6, 1.78)))
    image = context.pick((_streets, aerial, districts))(context, size)
    for _ in range(context.pick((0, 1, 2, 3))):
        _feature(context, image)
    if context.chance(0.85):
        _stamp_words(context, image)
    if context.chance(0.85):
        _furniture(context, image)
    return image


def _streets(context: DrawContext, size: tuple[int, int]) -> Image.Image:
    return streets(context, size, pin=context.chance(0.3))


def _feature(context: DrawContext, image: Image.Image) -> None:
    """A surveyed area, a track or points."""
    draw, colour = ImageDraw.Draw(image), vivid(context.rng)
    width, height = image.size
    spots = [
        (context.between(0.1, 0.9) * width, context.between(0.1, 0.9) * height)
        for _ in range(context.count(3, 7))
    ]
    kind = context.count(0, 2)
    if kind == 0:
        layer = Image.new("L", image.size)
        ImageDraw.Draw(layer).polygon(spots, fill=context.count(50, 160))
        image.paste(colour, (0, 0), layer)
        draw.line([*spots, spots[0]], fill=mix(colour, BLACK, 0.3), width=2)
    elif kind == 1:
        draw.line(spots, fill=colour, width=context.count(2, 5), joint="curve")
    else:
        for x, y in spots:
            draw.ellipse((x - 4, y - 4, x + 4, y + 4), fill=colour, outline=WHITE)


def _stamp_words(context: DrawContext, image: Image.Image) -> None:
    """The words of a demonstration licence: one large line, or a line again and again."""
    words = context.pick((*_STAMPS, context.word(), invented_name(context, 2).upper(), f"© {firm(context)}"))
    repeats, reach = context.pick((1, 1, 2, 3, 4, 6)), round(max(image.size) * 1.15)
    sheet = Image.new("RGB", (reach, reach))
    face = context.face(words, Look.SANS, Look.BOLD, Look.SERIF, Look.IMPACT)
    share = context.between(0.5, 0.95) if repeats == 1 else context.between(0.5, 0.85)
    for i, line in enumerate(whole(sheet.size).share(0.1, 0.12, 0.9, 0.88).rows(repeats)):
        shift = context.between(-0.1, 0.1) if repeats > 1 and i % 2 else 0.0
        context.write(sheet, words, line.share(0.5 - share / 2 + shift, 0.1, 0.5 + share / 2 + shift, 0.9),
                     WHITE, face=face, largest=reach // context.pick((4, 6, 9)))  # fmt: skip
    sheet = sheet.rotate(context.pick((0, 30, 35, 45, 45, -30, -45)), Image.Resampling.BILINEAR)
    left, top = (reach - image.width) // 2, (reach - image.height) // 2
    mask = sheet.convert("L").crop((left, top, left + image.width, top + image.height))
    strength = context.between(0.2, 0.7)
    colour = context.pick((WHITE, WHITE, (120, 120, 120), BLACK, (210, 20, 20), vivid(context.rng)))
    image.paste(colour, (0, 0), mask.point(lambda level: round(level * strength)))


def _furniture(context: DrawContext, image: Image.Image) -> None:
    """Bars, panels, legend, scale and north arrow of the program."""
    area, draw = whole(image.size), ImageDraw.Draw(image)
    ground = context.pick((WHITE, grey(context.rng, 225, 245), grey(context.rng, 30, 60), vivid(context.rng)))
    ink, em = readable_on(ground), max(8, image.width // 36)
    if context.chance(0.75):
        bar = Box(0, 0, area.width, round(em * context.between(1.6, 2.6)))
        draw.rectangle(bar.corners, fill=ground)
        title, words = bar.share(0.02, 0.1, 0.4, 0.9), context.pick((firm(context), context.word()))
        context.write(image, words, title, ink, Look.BOLD, Look.SANS, align=Align.START, largest=em + 2)
        for cell in bar.share(0.45, 0.2, 0.98, 0.8).columns(context.count(4, 10), 4):
            side = min(cell.size)
            tone = vivid(context.rng) if context.chance(0.5) else ink
            draw.rectangle((cell.left, cell.top, cell.left + side, cell.top + side), outline=tone, width=2)
    if context.chance(0.7):
        left = context.pick((0.0, 0.66, 0.7))
        panel = area.share(left, context.between(0.12, 0.3), left + context.between(0.22, 0.33), 0.78)
        _layers(context, image, panel, ground, em)
    if context.chance(0.7):
        length = round(image.width * context.between(0.12, 0.3))
        x, y = context.pick((10, image.width - length - 14)), image.height - 10
        for i in range(4):
            draw.rectangle((x + i * length // 4, y - 4, x + (i + 1) * length // 4, y),
                           fill=BLACK if i % 2 else WHITE, outline=BLACK)  # fmt: skip
        text = f"{context.pick((1, 2, 5, 10, 50, 200))} {context.pick(('km', 'm', 'mi'))}"
        context.write(image, text, Box(x, y - em - 8, length, em + 2), Ink(BLACK, outline=WHITE), Look.SANS)


def _layers(context: DrawContext, image: Image.Image, panel: Box, ground: Colour, em: int) -> None:
    draw, ink = ImageDraw.Draw(image), readable_on(ground)
    draw.rectangle(panel.corners, fill=ground, outline=mix(ground, ink, 0.3))
    for line in panel.inset(5).rows(max(2, panel.height // round(em * context.between(1.5, 2.2)))):
        side = max(4, line.height // 2)
        box = (line.left, line.top + side // 2, line.left + side, line.top + side // 2 + side)
        draw.rectangle(box, fill=vivid(context.rng) if context.chance(0.7) else None, outline=ink)
        room = Box(line.left + side + 5, line.top, max(10, line.width - side - 5), line.height)
        context.write(image, context.word(), room, ink, Look.SANS, align=Align.START, largest=em)
