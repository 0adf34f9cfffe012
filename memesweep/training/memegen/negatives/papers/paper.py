"""From a drawn page to a scan or a photograph of paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from memesweep.training.memegen.artwork.backdrop import creases, grain, plain, uneven_light
from memesweep.training.memegen.artwork.palette import hsv

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from memesweep.training.memegen.drawcontext import DrawContext

Point = tuple[float, float]


def perspective(source: tuple[int, int], corners: list[Point]) -> NDArray[np.float64]:
    """Coefficients for Pillow's PERSPECTIVE transform that puts a picture's corners at four points.

    Solves the eight linear equations of the homography; the corners go clockwise from the upper left.
    """
    width, height = source
    rows, values = [], []
    for (x, y), (u, v) in zip(corners, ((0, 0), (width, 0), (width, height), (0, height)), strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    return np.linalg.solve(np.array(rows, dtype=np.float64), np.array(values, dtype=np.float64))


def photographed(context: DrawContext, page: Image.Image, probability: float = 0.5) -> Image.Image:
    """Turn a page into what a telephone's camera makes of it, or leave it a clean scan."""
    if context.chance(0.3):
        page = creases(page, context.rng)
    if not context.chance(probability):
        if context.chance(0.3):
            page = grain(page, context.rng, context.between(1, 5))
        return page
    page = uneven_light(page, context.rng, context.between(0.1, 0.5))
    if context.chance(0.65):
        page = _on_a_table(context, page)
    if context.chance(0.4):
        page = page.filter(ImageFilter.GaussianBlur(context.between(0.3, 1.1)))
    return grain(page, context.rng, context.between(1.5, 7))


def _on_a_table(context: DrawContext, page: Image.Image) -> Image.Image:
    width, height = page.size
    room = context.between(0.02, 0.2)
    size = (round(width * (1 + room)), round(height * (1 + room)))
    kind = context.count(0, 2)
    if kind == 0:
        table = context.photo(size)
    elif kind == 1:
        table = plain(
            size, hsv(context.between(0.04, 0.12), context.between(0.1, 0.7), context.between(0.15, 0.8))
        )
    else:
        table = _planks(context, size)
    dx, dy = (size[0] - width) / 2, (size[1] - height) / 2
    wobble = 0.05 * min(size)
    corners = [
        (x + context.between(-wobble, wobble), y + context.between(-wobble, wobble))
        for x, y in ((dx, dy), (dx + width, dy), (dx + width, dy + height), (dx, dy + height))
    ]
    matrix = tuple(float(value) for value in perspective(page.size, corners))
    laid = page.transform(size, Image.Transform.PERSPECTIVE, matrix, Image.Resampling.BILINEAR)
    mask = Image.new("L", size)
    ImageDraw.Draw(mask).polygon(corners, fill=255)
    shade = mask.filter(ImageFilter.BoxBlur(6)).point(lambda level: level // 2)
    table.paste((10, 8, 6), (4, 5), shade)
    table.paste(laid, (0, 0), mask.filter(ImageFilter.BoxBlur(0.7)))
    return table


def _planks(context: DrawContext, size: tuple[int, int]) -> Image.Image:
    hue, value = context.between(0.05, 0.1), context.between(0.3, 0.7)
    image = plain(size, hsv(hue, 0.5, value))
    draw = ImageDraw.Draw(image)
    step = size[1] / context.count(3, 7)
    for i in range(8):
        tone = hsv(hue, 0.5, value * context.between(0.8, 1.15))
        draw.rectangle((0, i * step, size[0], (i + 1) * step - 2), fill=tone)
    return grain(image, context.rng, 6)
