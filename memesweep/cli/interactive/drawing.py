"""Pictures in a terminal: drawn by it where it can, in half blocks of colour elsewhere."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from PIL import Image
from rich.color import Color
from rich.segment import Segment
from rich.style import Style

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console, ConsoleOptions, RenderableType

_UPPER_HALF = "\N{UPPER HALF BLOCK}"


def drawn(webp: bytes, columns: int, rows: int) -> RenderableType:
    """Return a preview as large as it fits.

    Args:
        webp: from `GallerySession.preview`.
        columns: width in cells.
        rows: height in cells, which are twice as high as wide.

    """
    with Image.open(io.BytesIO(webp)) as opened:
        image = opened.convert("RGB")
    scale = min(columns / image.width, 2 * rows / image.height)
    width, height = max(1, round(image.width * scale)), max(1, round(image.height * scale / 2))
    try:
        # Asks the terminal what it can, so it is loaded only once there is a picture to draw.
        from textual_image.renderable import Image as TerminalImage
    except ImportError:
        return HalfBlocks(image.resize((width, 2 * height)))
    drawing: RenderableType = TerminalImage(image, width=width, height=height)
    return drawing


class HalfBlocks:
    """A picture of two pixels a cell. Rich reduces the colours to those that the terminal has."""

    def __init__(self, image: Image.Image) -> None:
        """`image` is RGB, with one pixel a column and two a row."""
        self._image = image

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        """Draw it, line by line."""
        del console, options
        width, height = self._image.size
        pixels = self._image.tobytes()

        def colour(x: int, y: int) -> Color:
            start = 3 * (y * width + x)
            return Color.from_rgb(*pixels[start : start + 3])

        for row in range(0, height - 1, 2):
            for column in range(width):
                style = Style(color=colour(column, row), bgcolor=colour(column, row + 1))
                yield Segment(_UPPER_HALF, style)
            yield Segment.line()
