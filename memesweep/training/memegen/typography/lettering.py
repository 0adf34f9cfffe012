"""Puts set text on a picture: fill, outline, shadow, colour gradient."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from PIL import Image, ImageDraw, ImageFilter

from memesweep.training.memegen.geometry import Box
from memesweep.training.memegen.typography.fonts import load, runs
from memesweep.training.memegen.typography.typeset import Setting, line_width

Colour: TypeAlias = tuple[int, int, int]

WHITE: Colour = (255, 255, 255)
BLACK: Colour = (0, 0, 0)


class Align(Enum):
    """Where lines stand in reading direction, and a block in its box: the share of free space before it."""

    START = 0.0
    MIDDLE = 0.5
    END = 1.0


@dataclass(frozen=True, slots=True)
class Ink:
    """How letters are coloured; lengths are shares of the font size."""

    fill: Colour = BLACK
    fill_end: Colour | None = None
    """Colour of the bottom where the fill is a vertical gradient."""
    outline: Colour | None = None
    outline_share: float = 0.07
    shadow: Colour | None = None
    shadow_share: float = 0.06
    soft_shadow: bool = False


def _mask(setting: Setting, size: tuple[int, int], pad: int, align: Align, stroke: int) -> Image.Image:
    squeeze = setting.face.squeeze
    wide = max(1, round(size[0] / squeeze))
    mask = Image.new("L", (wide, size[1]))
    draw = ImageDraw.Draw(mask)
    for row, line in enumerate(setting.lines):
        if not line:
            continue
        free = size[0] - 2 * pad - line_width(setting, line)
        before = 1.0 - align.value if setting.leftward else align.value
        x = (pad + free * before) / squeeze
        y = pad + row * setting.line_height + setting.ascent
        for run, face in runs(line, setting.face):
            font = load(face, setting.size, shaped=setting.shaped)
            draw.text((x, y), run, fill=255, font=font, anchor="ls", stroke_width=stroke)
            x += font.getlength(run)
    return mask if squeeze == 1.0 else mask.resize(size, Image.Resampling.BILINEAR)


def _colours(setting: Setting, size: tuple[int, int], pad: int, top: Colour, bottom: Colour) -> Image.Image:
    """Every line runs from `top` to `bottom`, as in word art."""
    blend = Image.linear_gradient("L").resize((size[0], setting.line_height))
    stripe = Image.composite(Image.new("RGB", blend.size, bottom), Image.new("RGB", blend.size, top), blend)
    tiled = Image.new("RGB", size, top)
    for row in range(len(setting.lines)):
        tiled.paste(stripe, (0, pad + row * setting.line_height))
    return tiled


def letter(
    image: Image.Image,
    setting: Setting,
    box: Box,
    ink: Ink,
    *,
    align: Align = Align.MIDDLE,
    valign: Align = Align.MIDDLE,
) -> Box:
    """Draw a set text into a box of an RGB picture, in place.

    Returns:
        The box that the lines take up.

    """
    height = setting.height
    top = box.top + round(max(0, box.height - height) * valign.value)
    stroke = max(1, round(setting.size * ink.outline_share)) if ink.outline is not None else 0
    pad = stroke + max(2, setting.size // 4)
    size = (box.width + 2 * pad, height + 2 * pad)
    corner = (box.left - pad, top - pad)
    fill = _mask(setting, size, pad, align, 0)
    edge = _mask(setting, size, pad, align, stroke) if stroke else fill
    if ink.shadow is not None:
        offset = max(1, round(setting.size * ink.shadow_share))
        cast = edge.filter(ImageFilter.BoxBlur(offset)) if ink.soft_shadow else edge
        image.paste(ink.shadow, (corner[0] + offset, corner[1] + offset), cast)
    if ink.outline is not None:
        image.paste(ink.outline, corner, edge)
    if ink.fill_end is None:
        image.paste(ink.fill, corner, fill)
    else:
        image.paste(_colours(setting, size, pad, ink.fill, ink.fill_end), corner, fill)
    return Box(box.left, top, box.width, height)
