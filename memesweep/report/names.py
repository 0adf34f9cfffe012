"""Names, numbers and sizes as people read them."""

from __future__ import annotations

from typing import Final

_SURROGATE_BYTES: Final = range(0xDC80, 0xDD00)
"""Where `os.fsdecode` puts bytes that are no UTF-8."""
_STEP: Final = 1000


def printable(text: str) -> str:
    """Show a file name as what it is: data, which may hold anything but a slash and a zero byte.

    Escaped is what could move the cursor, turn the text or break the line; letters of any script stay.
    """
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else _escaped(char) for char in text)


def _escaped(char: str) -> str:
    if ord(char) in _SURROGATE_BYTES:
        return f"\\x{ord(char) - 0xDC00:02x}"
    return char.encode("unicode_escape", "backslashreplace").decode("ascii")


def human_size(count: int) -> str:
    """Return bytes as people say them, in powers of ten as file managers do."""
    size = float(count)
    for unit in ("bytes", "kB", "MB", "GB"):
        if size < _STEP or unit == "GB":
            return f"{count} bytes" if unit == "bytes" else f"{size:.1f} {unit}"
        size /= _STEP
    raise AssertionError("unreachable")


def counted(count: int, noun: str) -> str:
    """Return `1 picture`, `2 pictures`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
