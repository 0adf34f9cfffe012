"""How often a scheduled run comes, and when."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Frequency(StrEnum):
    """How often."""

    DAILY = "daily"
    WEEKLY = "weekly"
    """On Sundays."""


_HOURS: Final = 24
_MINUTES: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """A time of day, every day or every Sunday, in the machine's own time zone."""

    frequency: Frequency = Frequency.WEEKLY
    hour: int = 3
    minute: int = 30

    @property
    def crontab_fields(self) -> str:
        """The five time fields of a crontab line."""
        return f"{self.minute} {self.hour} * * {'0' if self.frequency is Frequency.WEEKLY else '*'}"

    @property
    def systemd_calendar(self) -> str:
        """A value for `OnCalendar=`."""
        day = "Sun " if self.frequency is Frequency.WEEKLY else ""
        return f"{day}*-*-* {self.hour:02}:{self.minute:02}:00"

    @property
    def launchd_interval(self) -> dict[str, int]:
        """A value for `StartCalendarInterval`."""
        day = {"Weekday": 0} if self.frequency is Frequency.WEEKLY else {}
        return {**day, "Hour": self.hour, "Minute": self.minute}

    def __str__(self) -> str:
        """In words: `every Sunday at 03:30`."""
        days = "every Sunday" if self.frequency is Frequency.WEEKLY else "every day"
        return f"{days} at {self.hour:02}:{self.minute:02}"


def parse_time(text: str) -> tuple[int, int]:
    """Read a time of day such as `03:30`.

    Raises:
        ValueError: it is none.

    """
    hour, colon, minute = text.partition(":")
    if not (colon and hour.isdecimal() and minute.isdecimal() and len(minute) == len("00")):
        raise ValueError(text)
    if int(hour) >= _HOURS or int(minute) >= _MINUTES:
        raise ValueError(text)
    return int(hour), int(minute)
