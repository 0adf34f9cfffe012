"""What a hand does to straight lines and even colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:
    from numpy.random import Generator

    from memesweep.training.memegen.geometry import Box
    from memesweep.training.memegen.typography.lettering import Colour

_CELLS = 6
"""Cells of the net, along each side, that a drawing is bent by."""


def wobble(image: Image.Image, rng: Generator, strength: float) -> Image.Image:
    """Bend a drawing as an unsure hand would; `strength` is a share of the picture's shorter side."""
    width, height = image.size
    reach = strength * min(image.size)
    shift = rng.uniform(-reach, reach, size=(_CELLS + 1, _CELLS + 1, 2))
    shift[[0, -1]] = 0
    shift[:, [0, -1]] = 0
    xs = [round(width * i / _CELLS) for i in range(_CELLS + 1)]
    ys = [round(height * i / _CELLS) for i in range(_CELLS + 1)]
    mesh = []
    for row in range(_CELLS):
        for column in range(_CELLS):
            corners = ((row, column), (row + 1, column), (row + 1, column + 1), (row, column + 1))
            quad = tuple(
                value
                for y, x in corners
                for value in (xs[x] + float(shift[y, x, 0]), ys[y] + float(shift[y, x, 1]))
            )
            mesh.append(((xs[column], ys[row], xs[column + 1], ys[row + 1]), quad))
    return image.transform(image.size, Image.Transform.MESH, mesh, Image.Resampling.BILINEAR)


def average(image: Image.Image, box: Box) -> Colour:
    """Mean colour of a part of a picture."""
    pixel: Colour = image.resize((1, 1), box=(box.left, box.top, box.right, box.bottom)).getpixel((0, 0))  # type: ignore[assignment]
    return pixel
