"""What hangs outside cinemas and clubs: film posters and bills of gigs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageEnhance, ImageOps

from memesweep.training.memegen.artwork.handmade import average
from memesweep.training.memegen.artwork.marks import invented_name
from memesweep.training.memegen.artwork.ornaments import crescent, flower, heart, leaf, mandala, star, sun
from memesweep.training.memegen.artwork.palette import deep, pastel, readable_on, vivid
from memesweep.training.memegen.geometry import Box, whole
from memesweep.training.memegen.negatives.papers.paper import photographed
from memesweep.training.memegen.negatives.values import address, amount, clock, date, person
from memesweep.training.memegen.typography.fonts import Look
from memesweep.training.memegen.typography.lettering import BLACK, WHITE, Ink

if TYPE_CHECKING:
    from memesweep.training.memegen.drawcontext import DrawContext
    from memesweep.training.memegen.typography.lettering import Colour

_TITLE = (Look.IMPACT, Look.BOLD, Look.SERIF, Look.FANCY, Look.SANS, Look.HAND)
_SIGNS = (crescent, flower, heart, leaf, mandala, star, sun)


def film_poster(context: DrawContext) -> Image.Image:
    """One or several faces that fade into the dark or the light, a title, names, small print at the foot."""
    size = context.size(context.pick((0.67, 0.67, 0.67, 0.71, 0.75)))
    ground = context.pick((BLACK, BLACK, deep(context.rng), WHITE, vivid(context.rng), pastel(context.rng)))
    image = Image.new("RGB", size, ground)
    _faces(context, image)
    if context.chance(0.5):
        tint = Image.new("RGB", size, context.pick((ground, vivid(context.rng))))
        image = Image.blend(image, tint, context.between(0.1, 0.4))
    if context.chance(0.3):
        image = ImageEnhance.Contrast(image).enhance(context.between(1.2, 1.8))
    low = context.chance(0.75)
    title = whole(size).share(0.06, 0.64, 0.94, 0.84) if low else whole(size).share(0.06, 0.05, 0.94, 0.22)
    words = context.pick(
        (context.word(), f"{context.word()} {context.count(2, 5)}", invented_name(context), person(context))
    )
    words = words.upper() if context.chance(0.6) else words
    context.write(image, words, title, _title_ink(context, average(image, title)), *_TITLE,
                 largest=size[0] // context.count(5, 9), leading=0.92)  # fmt: skip
    edge = whole(size).share(0.05, 0.02, 0.95, 0.06) if low else whole(size).share(0.05, 0.8, 0.95, 0.85)
    if context.chance(0.7):
        names = "    ".join(person(context) for _ in range(context.count(1, 3)))
        context.write(image, names.upper(), edge, readable_on(average(image, edge)), Look.SANS, Look.SERIF,
                     largest=size[0] // 18)  # fmt: skip
    if context.chance(0.75):
        _credits(context, image)
    return photographed(context, image, 0.12)


def _faces(context: DrawContext, image: Image.Image) -> None:
    """One photograph over the whole poster, or several above each other, their edges dissolving."""
    width, height = image.size
    if context.chance(0.55):
        image.paste(context.photo(image.size), (0, 0), _fading(context, image.size))
        return
    for i in range(context.count(2, 4)):
        side = round(width * context.between(0.4, 0.75))
        place = (context.count(-side // 6, width - side * 5 // 6), round(height * 0.16 * i))
        mask = (
            Image.radial_gradient("L")
            .resize((side, side))
            .point(lambda level: min(255, max(0, 540 - level * 3)))
        )
        image.paste(context.photo((side, side)), place, mask)


def _fading(context: DrawContext, size: tuple[int, int]) -> Image.Image:
    """White above, running into black towards the foot or the head."""
    start = context.between(0.35, 0.8)
    ramp = Image.linear_gradient("L").resize(size)
    mask = ramp.point(lambda level: round(255 * min(1.0, max(0.0, (1 - level / 255) / (1 - start)))))
    return mask if context.chance(0.85) else mask.transpose(Image.Transpose.FLIP_TOP_BOTTOM)


def _title_ink(context: DrawContext, ground: Colour) -> Ink:
    fill = context.pick(
        (readable_on(ground), readable_on(ground), (215, 25, 30), (240, 200, 60), vivid(context.rng))
    )
    return Ink(
        fill,
        fill_end=context.pick((WHITE, vivid(context.rng))) if context.chance(0.2) else None,
        outline=readable_on(fill) if context.chance(0.25) else None,
        outline_share=0.04,
        shadow=BLACK if context.chance(0.4) else None,
        soft_shadow=True,
    )


def _credits(context: DrawContext, image: Image.Image) -> None:
    """The block of narrow small print, and the day of the first showing."""
    block = whole(image.size).share(0.08, 0.88, 0.92, 0.95)
    names = "  ".join(
        f"{invented_name(context)} {invented_name(context)}" for _ in range(context.count(5, 9))
    )
    faint = readable_on(average(image, block))
    context.write(
        image, names.upper(), block, faint, Look.IMPACT, Look.SANS, largest=max(7, image.width // 42)
    )
    if context.chance(0.5):
        day = whole(image.size).share(0.2, 0.95, 0.8, 0.985)
        context.write(image, date(context).upper(), day, faint, Look.BOLD, Look.SANS)


def gig_bill(context: DrawContext) -> Image.Image:
    """A concert's bill in two or three inks: a picture reduced to flat colours, bands, day, place, price."""
    size = context.size(context.pick((0.65, 0.71, 0.75, 0.8, 1.0)))
    dark, light = context.pick(
        ((BLACK, WHITE), (deep(context.rng), pastel(context.rng)), (deep(context.rng), vivid(context.rng)))
    )
    if context.chance(0.5):
        dark, light = light, dark
    image = Image.new("RGB", size, light)
    if context.chance(0.6):
        levels = ImageOps.posterize(context.photo(size).convert("L"), context.count(1, 3))
        image = ImageOps.colorize(ImageOps.autocontrast(levels), black=dark, white=light)
    else:
        _sign(context, image, dark)
    ink = context.pick((readable_on(light), vivid(context.rng), dark))
    area = whole(size).inset(size[0] // 18, size[1] // 24)
    head = area.share(0, 0, 1, 0.26) if context.chance(0.6) else area.share(0, 0.36, 1, 0.62)
    band = context.pick(
        (invented_name(context), f"{invented_name(context)} {invented_name(context)}", context.word())
    )
    _on(context, image, band.upper(), head, ink)
    others = "\n".join(
        invented_name(context, context.count(2, 4)).title() for _ in range(context.count(1, 4))
    )
    _on(context, image, others, area.share(0.08, 0.66, 0.92, 0.83), ink)
    price = context.pick((amount(context, "$"), "FREE", ""))
    facts = f"{date(context)}  {clock(context)}  {price}\n{address(context)}"
    _on(context, image, facts, area.share(0, 0.86, 1, 1), ink)
    return photographed(context, image, 0.3)


def _sign(context: DrawContext, image: Image.Image, dark: Colour) -> None:
    side = round(min(image.size) * context.between(0.5, 0.9))
    sprite = context.pick(_SIGNS)(side, dark, context.rng)
    place = ((image.width - side) // 2, (image.height - side) // 2)
    image.paste(dark, place, sprite.getchannel("A"))


def _on(context: DrawContext, image: Image.Image, text: str, box: Box, ink: Colour) -> None:
    """Words in one of the bill's inks, on a strip where the picture would swallow them."""
    ground = average(image, box)
    if context.chance(0.35):
        ground = readable_on(ink)
        ImageDraw.Draw(image).rectangle(box.corners, fill=ground)
    fill = ink if context.chance(0.4) else readable_on(ground)
    context.write(image, text, box.inset(4, 2), fill, *_TITLE, leading=0.95)
