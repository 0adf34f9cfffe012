"""Surfaces to draw on: plain colour, gradients, paper, bokeh, and soft light."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from memesweep.training.memegen.artwork.palette import hsv, mix

if TYPE_CHECKING:
    from numpy.random import Generator

    from memesweep.training.memegen.typography.lettering import Colour

Size = tuple[int, int]


def plain(size: Size, colour: Colour) -> Image.Image:
    """One colour."""
    return Image.new("RGB", size, colour)


def linear(size: Size, start: Colour, end: Colour, angle: float = 0.0) -> Image.Image:
    """Gradient from `start` to `end`; the angle in degrees turns it from top-down."""
    ramp = Image.linear_gradient("L")
    if angle:
        ramp = ramp.rotate(angle, resample=Image.Resampling.BILINEAR).crop((40, 40, 216, 216))
    return _blend(size, start, end, ramp)


def radial(size: Size, centre: Colour, edge: Colour) -> Image.Image:
    """Gradient from the middle outwards."""
    return _blend(size, centre, edge, Image.radial_gradient("L"))


def _blend(size: Size, start: Colour, end: Colour, ramp: Image.Image) -> Image.Image:
    mask = ramp.resize(size, Image.Resampling.BILINEAR)
    return Image.composite(Image.new("RGB", size, end), Image.new("RGB", size, start), mask)


def rays(size: Size, first: Colour, second: Colour, count: int) -> Image.Image:
    """Sunburst of `count` rays around the middle."""
    image = Image.new("RGB", size, first)
    draw = ImageDraw.Draw(image)
    reach = max(size)
    box = (size[0] // 2 - reach, size[1] // 2 - reach, size[0] // 2 + reach, size[1] // 2 + reach)
    step = 360 / count
    for ray in range(0, count, 2):
        draw.pieslice(box, ray * step, (ray + 1) * step, fill=second)
    return image


def grain(image: Image.Image, rng: Generator, strength: float) -> Image.Image:
    """Add grey noise; `strength` is its standard deviation in levels of 255."""
    width, height = image.size
    noise = rng.normal(128, strength, size=(height // 2 + 1, width // 2 + 1)).clip(0, 255).astype(np.uint8)
    layer = Image.fromarray(noise).resize(image.size, Image.Resampling.BILINEAR).convert("RGB")
    return ImageChops.add(image, layer, offset=-128)


def uneven_light(image: Image.Image, rng: Generator, strength: float) -> Image.Image:
    """Darken towards one side, as on a photographed page; `strength` 0 to 1."""
    field = rng.uniform(1.0 - strength, 1.0, size=(3, 3))
    levels = (field * 255).astype(np.uint8)
    mask = Image.fromarray(levels).resize(image.size, Image.Resampling.BICUBIC)
    return Image.composite(image, Image.new("RGB", image.size, (20, 18, 16)), mask)


def creases(image: Image.Image, rng: Generator) -> Image.Image:
    """Draw the folds of a paper that was carried in a pocket."""
    width, height = image.size
    layer = Image.new("L", image.size, 128)
    draw = ImageDraw.Draw(layer)
    for _ in range(int(rng.integers(1, 3))):
        upright = bool(rng.integers(2))
        at = float(rng.uniform(0.3, 0.7)) * (width if upright else height)
        shift = float(rng.uniform(-0.03, 0.03)) * width
        ends = ((at, 0), (at + shift, height)) if upright else ((0, at), (width, at + shift))
        draw.line(ends, fill=int(rng.integers(90, 118)), width=2)
    soft = layer.filter(ImageFilter.BoxBlur(1)).convert("RGB")
    return ImageChops.add(image, soft, offset=-128)


def bokeh(size: Size, rng: Generator, hue: float | None = None) -> Image.Image:
    """Out-of-focus lights over a dark gradient."""
    tone = float(rng.random()) if hue is None else hue
    image = linear(size, hsv(tone, 0.9, 0.35), hsv(tone + 0.1, 0.9, 0.12), float(rng.uniform(-40, 40)))
    small = image.resize((max(1, size[0] // 2), max(1, size[1] // 2)))
    lights = Image.new("RGB", small.size)
    draw = ImageDraw.Draw(lights)
    for _ in range(int(rng.integers(12, 40))):
        radius = float(rng.uniform(0.01, 0.09)) * small.width
        x, y = rng.uniform(0, 1, size=2) * small.size
        colour = hsv(
            tone + float(rng.normal(0, 0.08)), float(rng.uniform(0.2, 0.8)), float(rng.uniform(0.2, 0.8))
        )
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)
    lights = lights.filter(ImageFilter.BoxBlur(2))
    return ImageChops.screen(image, lights.resize(size, Image.Resampling.BILINEAR))


def any_card(
    size: Size, rng: Generator, hue: float | None = None, *, dark: bool | None = None
) -> Image.Image:
    """Background of a card: plain, gradient, rays or lights, light or dark."""
    tone = float(rng.random()) if hue is None else hue
    low = bool(rng.integers(2)) if dark is None else dark
    value = (0.15, 0.5) if low else (0.8, 1.0)
    saturation = (0.5, 1.0) if low else (0.05, 0.55)
    first, second = (
        hsv(tone + float(rng.normal(0, 0.05)), float(rng.uniform(*saturation)), float(rng.uniform(*value)))
        for _ in range(2)
    )
    kind = int(rng.integers(10))
    if kind < 3:  # noqa: PLR2004 - three of ten are plain
        return plain(size, first)
    if kind < 6:  # noqa: PLR2004
        return linear(size, first, second, float(rng.uniform(-60, 60)))
    if kind < 8:  # noqa: PLR2004
        return radial(size, first, mix(first, second, 0.8))
    if kind == 8 or not low:  # noqa: PLR2004
        return rays(size, first, mix(first, second, 0.4), 2 * int(rng.integers(6, 20)))
    return bokeh(size, rng, tone)
