"""Screens shown inside drawn telephones, as tutorials, shops and bug reports show them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PIL import Image, ImageDraw

from memesweep.training.memegen.artwork.backdrop import linear
from memesweep.training.memegen.artwork.marks import rounded
from memesweep.training.memegen.artwork.palette import grey, pastel
from memesweep.training.memegen.geometry import Box, whole
from memesweep.training.memegen.negatives.screens import apps, chat, dialogs, money
from memesweep.training.memegen.typography.lettering import WHITE

if TYPE_CHECKING:
    from collections.abc import Callable

    from memesweep.training.memegen.drawcontext import DrawContext

_SCREENS: Final[tuple[Callable[[DrawContext], Image.Image], ...]] = (
    apps.settings,
    apps.player,
    apps.gallery,
    money.shop,
    chat.calls,
    dialogs.form,
    dialogs.welcome,
)


def devices(context: DrawContext) -> Image.Image:
    """One to three telephones side by side on a plain ground."""
    phones = context.pick((1, 1, 2, 2, 3))
    width, height = context.size(context.pick((0.5, 0.56)) if phones == 1 else 0.56 * phones)
    image = Image.new("RGB", (width, height), context.pick((WHITE, WHITE, pastel(context.rng))))
    if context.chance(0.15):
        image = linear((width, height), pastel(context.rng), pastel(context.rng))
    for cell in whole(image.size).columns(phones):
        margin = round(cell.width * context.between(0.01, 0.08))
        _telephone(context, image, cell.inset(margin))
    return image


def _telephone(context: DrawContext, image: Image.Image, case: Box) -> None:
    """Case, screen, ear piece and button, in place."""
    colour = context.pick((grey(context.rng, 8, 45), grey(context.rng, 8, 45), grey(context.rng, 220, 250)))
    image.paste(colour, case.corners[:2], rounded(case.size, round(case.width * context.between(0.07, 0.14))))
    edge = max(2, round(case.width * context.between(0.025, 0.06)))
    thick = round(case.height * context.pick((0.02, 0.08, 0.11)))
    screen = Box(case.left + edge, case.top + thick, case.width - 2 * edge, case.height - 2 * thick)
    shown = (
        context.photo(screen.size)
        if context.chance(0.3)
        else context.pick(_SCREENS)(context).resize(screen.size)
    )
    image.paste(shown, screen.corners[:2], rounded(screen.size, context.pick((0, 0, 8))))
    draw = ImageDraw.Draw(image)
    middle, ink = case.left + case.width // 2, grey(context.rng, 90, 150)
    if thick > edge:
        half = case.width // 10
        draw.line((middle - half, case.top + thick // 2, middle + half, case.top + thick // 2), ink, 2)
        radius = max(2, thick // 3)
        foot = case.bottom - thick // 2
        draw.ellipse((middle - radius, foot - radius, middle + radius, foot + radius), outline=ink, width=2)
