"""The blocks of a GIF: how many pictures it has, and whether it comes to its end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_EXTENSION: Final = 0x21
_PICTURE: Final = 0x2C
TRAILER: Final = 0x3B


def gif_blocks(data: bytes) -> Iterator[int]:
    """Yield the introducers of a file's blocks, up to its trailer or to what is no block."""
    at = 13 + _table_bytes(data[10]) if len(data) > 13 else len(data)  # noqa: PLR2004 - signature and screen
    while at < len(data):
        introducer = data[at]
        yield introducer
        if introducer == _EXTENSION:
            at += 2
        elif introducer == _PICTURE and at + 10 < len(data):
            at += 11 + _table_bytes(data[at + 9])
        else:
            return
        while at < len(data) and data[at]:
            at += 1 + data[at]
        at += 1


def _table_bytes(flags: int) -> int:
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def has_several_frames(data: bytes) -> bool:
    """Tell whether a file has more than one picture."""
    return sum(introducer == _PICTURE for introducer in gif_blocks(data)) > 1


def is_damaged_gif(data: bytes) -> bool:
    """Tell of a GIF that decodes whether its blocks lead anywhere but to its trailer."""
    *_, last = (0, *gif_blocks(data))
    return last != TRAILER
