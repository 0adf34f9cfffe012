"""Map programs: layers, legend, scale bar, and the words that unlicensed copies print across the map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PIL import Image, ImageDraw

from memesweep.training.memegen.artwork.marks import invented_name
from memesweep.training.memegen.artwork.palette import grey, mix, readable_on, vivid
from memesweep.training.memegen.geometry import Box, whole
from memesweep.training.memegen.keepers.drawn.maps import streets
from memesweep.training.memegen.keepers.drawn.terrain import aerial, districts
from memesweep.training.memegen.keepers.values import firm
from memesweep.training.memegen.typography.fonts import Look
from memesweep.training.memegen.typography.lettering import BLACK, WHITE, Align, Ink

if TYPE_CHECKING:
    from memesweep.training.memegen.studio import Studio
    from memesweep.training.memegen.typography.lettering import Colour

_STAMPS: Final = (
    "DEMO", "TRIAL", "EVALUATION", "For development purposes only", "UNLICENSED", "SAMPLE", "PREVIEW",
    "Licensed for developer use only", "DRAFT", "NOT FOR SALE", "TEST VERSION",
)  # fmt: skip


def map_watermark(studio: Studio) -> Image.Image:
    """Streets, fields from above or coloured districts under large see-through words."""
    size = studio.size(studio.pick((0.56, 0.75, 1.0, 1.33, 1.6, 1.78)))
    image = studio.pick((_streets, aerial, districts))(studio, size)
    for _ in range(studio.pick((0, 1, 2, 3))):
        _feature(studio, image)
    if studio.chance(0.85):
        _stamp_words(studio, image)
    if studio.chance(0.85):
        _furniture(studio, image)
    return image


def _streets(studio: Studio, size: tuple[int, int]) -> Image.Image:
    return streets(studio, size, pin=studio.chance(0.3))


def _feature(studio: Studio, image: Image.Image) -> None:
    """A surveyed area, a track or points."""
    draw, colour = ImageDraw.Draw(image), vivid(studio.rng)
    width, height = image.size
    spots = [
        (studio.between(0.1, 0.9) * width, studio.between(0.1, 0.9) * height)
        for _ in range(studio.count(3, 7))
    ]
    kind = studio.count(0, 2)
    if kind == 0:
        layer = Image.new("L", image.size)
        ImageDraw.Draw(layer).polygon(spots, fill=studio.count(50, 160))
        image.paste(colour, (0, 0), layer)
        draw.line([*spots, spots[0]], fill=mix(colour, BLACK, 0.3), width=2)
    elif kind == 1:
        draw.line(spots, fill=colour, width=studio.count(2, 5), joint="curve")
    else:
        for x, y in spots:
            draw.ellipse((x - 4, y - 4, x + 4, y + 4), fill=colour, outline=WHITE)


def _stamp_words(studio: Studio, image: Image.Image) -> None:
    """The words of a demonstration licence: one large line, or a line again and again."""
    words = studio.pick((*_STAMPS, studio.word(), invented_name(studio, 2).upper(), f"© {firm(studio)}"))
    repeats, reach = studio.pick((1, 1, 2, 3, 4, 6)), round(max(image.size) * 1.15)
    sheet = Image.new("RGB", (reach, reach))
    face = studio.face(words, Look.SANS, Look.BOLD, Look.SERIF, Look.IMPACT)
    share = studio.between(0.5, 0.95) if repeats == 1 else studio.between(0.5, 0.85)
    for i, line in enumerate(whole(sheet.size).share(0.1, 0.12, 0.9, 0.88).rows(repeats)):
        shift = studio.between(-0.1, 0.1) if repeats > 1 and i % 2 else 0.0
        studio.write(sheet, words, line.share(0.5 - share / 2 + shift, 0.1, 0.5 + share / 2 + shift, 0.9),
                     WHITE, face=face, largest=reach // studio.pick((4, 6, 9)))  # fmt: skip
    sheet = sheet.rotate(studio.pick((0, 30, 35, 45, 45, -30, -45)), Image.Resampling.BILINEAR)
    left, top = (reach - image.width) // 2, (reach - image.height) // 2
    mask = sheet.convert("L").crop((left, top, left + image.width, top + image.height))
    strength = studio.between(0.2, 0.7)
    colour = studio.pick((WHITE, WHITE, (120, 120, 120), BLACK, (210, 20, 20), vivid(studio.rng)))
    image.paste(colour, (0, 0), mask.point(lambda level: round(level * strength)))


def _furniture(studio: Studio, image: Image.Image) -> None:
    """Bars, panels, legend, scale and north arrow of the program."""
    area, draw = whole(image.size), ImageDraw.Draw(image)
    ground = studio.pick((WHITE, grey(studio.rng, 225, 245), grey(studio.rng, 30, 60), vivid(studio.rng)))
    ink, em = readable_on(ground), max(8, image.width // 36)
    if studio.chance(0.75):
        bar = Box(0, 0, area.width, round(em * studio.between(1.6, 2.6)))
        draw.rectangle(bar.corners, fill=ground)
        studio.write(image, studio.pick((firm(studio), studio.word())), bar.share(0.02, 0.1, 0.4, 0.9), ink,
                     Look.BOLD, Look.SANS, align=Align.START, largest=em + 2)  # fmt: skip
        for cell in bar.share(0.45, 0.2, 0.98, 0.8).columns(studio.count(4, 10), 4):
            side = min(cell.size)
            tone = vivid(studio.rng) if studio.chance(0.5) else ink
            draw.rectangle((cell.left, cell.top, cell.left + side, cell.top + side), outline=tone, width=2)
    if studio.chance(0.7):
        left = studio.pick((0.0, 0.66, 0.7))
        panel = area.share(left, studio.between(0.12, 0.3), left + studio.between(0.22, 0.33), 0.78)
        _layers(studio, image, panel, ground, em)
    if studio.chance(0.7):
        length = round(image.width * studio.between(0.12, 0.3))
        x, y = studio.pick((10, image.width - length - 14)), image.height - 10
        for i in range(4):
            draw.rectangle((x + i * length // 4, y - 4, x + (i + 1) * length // 4, y),
                           fill=BLACK if i % 2 else WHITE, outline=BLACK)  # fmt: skip
        text = f"{studio.pick((1, 2, 5, 10, 50, 200))} {studio.pick(('km', 'm', 'mi'))}"
        studio.write(image, text, Box(x, y - em - 8, length, em + 2), Ink(BLACK, outline=WHITE), Look.SANS)


def _layers(studio: Studio, image: Image.Image, panel: Box, ground: Colour, em: int) -> None:
    draw, ink = ImageDraw.Draw(image), readable_on(ground)
    draw.rectangle(panel.corners, fill=ground, outline=mix(ground, ink, 0.3))
    for line in panel.inset(5).rows(max(2, panel.height // round(em * studio.between(1.5, 2.2)))):
        side = max(4, line.height // 2)
        box = (line.left, line.top + side // 2, line.left + side, line.top + side // 2 + side)
        draw.rectangle(box, fill=vivid(studio.rng) if studio.chance(0.7) else None, outline=ink)
        room = Box(line.left + side + 5, line.top, max(10, line.width - side - 5), line.height)
        studio.write(image, studio.word(), room, ink, Look.SANS, align=Align.START, largest=em)
