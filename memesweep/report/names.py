"""Show file names as what they are: data, which may hold anything but a slash and a zero byte."""

from __future__ import annotations

from typing import Final

_SURROGATE_BYTES: Final = range(0xDC80, 0xDD00)
"""Where `os.fsdecode` puts bytes that are no UTF-8."""


def printable(text: str) -> str:
    """Escape what could move the cursor, turn the text or break the line; letters of any script stay."""
    return "".join(char if char.isprintable() else _escaped(char) for char in text)


def _escaped(char: str) -> str:
    if ord(char) in _SURROGATE_BYTES:
        return f"\\x{ord(char) - 0xDC00:02x}"
    return char.encode("unicode_escape", "backslashreplace").decode("ascii")
