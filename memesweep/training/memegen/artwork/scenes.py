"""Photo-like scenes drawn from nothing, for when no photograph is at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from memesweep.training.memegen.artwork.backdrop import bokeh, grain, linear, radial
from memesweep.training.memegen.artwork.palette import hsv, mix

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.random import Generator

_DEFAULT_LONG_SIDE = 320


def _ridge(rng: Generator, width: int, base: float, rough: float) -> list[tuple[float, float]]:
    """Outline of hills: a sum of sines whose phases are random."""
    x = np.linspace(0, 1, 64)
    y = np.full(64, base)
    for wave in range(1, 7):
        y += rough / wave * np.sin(2 * np.pi * (wave * x * rng.uniform(0.5, 1.5) + rng.random()))
    return [(float(a) * width, float(b)) for a, b in zip(x, y, strict=True)]


def _landscape(size: tuple[int, int], rng: Generator) -> Image.Image:
    width, height = size
    evening = rng.random() < 0.4  # noqa: PLR2004 - a share
    sky = (hsv(rng.uniform(0.55, 0.8), 0.5, 0.5), hsv(rng.uniform(0.02, 0.1), 0.6, 0.95)) if evening else (
        hsv(rng.uniform(0.53, 0.62), 0.6, 0.85), hsv(rng.uniform(0.5, 0.6), 0.12, 0.98))  # fmt: skip
    image = linear(size, *sky)
    draw = ImageDraw.Draw(image)
    radius, x, y = rng.uniform(0.03, 0.09) * width, rng.random() * width, rng.uniform(0.1, 0.4) * height
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=hsv(0.13, 0.25, 1.0))
    image = image.filter(ImageFilter.GaussianBlur(radius * 0.2))
    draw = ImageDraw.Draw(image)
    hue, layers = rng.uniform(0.2, 0.65), int(rng.integers(2, 5))
    for layer in range(layers):
        share = (layer + 1) / layers
        colour = mix(sky[1], hsv(hue, 0.6, rng.uniform(0.15, 0.45)), 0.35 + 0.6 * share)
        ridge = _ridge(rng, width, height * (0.4 + 0.4 * share), height * 0.07)
        draw.polygon([*ridge, (width, height), (0, height)], fill=colour)
    return image.filter(ImageFilter.GaussianBlur(1.0))


def _table(size: tuple[int, int], rng: Generator) -> Image.Image:
    """Round things on a table, lit from one side, seen from above."""
    width, height = size
    wood = hsv(rng.uniform(0.04, 0.12), rng.uniform(0.2, 0.6), rng.uniform(0.3, 0.8))
    image = linear(size, wood, mix(wood, (0, 0, 0), 0.4), rng.uniform(-60, 60))
    for _ in range(int(rng.integers(2, 8))):
        radius = int(rng.uniform(0.06, 0.25) * width)
        colour = hsv(rng.random(), rng.uniform(0.1, 0.9), rng.uniform(0.4, 0.95))
        ball = radial(
            (2 * radius, 2 * radius), mix(colour, (255, 255, 255), 0.35), mix(colour, (0, 0, 0), 0.5)
        )
        mask = Image.new("L", ball.size)
        ImageDraw.Draw(mask).ellipse((0, 0, *ball.size), fill=255)
        x, y = int(rng.uniform(-0.1, 0.9) * width), int(rng.uniform(0.0, 0.9) * height)
        shade = mask.filter(ImageFilter.BoxBlur(radius // 4)).point(lambda level: level // 2)
        image.paste((15, 10, 8), (x + radius // 4, y + radius // 4), shade)
        image.paste(ball, (x, y), mask)
    return image.filter(ImageFilter.GaussianBlur(rng.uniform(0.6, 1.6)))


def _person(size: tuple[int, int], rng: Generator) -> Image.Image:
    """Head and shoulders before an out-of-focus background."""
    width, height = size
    image = bokeh(size, rng) if rng.random() < 0.5 else _landscape(size, rng).filter(ImageFilter.BoxBlur(6))  # noqa: PLR2004
    skin = hsv(rng.uniform(0.04, 0.09), rng.uniform(0.3, 0.6), rng.uniform(0.35, 0.95))
    layer, mask = Image.new("RGB", size, skin), Image.new("L", size)
    x, y, unit = (
        width * rng.uniform(0.35, 0.65),
        height * rng.uniform(0.35, 0.5),
        height * rng.uniform(0.12, 0.2),
    )
    cloth = hsv(rng.random(), rng.uniform(0.2, 0.9), rng.uniform(0.2, 0.9))
    body, shape = ImageDraw.Draw(layer), ImageDraw.Draw(mask)
    shoulders = (x - 2.1 * unit, y + 1.25 * unit, x + 2.1 * unit, y + 6 * unit)
    head = (x - 0.78 * unit, y - unit, x + 0.78 * unit, y + unit)
    for box, colour in ((shoulders, cloth), (head, skin)):
        body.ellipse(box, fill=colour)
        shape.ellipse(box, fill=255)
    neck = (x - 0.35 * unit, y + 0.7 * unit, x + 0.35 * unit, y + 1.6 * unit)
    body.rectangle(neck, fill=mix(skin, (0, 0, 0), 0.15))
    shape.rectangle(neck, fill=255)
    hair = mix((20, 12, 8), (150, 90, 40), rng.random())
    body.pieslice((head[0] - 3, head[1] - 6, head[2] + 3, head[3]), 180, 360, fill=hair)
    for side in (-1, 1):
        eye = x + side * 0.3 * unit
        body.ellipse((eye - 0.1 * unit, y, eye + 0.1 * unit, y + 0.12 * unit), fill=(35, 25, 20))
    body.arc(
        (x - 0.3 * unit, y + 0.2 * unit, x + 0.3 * unit, y + 0.62 * unit),
        20,
        160,
        fill=(120, 40, 40),
        width=3,
    )
    light = linear(size, (255, 255, 255), (120, 110, 110), rng.uniform(-90, 90)).convert("L")
    shaded = Image.composite(layer, Image.new("RGB", size, (30, 20, 20)), light)
    image.paste(shaded.filter(ImageFilter.GaussianBlur(1.2)), mask=mask.filter(ImageFilter.GaussianBlur(1.5)))
    return image


def _texture(size: tuple[int, int], rng: Generator) -> Image.Image:
    """Foliage, cloth or stone: noise of several scales, coloured."""
    total = np.zeros((size[1], size[0]), dtype=np.float32)
    for cells in (3, 7, 17, 41, 97):
        noise = Image.fromarray((rng.random((cells, cells)) * 255).astype(np.uint8))
        total += np.asarray(noise.resize(size, Image.Resampling.BICUBIC), dtype=np.float32) / cells**0.6
    total = (total - total.min()) / max(1e-6, float(np.ptp(total)))
    hue = rng.random()
    dark, light = hsv(hue, 0.7, 0.1), hsv(hue + 0.08, 0.4, 0.9)
    mask = Image.fromarray((total * 255).astype(np.uint8))
    return Image.composite(Image.new("RGB", size, light), Image.new("RGB", size, dark), mask)


_SCENES: tuple[Callable[[tuple[int, int], Generator], Image.Image], ...] = (
    _landscape,
    _table,
    _person,
    _texture,
)


def draw_scene(rng: Generator, size: tuple[int, int] | None = None) -> Image.Image:
    """Draw a scene: a landscape, things on a table, a person or a texture, with sensor noise.

    Args:
        rng: decides everything; the same state gives the same scene.
        size: width and height in pixels, by default a 320 pixel picture of random shape.

    Returns:
        An RGB picture.

    """
    if size is None:
        wide = _DEFAULT_LONG_SIDE * 3 // 4
        shapes = (
            (_DEFAULT_LONG_SIDE, wide),
            (wide, _DEFAULT_LONG_SIDE),
            (_DEFAULT_LONG_SIDE, _DEFAULT_LONG_SIDE),
        )
        size = shapes[int(rng.integers(len(shapes)))]
    scene = _SCENES[int(rng.integers(len(_SCENES)))](size, rng)
    return grain(scene, rng, float(rng.uniform(2, 7)))
