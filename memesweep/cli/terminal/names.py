"""Names, numbers and sizes as a terminal shows them."""

from __future__ import annotations

from memesweep.report.names import counted, human_size, printable

__all__ = ["counted", "counted_days", "human_size", "printable"]


def counted_days(days: float) -> str:
    """Return `1 day`, `7 days`, `0.5 days`."""
    return "1 day" if days == 1 else f"{days:g} days"
