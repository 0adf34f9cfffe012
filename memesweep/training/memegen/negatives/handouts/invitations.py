"""Invitations to a house, a party, a naming, a jubilee: who, what, when and where in an ornate frame."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PIL import Image, ImageDraw, ImageFilter

from memesweep.training.memegen.artwork.backdrop import any_card
from memesweep.training.memegen.artwork.decoration import bunting, corners, frame
from memesweep.training.memegen.artwork.handmade import average
from memesweep.training.memegen.artwork.marks import rounded
from memesweep.training.memegen.artwork.ornaments import balloon, diya, flower, heart, leaf, mandala, star
from memesweep.training.memegen.artwork.palette import deep, paper, pastel, readable_on, vivid
from memesweep.training.memegen.geometry import whole
from memesweep.training.memegen.negatives.papers.paper import photographed
from memesweep.training.memegen.negatives.posters.portrait import GOLD, portrait
from memesweep.training.memegen.negatives.values import address, clock, date, digits, person
from memesweep.training.memegen.typography.fonts import Look
from memesweep.training.memegen.typography.lettering import WHITE

if TYPE_CHECKING:
    from memesweep.training.memegen.drawcontext import DrawContext

_OCCASIONS: Final = (
    "Housewarming", "Naming Ceremony", "Baby Shower", "Engagement", "First Birthday", "Graduation",
    "Silver Jubilee", "Farewell", "Family Reunion", "Baptism", "Dinner", "Save the Date", "Reception",
)  # fmt: skip
_SPRITES: Final = (flower, flower, leaf, mandala, balloon, star, heart, diya)


def invitation(context: DrawContext) -> Image.Image:
    """A card that asks people to come, with or without a photograph of those who ask."""
    size = context.size(context.pick((0.62, 0.7, 0.7, 0.71, 1.0, 1.35)))
    image = _ground(context, size)
    for _ in range(context.count(0, 2)):
        corners(context, image, context.pick(_SPRITES))
    if context.chance(0.15):
        bunting(context, image)
    if context.chance(0.6):
        frame(context, image, context.pick((GOLD, WHITE, deep(context.rng), vivid(context.rng))))
    area = whole(size).share(0.14, 0.1, 0.86, 0.9)
    if context.chance(0.35):  # a plain panel for the words
        panel = context.pick((WHITE, paper(context.rng), pastel(context.rng)))
        mask = rounded(area.size, context.count(0, 20)).point(lambda level: level * 9 // 10)
        image.paste(panel, area.corners[:2], mask)
        area = area.inset(area.width // 14, area.height // 20)
    top = 0.0
    if context.chance(0.35):
        portrait(context, image, area.share(0.1, 0, 0.9, 0.36))
        top = 0.39
    rows = area.share(0, top, 1, 1)
    ink = readable_on(average(image, rows))
    title = context.pick((context.pick(_OCCASIONS), context.pick(_OCCASIONS), context.word()))
    fill = context.pick((ink, ink, GOLD, vivid(context.rng)))
    request, head = rows.share(0, 0, 1, 0.14), rows.share(0, 0.16, 1, 0.4)
    words = context.sentence(context.count(4, 9))
    context.write(image, words, request, ink, Look.SERIF, Look.SANS, largest=size[0] // 24)
    context.write(
        image, title, head, fill, Look.FANCY, Look.FANCY, Look.SERIF, Look.HAND, largest=size[0] // 8
    )
    names = context.pick((person(context), f"{person(context)} & {person(context)}"))
    context.write(image, names, rows.share(0.05, 0.43, 0.95, 0.6), fill, Look.FANCY, Look.SERIF, Look.BOLD,
                 largest=size[0] // 11)  # fmt: skip
    facts = f"{date(context)}   {clock(context)}\n{address(context)}"
    if context.chance(0.5):
        facts += f"\nRSVP {digits(context, 10)}"
    context.write(image, facts, rows.share(0, 0.66, 1, 1), ink, Look.SERIF, Look.SANS, largest=size[0] // 20)
    return photographed(context, image, 0.3)


def _ground(context: DrawContext, size: tuple[int, int]) -> Image.Image:
    way = context.pick(("plain", "plain", "card", "photograph", "wash"))
    if way == "card":
        return any_card(size, context.rng)
    if way == "photograph":
        veil = Image.new("RGB", size, context.pick((WHITE, deep(context.rng))))
        return Image.blend(context.photo(size), veil, context.between(0.4, 0.75))
    image = Image.new(
        "RGB", size, context.pick((paper(context.rng), pastel(context.rng), deep(context.rng), WHITE))
    )
    if way == "wash":  # blots of water colour
        draw = ImageDraw.Draw(image)
        for _ in range(context.count(2, 6)):
            x, y, r = (
                context.between(0, size[0]),
                context.between(0, size[1]),
                context.between(0.1, 0.35) * size[0],
            )
            draw.ellipse((x - r, y - r, x + r, y + r), fill=pastel(context.rng))
        image = image.filter(ImageFilter.GaussianBlur(size[0] // 14))
    return image
