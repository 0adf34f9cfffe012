"""Names, numbers and sizes as a terminal shows them."""

from __future__ import annotations

from typing import Final

from memesweep.report.names import printable

__all__ = ["counted", "counted_days", "human_size", "printable"]

_STEP: Final = 1000


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


def counted_days(days: float) -> str:
    """Return `1 day`, `7 days`, `0.5 days`."""
    return "1 day" if days == 1 else f"{days:g} days"
