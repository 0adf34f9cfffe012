"""How often a scheduled run comes, and when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final


class Frequency(StrEnum):
    """How often."""

    DAILY = "daily"
    WEEKLY = "weekly"
    """On Sundays."""


_HOURS: Final = 24
_MINUTES: Final = 60
_SUNDAY: Final = 6
"""As `datetime.weekday` counts."""

_CRONTAB_FIELDS: Final = re.compile(r"(\d+) (\d+) \* \* ([0*]) ")
_CALENDAR: Final = re.compile(r"^OnCalendar=(Sun )?\*-\*-\* (\d\d):(\d\d):00$", re.MULTILINE)


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

    def next_after(self, moment: datetime) -> datetime:
        """Return the first run after a moment, both in local time."""
        run = moment.replace(hour=self.hour, minute=self.minute, second=0, microsecond=0)
        while run <= moment or (self.frequency is Frequency.WEEKLY and run.weekday() != _SUNDAY):
            run += timedelta(days=1)
        return run

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


def timing_of_crontab_line(line: str) -> Timing | None:
    """Read the timing of a line that we wrote; None where somebody has made another of it."""
    fields = _CRONTAB_FIELDS.match(line)
    if fields is None:
        return None
    minute, hour, day = fields.groups()
    return _checked(Frequency.WEEKLY if day == "0" else Frequency.DAILY, hour, minute)


def timing_of_timer(unit: str) -> Timing | None:
    """Read the timing of a timer unit that we wrote; None where somebody has made another of it."""
    fields = _CALENDAR.search(unit)
    if fields is None:
        return None
    sunday, hour, minute = fields.groups()
    return _checked(Frequency.WEEKLY if sunday else Frequency.DAILY, hour, minute)


def _checked(frequency: Frequency, hour: str, minute: str) -> Timing | None:
    if int(hour) >= _HOURS or int(minute) >= _MINUTES:
        return None
    return Timing(frequency=frequency, hour=int(hour), minute=int(minute))
