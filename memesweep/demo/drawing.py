"""Memes and keepsakes of the demo, drawn with the one font that Pillow carries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PIL import Image, ImageDraw, ImageFilter, ImageFont

if TYPE_CHECKING:
    from collections.abc import Sequence

    Font = ImageFont.FreeTypeFont | ImageFont.ImageFont

_LINE: Final = 1.25
"""Line height in heights of the font."""


def macro(photo: Image.Image, top: str, bottom: str) -> Image.Image:
    """Write white capitals with a black outline over the top and the bottom of a picture."""
    picture = photo.copy()
    size = picture.width // 13
    for text, anchor in ((top, "top"), (bottom, "bottom")):
        lines = _wrapped(text.upper(), size, round(picture.width * 0.92))
        height = len(lines) * size * _LINE
        y = size * 0.3 if anchor == "top" else picture.height - height - size * 0.3
        _centred(picture, lines, y, size, fill="white", outline=max(2, size // 12))
    return picture


def barred(photo: Image.Image, text: str) -> Image.Image:
    """Put a white bar with a joke above a picture."""
    size = photo.width // 18
    lines = _wrapped(text, size, round(photo.width * 0.92))
    bar = round(len(lines) * size * _LINE + size)
    picture = Image.new("RGB", (photo.width, photo.height + bar), "white")
    picture.paste(photo, (0, bar))
    _centred(picture, lines, size * 0.4, size, fill="black")
    return picture


def subtitled(photo: Image.Image, text: str) -> Image.Image:
    """Write yellow words at the foot of a picture, like those of a film."""
    picture = photo.copy()
    size = picture.width // 18
    lines = _wrapped(text, size, round(picture.width * 0.9))
    y = picture.height - (len(lines) * _LINE + 0.6) * size
    _centred(picture, lines, y, size, fill=(255, 224, 64), outline=max(2, size // 12))
    return picture


def greeting(photo: Image.Image, words: Sequence[str], colour: tuple[int, int, int]) -> Image.Image:
    """Lay the words of a greeting card over a blurred picture with a bright frame."""
    picture = photo.resize((1080, 1080)).filter(ImageFilter.GaussianBlur(14))
    pen = ImageDraw.Draw(picture)
    pen.rectangle((30, 30, 1050, 1050), outline=colour, width=14)
    y = 150.0
    for number, text in enumerate(words):
        size = 110 if number == 0 else 62
        lines = _wrapped(text, size, 900)
        _centred(picture, lines, y, size, fill="white" if number else colour, outline=6)
        y += (len(lines) * _LINE + 0.8) * size
    return picture


def chat(messages: Sequence[tuple[bool, str]]) -> Image.Image:
    """Draw a conversation as a telephone shows it; `messages` tell whether one is ours, and what it says."""
    picture = Image.new("RGB", (720, 1280), (236, 229, 221))
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, 720, 110), fill=(7, 94, 84))
    pen.text((130, 34), "Anna", "white", _font(38))
    pen.ellipse((36, 20, 106, 90), fill=(190, 200, 200))
    y = 150.0
    for ours, text in messages:
        lines = _wrapped(text, 30, 440)
        width = max(_font(30).getlength(line) for line in lines) + 48
        height = len(lines) * 30 * _LINE + 30
        left = 700 - width if ours else 20
        fill = (220, 248, 198) if ours else (255, 255, 255)
        pen.rounded_rectangle((left, y, left + width, y + height), 18, fill=fill)
        for number, line in enumerate(lines):
            pen.text((left + 24, y + 12 + number * 30 * _LINE), line, (30, 30, 30), _font(30))
        y += height + 22
    return picture


def receipt(shop: str, rows: Sequence[tuple[str, float]]) -> Image.Image:
    """Draw a till receipt that lies on a table."""
    picture = Image.new("RGB", (960, 1280), (112, 86, 64))
    pen = ImageDraw.Draw(picture)
    pen.rectangle((190, 60, 770, 1220), fill=(246, 244, 238))
    pen.text((480, 110), shop, (40, 40, 40), _font(44), "ma")
    y = 220
    total = sum(price for _, price in rows)
    for name, price in (*rows, ("TOTAL", total)):
        pen.text((230, y), name, (55, 55, 55), _font(32))
        pen.text((730, y), f"{price:.2f}", (55, 55, 55), _font(32), "ra")
        y += 58
    for number in range(60):
        left = 240 + number * 8
        pen.rectangle((left, 1080, left + (5 if number * number % 7 < 3 else 2), 1170), fill=(30, 30, 30))  # noqa: PLR2004 - bars of two widths
    return picture.rotate(3, Image.Resampling.BICUBIC, fillcolor=(112, 86, 64))


def _font(size: float) -> Font:
    return ImageFont.load_default(size)


def _wrapped(text: str, size: int, width: int) -> list[str]:
    """Break a text into lines of at most `width` pixels."""
    font, lines = _font(size), [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return [line for line in lines if line]


def _centred(
    picture: Image.Image,
    lines: Sequence[str],
    y: float,
    size: int,
    *,
    fill: str | tuple[int, int, int],
    outline: int = 0,
) -> None:
    pen = ImageDraw.Draw(picture)
    for number, line in enumerate(lines):
        place = (picture.width / 2, y + number * size * _LINE)
        pen.text(place, line, fill, _font(size), "ma", stroke_width=outline, stroke_fill="black")
