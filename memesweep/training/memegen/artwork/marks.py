"""Small marks that pictures of both classes carry: watermarks, rounded corners, time stamps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PIL import Image, ImageDraw

from memesweep.training.memegen.geometry import whole
from memesweep.training.memegen.typography.fonts import Look
from memesweep.training.memegen.typography.lettering import WHITE, Align, Ink

if TYPE_CHECKING:
    from memesweep.training.memegen.drawcontext import DrawContext

_SYLLABLES: Final = (
    "ba", "ko", "mi", "ra", "lo", "ne", "ti", "su", "va", "do",
    "pe", "lu", "ga", "zi", "mo", "fa", "ri", "ke", "no", "sha",
)  # fmt: skip


def invented_name(context: DrawContext, parts: int = 0) -> str:
    """A name that belongs to nobody: syllables in a row."""
    return "".join(context.pick(_SYLLABLES) for _ in range(parts or context.count(2, 4)))


def rounded(size: tuple[int, int], radius: int) -> Image.Image:
    """Mask (L) of a rectangle with round corners, its edge softened."""
    mask = Image.new("L", (size[0] * 2, size[1] * 2))
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, size[0] * 2 - 1, size[1] * 2 - 1), radius * 2, fill=255)
    return mask.resize(size, Image.Resampling.BOX)


def disc(side: int) -> Image.Image:
    """Mask (L) of a circle."""
    return rounded((side, side), side // 2)


def small_watermark(context: DrawContext, image: Image.Image) -> None:
    """Name of a page or a photographer in small letters near an edge, in place."""
    name = invented_name(context)
    text = context.pick(
        (f"@{name}", f"{name}.com", name.capitalize(), f"© {name.capitalize()}", f"{name.upper()} PHOTO")
    )
    side = context.pick((Align.START, Align.MIDDLE, Align.END))
    rows = context.pick(
        (whole(image.size).share(0.02, 0.94, 0.98, 0.99), whole(image.size).share(0.02, 0.01, 0.98, 0.06))
    )
    colour = WHITE if context.chance(0.7) else (90, 90, 90)
    ink = Ink(colour, shadow=(40, 40, 40) if context.chance(0.5) else None)
    size = max(8, round(image.width * context.between(0.025, 0.05)))
    context.write(
        image, text, rows, ink, Look.SANS, Look.BOLD, Look.FANCY, Look.SERIF, align=side, largest=size
    )
