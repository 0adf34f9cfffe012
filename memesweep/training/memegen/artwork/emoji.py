"""Emoji, from the colour font where there is one, else simple drawn faces."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from PIL import Image, ImageDraw, ImageFont

from memesweep.training.memegen.typography.fontfiles import font_files

if TYPE_CHECKING:
    from numpy.random import Generator

FACES: Final = tuple("😂🤣😅😭😍😎🙄😴🤔😱😡🥺😏🙃😬🤦🤷🙈💀")
JOY: Final = tuple("🌹🌸🌺🌷🌻💐🙏😊💕🎉🎂🎈🎁✨🌞🌙🌟🔥🍀🦋🪔💖")
CHAT: Final = tuple("👍🙏😊😂🎉📍🏠🚗📷🌹✅🎓")
_FONT_SIZE: Final = 109
"""The one size of the bitmaps in Noto Color Emoji."""


@lru_cache(maxsize=1)
def _font() -> ImageFont.FreeTypeFont | None:
    for path in font_files():
        if path.name.lower() == "notocoloremoji.ttf":
            try:
                return ImageFont.truetype(path, _FONT_SIZE)
            except OSError:  # a build of the font without bitmaps
                return None
    return None


@lru_cache(maxsize=256)
def emoji(character: str, size: int) -> Image.Image:
    """Draw an emoji as an RGBA picture of `size` by `size` pixels."""
    font = _font()
    if font is None:
        return _plain_face(character, size)
    image = Image.new("RGBA", (136, 136))
    ImageDraw.Draw(image).text((0, 4), character, font=font, embedded_color=True)
    return image.resize((size, size), Image.Resampling.BOX, reducing_gap=None)


def _plain_face(character: str, size: int) -> Image.Image:
    """A yellow face with a mouth that depends on the character."""
    unit = 4 * size
    image = Image.new("RGBA", (unit, unit))
    draw = ImageDraw.Draw(image)
    draw.ellipse(
        (2, 2, unit - 3, unit - 3), fill=(255, 204, 50, 255), outline=(200, 140, 20, 255), width=unit // 30
    )
    for x in (0.33, 0.67):
        draw.ellipse(((x - 0.06) * unit, 0.3 * unit, (x + 0.06) * unit, 0.46 * unit), fill=(70, 40, 10, 255))
    turn = 180 * (ord(character) % 2)
    draw.arc(
        (0.28 * unit, 0.4 * unit, 0.72 * unit, 0.8 * unit),
        20 + turn,
        160 + turn,
        fill=(70, 40, 10, 255),
        width=unit // 16,
    )
    return image.resize((size, size), Image.Resampling.BOX)


def row(rng: Generator, characters: tuple[str, ...], size: int, count: int) -> Image.Image:
    """A row of `count` emoji, often the same one again, as an RGBA picture."""
    strip = Image.new("RGBA", (size * count, size))
    chosen = characters[int(rng.integers(len(characters)))]
    for i in range(count):
        if rng.random() < 0.4:  # noqa: PLR2004 - a share
            chosen = characters[int(rng.integers(len(characters)))]
        strip.paste(emoji(chosen, size), (i * size, 0))
    return strip


def stamp(image: Image.Image, sprite: Image.Image, corner: tuple[int, int]) -> None:
    """Paste an RGBA sprite onto an RGB picture, in place."""
    image.paste(sprite, corner, sprite)
