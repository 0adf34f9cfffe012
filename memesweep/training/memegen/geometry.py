"""Rectangles in pixels."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a picture: left, top, width and height in pixels."""

    left: int
    top: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """First column beyond the box."""
        return self.left + self.width

    @property
    def bottom(self) -> int:
        """First row beyond the box."""
        return self.top + self.height

    @property
    def size(self) -> tuple[int, int]:
        """Width and height."""
        return self.width, self.height

    @property
    def corners(self) -> tuple[int, int, int, int]:
        """Left, top, and the last column and row inside, as Pillow's drawing functions want them."""
        return self.left, self.top, max(self.left, self.right - 1), max(self.top, self.bottom - 1)

    @property
    def centre(self) -> tuple[int, int]:
        """The middle pixel."""
        return self.left + self.width // 2, self.top + self.height // 2

    def inset(self, dx: int, dy: int | None = None) -> Box:
        """Shrink by `dx` on the left and right and `dy` (or `dx`) at the top and bottom."""
        dy = dx if dy is None else dy
        return Box(self.left + dx, self.top + dy, max(1, self.width - 2 * dx), max(1, self.height - 2 * dy))

    def rows(self, count: int, gap: int = 0) -> tuple[Box, ...]:
        """Split into `count` equal rows, `gap` pixels apart."""
        height = max(1, (self.height - gap * (count - 1)) // count)
        return tuple(Box(self.left, self.top + i * (height + gap), self.width, height) for i in range(count))

    def columns(self, count: int, gap: int = 0) -> tuple[Box, ...]:
        """Split into `count` equal columns, `gap` pixels apart."""
        width = max(1, (self.width - gap * (count - 1)) // count)
        return tuple(Box(self.left + i * (width + gap), self.top, width, self.height) for i in range(count))

    def share(self, left: float, top: float, right: float, bottom: float) -> Box:
        """Cut out a part, its edges given as shares of the width and height."""
        x, y = self.left + round(left * self.width), self.top + round(top * self.height)
        return Box(
            x,
            y,
            max(1, self.left + round(right * self.width) - x),
            max(1, self.top + round(bottom * self.height) - y),
        )


def whole(size: tuple[int, int]) -> Box:
    """Box of a whole picture."""
    return Box(0, 0, *size)
