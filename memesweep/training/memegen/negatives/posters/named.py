"""Photographs of plants, goods and dishes with their name on them, as of a catalogue or a nursery."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from memesweep.training.memegen.artwork.handmade import average
from memesweep.training.memegen.artwork.marks import invented_name, rounded, small_watermark
from memesweep.training.memegen.artwork.palette import deep, readable_on, vivid
from memesweep.training.memegen.geometry import Box, whole
from memesweep.training.memegen.negatives.values import amount, code
from memesweep.training.memegen.typography.fonts import Look
from memesweep.training.memegen.typography.lettering import BLACK, WHITE, Align, Ink

if TYPE_CHECKING:
    from memesweep.training.memegen.drawcontext import DrawContext

_LOOKS = (Look.SANS, Look.SANS, Look.SERIF, Look.BOLD, Look.FANCY, Look.HAND)


def named_thing(context: DrawContext) -> Image.Image:
    """One photograph and the name of what it shows: in a corner, on a strip, below it."""
    image = context.whole_photo()
    if context.chance(0.15):  # cut out on white
        page = Image.new("RGB", image.size, WHITE)
        inner = whole(image.size).inset(image.width // 10, image.height // 10)
        page.paste(
            context.cover(image, inner.size), inner.corners[:2], rounded(inner.size, min(inner.size) // 3)
        )
        image = page
    way = context.pick(("corner", "corner", "corner", "strip", "below", "label"))
    if way == "below":
        image = _below(context, image)
    elif way == "strip":
        _strip(context, image)
    elif way == "label":
        _label(context, image)
    else:
        _corner(context, image)
    if context.chance(0.25):
        small_watermark(context, image)
    return image


def name(context: DrawContext) -> str:
    """A variety, a model or a dish; with its kind, number or price now and then."""
    variety = invented_name(context, context.count(2, 4)).capitalize()
    latin = f"{invented_name(context, 3).capitalize()} {invented_name(context, 4)}"
    price = amount(context, context.pick(("$", "Rs ", "€")))
    return context.pick((
        variety, f"{context.word()} '{variety}'", f"{latin} '{variety}'", f"{context.word()} {variety}",
        context.word(), f"{variety} {code(context, 4)}", f"No. {context.count(1, 400)} {variety}",
        f"{context.word()}  {price}",
    ))  # fmt: skip


def _corner(context: DrawContext, image: Image.Image) -> None:
    top = context.pick((0.02, 0.82, 0.88, 0.9))
    line = whole(image.size).share(0.03, top, 0.97, min(0.99, top + context.between(0.07, 0.13)))
    ground = average(image, line)
    fill = context.pick((readable_on(ground), readable_on(ground), WHITE, (255, 235, 60), vivid(context.rng)))
    ink = Ink(fill, shadow=BLACK if context.chance(0.4) else None, soft_shadow=context.chance(0.5),
              outline=readable_on(fill) if context.chance(0.2) else None, outline_share=0.05)  # fmt: skip
    context.write(image, name(context), line, ink, *_LOOKS, align=context.pick(tuple(Align)),
                 largest=round(image.width * context.between(0.05, 0.1)))  # fmt: skip


def _strip(context: DrawContext, image: Image.Image) -> None:
    height = context.between(0.08, 0.14)
    top = context.pick((0.0, 1 - height, 1 - height, context.between(0.7, 0.85)))
    strip = whole(image.size).share(0, top, 1, top + height)
    ground = context.pick((WHITE, BLACK, deep(context.rng), vivid(context.rng)))
    veil = Image.new("L", strip.size, context.pick((255, 255, 190, 140)))
    image.paste(ground, strip.corners[:2], veil)
    words, align = strip.inset(8, 3), context.pick(tuple(Align))
    context.write(
        image, name(context), words, readable_on(ground), *_LOOKS, align=align, largest=image.width // 12
    )


def _label(context: DrawContext, image: Image.Image) -> None:
    wide, high = (
        round(image.width * context.between(0.35, 0.6)),
        round(image.height * context.between(0.12, 0.2)),
    )
    left = context.count(4, max(5, image.width - wide - 4))
    box = Box(left, context.pick((6, image.height - high - 6)), wide, high)
    ground = context.pick((WHITE, WHITE, (255, 240, 120), deep(context.rng)))
    image.paste(ground, box.corners[:2], rounded(box.size, context.pick((0, 4, 10))))
    first, second = box.inset(6, 3).rows(2)
    context.write(image, name(context), first, readable_on(ground), *_LOOKS)
    second_line = context.pick((amount(context, "$"), code(context, 6), context.word()))
    context.write(image, second_line, second, readable_on(ground), Look.SANS, Look.BOLD)


def _below(context: DrawContext, image: Image.Image) -> Image.Image:
    """The photograph with a white foot that holds the name, and small print."""
    foot = max(16, round(image.height * context.between(0.1, 0.2)))
    page = Image.new(
        "RGB", (image.width, image.height + foot), context.pick((WHITE, WHITE, BLACK, deep(context.rng)))
    )
    page.paste(image, (0, 0))
    box = Box(0, image.height, image.width, foot).inset(8, 3)
    ground = average(page, box)
    align = context.pick((Align.START, Align.MIDDLE))
    if context.chance(0.4):
        first, second = box.rows(2)
        small = f"{context.word()}  {code(context, 5)}  {amount(context, '$')}"
        context.write(
            page, small, second, readable_on(ground), Look.SANS, align=align, largest=image.width // 24
        )
        box = first
    context.write(
        page, name(context), box, readable_on(ground), *_LOOKS, align=align, largest=image.width // 14
    )
    ImageDraw.Draw(page).line((0, image.height, page.width, image.height), fill=readable_on(ground), width=1)
    return page
