"""Dates as people read them, in their own time."""

from __future__ import annotations

import time


def day(timestamp: float) -> str:
    """Return a date in the reader's own time; a year beyond all calendars is no date."""
    try:
        return time.strftime("%Y-%m-%d", time.localtime(timestamp))
    except (OverflowError, ValueError, OSError):
        return "no date"


def moment(timestamp: float) -> str:
    """Return date and time to the minute."""
    return time.strftime("%Y-%m-%d %H:%M", time.localtime(timestamp))
