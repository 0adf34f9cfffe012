"""The worst mistakes on one sheet: people look rather than read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PIL import Image, ImageDraw, ImageOps

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from memesweep.training.evaluate import ScoredExample

_CELL: Final = 160
_LINE: Final = 14
_COLUMNS: Final = 8


def contact_sheet(pictures: Sequence[ScoredExample], target: Path) -> None:
    """Write a PNG of `pictures` in order, eight a row, each with its score and group.

    The sheet shows people's pictures: write it where they lie, never into the project.
    """
    rows = max(1, -(-len(pictures) // _COLUMNS))
    sheet = Image.new("RGB", (_COLUMNS * _CELL, rows * (_CELL + _LINE)), "white")
    pen = ImageDraw.Draw(sheet)
    for place, one in enumerate(pictures):
        left, top = place % _COLUMNS * _CELL, place // _COLUMNS * (_CELL + _LINE)
        with Image.open(one.example.path) as stored:
            upright = ImageOps.exif_transpose(stored).convert("RGB")
        upright.thumbnail((_CELL - 4, _CELL - 4))
        sheet.paste(upright, (left + 2, top + 2))
        caption = f"{one.score:.3f} {one.example.group}".encode("ascii", "replace").decode()
        pen.text((left + 2, top + _CELL), caption[:26], fill="black")
    sheet.save(target)
