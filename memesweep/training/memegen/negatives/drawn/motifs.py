"""Shapes that folk painters and children repeat: flowers, fish, birds, zigzags, houses."""

from __future__ import annotations

from math import cos, pi, sin
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PIL.ImageDraw import ImageDraw

    from memesweep.training.memegen.geometry import Box
    from memesweep.training.memegen.typography.lettering import Colour

    Motif = Callable[[ImageDraw, Box, Sequence[Colour], Colour, int], None]


def rings(draw: ImageDraw, box: Box, colours: Sequence[Colour], edge: Colour, width: int) -> None:
    """Circles in circles."""
    x, y, reach = *box.centre, min(box.size) / 2
    for i, share in enumerate((1.0, 0.7, 0.4, 0.15)):
        r = reach * share
        draw.ellipse((x - r, y - r, x + r, y + r), fill=colours[i % len(colours)], outline=edge, width=width)


def daisy(draw: ImageDraw, box: Box, colours: Sequence[Colour], edge: Colour, width: int) -> None:
    """A flower of six to nine petals with dots between them."""
    x, y, reach = *box.centre, min(box.size) / 2
    petals, r = 6 + len(colours) % 4, reach * 0.32
    for i in range(petals):
        turn = 2 * pi * i / petals
        u, v = x + cos(turn) * reach * 0.62, y + sin(turn) * reach * 0.62
        draw.ellipse((u - r, v - r, u + r, v + r), fill=colours[0], outline=edge, width=width)
    draw.ellipse((x - r, y - r, x + r, y + r), fill=colours[-1], outline=edge, width=width)


def fish(draw: ImageDraw, box: Box, colours: Sequence[Colour], edge: Colour, width: int) -> None:
    """A fish with scales and one eye."""
    left, top, w, h = box.left, box.top, box.width, box.height
    tail = [(left + w * 0.7, top + h * 0.5), (left + w, top + h * 0.15), (left + w, top + h * 0.85)]
    draw.polygon(tail, fill=colours[-1], outline=edge, width=width)
    draw.ellipse(
        (left, top + h * 0.15, left + w * 0.8, top + h * 0.85), fill=colours[0], outline=edge, width=width
    )
    for i in range(3):
        x = left + w * (0.3 + 0.13 * i)
        draw.arc((x, top + h * 0.28, x + w * 0.15, top + h * 0.72), -80, 80, fill=edge, width=width)
    draw.ellipse((left + w * 0.1, top + h * 0.4, left + w * 0.18, top + h * 0.52), fill=edge)


def bird(draw: ImageDraw, box: Box, colours: Sequence[Colour], edge: Colour, width: int) -> None:
    """A bird with a fanned tail."""
    left, top, w, h = box.left, box.top, box.width, box.height
    for i in range(5):
        turn = pi * (0.75 + 0.11 * i)
        end = (left + w * 0.45 + cos(turn) * w * 0.45, top + h * 0.6 - sin(turn) * h * 0.55)
        draw.line((left + w * 0.45, top + h * 0.6, *end), fill=colours[i % len(colours)], width=width * 3)
    draw.ellipse(
        (left + w * 0.3, top + h * 0.4, left + w * 0.8, top + h * 0.8),
        fill=colours[0],
        outline=edge,
        width=width,
    )
    draw.ellipse(
        (left + w * 0.65, top + h * 0.2, left + w * 0.9, top + h * 0.5),
        fill=colours[-1],
        outline=edge,
        width=width,
    )
    draw.polygon(
        [(left + w * 0.88, top + h * 0.3), (left + w, top + h * 0.36), (left + w * 0.88, top + h * 0.42)],
        fill=edge,
    )
    for x in (0.5, 0.6):
        draw.line((left + w * x, top + h * 0.8, left + w * x, top + h), fill=edge, width=width)


def peaks(draw: ImageDraw, box: Box, colours: Sequence[Colour], edge: Colour, width: int) -> None:
    """Triangles in triangles."""
    x, bottom = box.centre[0], box.bottom
    for i, share in enumerate((1.0, 0.65, 0.3)):
        half, tall = box.width / 2 * share, box.height * share
        draw.polygon(
            [(x - half, bottom), (x, bottom - tall), (x + half, bottom)],
            fill=colours[i % len(colours)],
            outline=edge,
            width=width,
        )


def lozenge(draw: ImageDraw, box: Box, colours: Sequence[Colour], edge: Colour, width: int) -> None:
    """A diamond on a field, as in weaving."""
    x, y = box.centre
    draw.rectangle(box.corners, fill=colours[-1])
    for i, share in enumerate((1.0, 0.5)):
        dx, dy = box.width / 2 * share, box.height / 2 * share
        draw.polygon(
            [(x - dx, y), (x, y - dy), (x + dx, y), (x, y + dy)],
            fill=colours[i % len(colours)],
            outline=edge,
            width=width,
        )


def house(draw: ImageDraw, box: Box, colours: Sequence[Colour], edge: Colour, width: int) -> None:
    """A house as children draw it."""
    wall, roof = box.share(0.1, 0.42, 0.9, 1), box.share(0, 0, 1, 0.42)
    draw.rectangle(wall.corners, fill=colours[0], outline=edge, width=width)
    draw.polygon(
        [(roof.left, roof.bottom), (roof.centre[0], roof.top), (roof.right, roof.bottom)],
        fill=colours[-1],
        outline=edge,
        width=width,
    )
    for hole in (wall.share(0.15, 0.2, 0.45, 0.6), wall.share(0.6, 0.35, 0.85, 1)):
        draw.rectangle(hole.corners, fill=colours[len(colours) // 2], outline=edge, width=width)


def person(draw: ImageDraw, box: Box, colours: Sequence[Colour], edge: Colour, width: int) -> None:
    """A figure of two triangles and a head, arms raised, as on painted mud walls."""
    x, top, w, h = box.centre[0], box.top, box.width, box.height
    r = min(w, h) * 0.14
    middle = top + h * 0.52
    for side in (-1, 1):
        draw.line((x, top + 2 * r, x + side * w * 0.45, top + h * 0.1), fill=edge, width=width * 2)
        draw.line((x, middle, x + side * w * 0.2, box.bottom), fill=edge, width=width * 2)
    upper = [(x - w * 0.25, top + 2 * r), (x + w * 0.25, top + 2 * r), (x, middle)]
    lower = [(x - w * 0.25, top + h * 0.8), (x + w * 0.25, top + h * 0.8), (x, middle)]
    draw.polygon(upper, fill=colours[0], outline=edge, width=width)
    draw.polygon(lower, fill=colours[-1], outline=edge, width=width)
    draw.ellipse((x - r, top, x + r, top + 2 * r), fill=colours[len(colours) // 2], outline=edge, width=width)


MOTIFS: Final[tuple[Motif, ...]] = (rings, daisy, fish, bird, peaks, lozenge, house, person)
