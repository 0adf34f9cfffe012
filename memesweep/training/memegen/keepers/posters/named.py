"""Photographs of plants, goods and dishes with their name on them, as of a catalogue or a nursery."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from memesweep.training.memegen.artwork.handmade import average
from memesweep.training.memegen.artwork.marks import invented_name, rounded, small_watermark
from memesweep.training.memegen.artwork.palette import deep, readable_on, vivid
from memesweep.training.memegen.geometry import Box, whole
from memesweep.training.memegen.keepers.values import amount, code
from memesweep.training.memegen.typography.fonts import Look
from memesweep.training.memegen.typography.lettering import BLACK, WHITE, Align, Ink

if TYPE_CHECKING:
    from memesweep.training.memegen.studio import Studio

_LOOKS = (Look.SANS, Look.SANS, Look.SERIF, Look.BOLD, Look.FANCY, Look.HAND)


def named_thing(studio: Studio) -> Image.Image:
    """One photograph and the name of what it shows: in a corner, on a strip, below it."""
    image = studio.whole_photo()
    if studio.chance(0.15):  # cut out on white
        page = Image.new("RGB", image.size, WHITE)
        inner = whole(image.size).inset(image.width // 10, image.height // 10)
        page.paste(
            studio.cover(image, inner.size), inner.corners[:2], rounded(inner.size, min(inner.size) // 3)
        )
        image = page
    way = studio.pick(("corner", "corner", "corner", "strip", "below", "label"))
    if way == "below":
        image = _below(studio, image)
    elif way == "strip":
        _strip(studio, image)
    elif way == "label":
        _label(studio, image)
    else:
        _corner(studio, image)
    if studio.chance(0.25):
        small_watermark(studio, image)
    return image


def name(studio: Studio) -> str:
    """A variety, a model or a dish; with its kind, number or price now and then."""
    variety = invented_name(studio, studio.count(2, 4)).capitalize()
    latin = f"{invented_name(studio, 3).capitalize()} {invented_name(studio, 4)}"
    price = amount(studio, studio.pick(("$", "Rs ", "€")))
    return studio.pick((
        variety, f"{studio.word()} '{variety}'", f"{latin} '{variety}'", f"{studio.word()} {variety}",
        studio.word(),
        f"{variety} {code(studio, 4)}", f"No. {studio.count(1, 400)} {variety}", f"{studio.word()}  {price}",
    ))  # fmt: skip


def _corner(studio: Studio, image: Image.Image) -> None:
    top = studio.pick((0.02, 0.82, 0.88, 0.9))
    line = whole(image.size).share(0.03, top, 0.97, min(0.99, top + studio.between(0.07, 0.13)))
    ground = average(image, line)
    fill = studio.pick((readable_on(ground), readable_on(ground), WHITE, (255, 235, 60), vivid(studio.rng)))
    ink = Ink(fill, shadow=BLACK if studio.chance(0.4) else None, soft_shadow=studio.chance(0.5),
              outline=readable_on(fill) if studio.chance(0.2) else None, outline_share=0.05)  # fmt: skip
    studio.write(image, name(studio), line, ink, *_LOOKS, align=studio.pick(tuple(Align)),
                 largest=round(image.width * studio.between(0.05, 0.1)))  # fmt: skip


def _strip(studio: Studio, image: Image.Image) -> None:
    height = studio.between(0.08, 0.14)
    top = studio.pick((0.0, 1 - height, 1 - height, studio.between(0.7, 0.85)))
    strip = whole(image.size).share(0, top, 1, top + height)
    ground = studio.pick((WHITE, BLACK, deep(studio.rng), vivid(studio.rng)))
    veil = Image.new("L", strip.size, studio.pick((255, 255, 190, 140)))
    image.paste(ground, strip.corners[:2], veil)
    words, align = strip.inset(8, 3), studio.pick(tuple(Align))
    studio.write(
        image, name(studio), words, readable_on(ground), *_LOOKS, align=align, largest=image.width // 12
    )


def _label(studio: Studio, image: Image.Image) -> None:
    wide, high = (
        round(image.width * studio.between(0.35, 0.6)),
        round(image.height * studio.between(0.12, 0.2)),
    )
    left = studio.count(4, max(5, image.width - wide - 4))
    box = Box(left, studio.pick((6, image.height - high - 6)), wide, high)
    ground = studio.pick((WHITE, WHITE, (255, 240, 120), deep(studio.rng)))
    image.paste(ground, box.corners[:2], rounded(box.size, studio.pick((0, 4, 10))))
    first, second = box.inset(6, 3).rows(2)
    studio.write(image, name(studio), first, readable_on(ground), *_LOOKS)
    second_line = studio.pick((amount(studio, "$"), code(studio, 6), studio.word()))
    studio.write(image, second_line, second, readable_on(ground), Look.SANS, Look.BOLD)


def _below(studio: Studio, image: Image.Image) -> Image.Image:
    """The photograph with a white foot that holds the name, and small print."""
    foot = max(16, round(image.height * studio.between(0.1, 0.2)))
    page = Image.new(
        "RGB", (image.width, image.height + foot), studio.pick((WHITE, WHITE, BLACK, deep(studio.rng)))
    )
    page.paste(image, (0, 0))
    box = Box(0, image.height, image.width, foot).inset(8, 3)
    ground = average(page, box)
    align = studio.pick((Align.START, Align.MIDDLE))
    if studio.chance(0.4):
        first, second = box.rows(2)
        small = f"{studio.word()}  {code(studio, 5)}  {amount(studio, '$')}"
        studio.write(
            page, small, second, readable_on(ground), Look.SANS, align=align, largest=image.width // 24
        )
        box = first
    studio.write(
        page, name(studio), box, readable_on(ground), *_LOOKS, align=align, largest=image.width // 14
    )
    ImageDraw.Draw(page).line((0, image.height, page.width, image.height), fill=readable_on(ground), width=1)
    return page
