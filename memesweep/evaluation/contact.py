"""The worst mistakes on one sheet: people look rather than read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PIL import Image, ImageDraw, ImageOps

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from memesweep.evaluation.measurement import ScoredExample

_CELL: Final = 160
_LINE: Final = 14
_COLUMNS: Final = 8


def example_tiles(pictures: Sequence[ScoredExample]) -> Iterator[tuple[Image.Image, str]]:
    """Open pictures one after the other, each with its score and group."""
    for one in pictures:
        with Image.open(one.example.path) as stored:
            yield ImageOps.exif_transpose(stored).convert("RGB"), f"{one.score:.3f} {one.example.group}"


def contact_sheet(tiles: Iterator[tuple[Image.Image, str]], count: int, target: Path) -> None:
    """Write a PNG of `count` pictures in order, eight a row, each with its caption.

    The sheet shows people's pictures: write it where they lie, never into the project.
    """
    rows = max(1, -(-count // _COLUMNS))
    sheet = Image.new("RGB", (_COLUMNS * _CELL, rows * (_CELL + _LINE)), "white")
    pen = ImageDraw.Draw(sheet)
    for place, (image, caption) in enumerate(tiles):
        left, top = place % _COLUMNS * _CELL, place // _COLUMNS * (_CELL + _LINE)
        image.thumbnail((_CELL - 4, _CELL - 4))
        sheet.paste(image, (left + 2, top + 2))
        text = caption.encode("ascii", "replace").decode()
        pen.text((left + 2, top + _CELL), text[:26], fill="black")
    sheet.save(target)
