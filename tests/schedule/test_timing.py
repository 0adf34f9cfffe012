"""When runs come, and that what was written is read again."""

from __future__ import annotations

from datetime import datetime

import pytest

from memesweep.schedule.timing import (
    Frequency,
    Timing,
    parse_time,
    timing_of_crontab_line,
    timing_of_timer,
)

DAILY = Timing(frequency=Frequency.DAILY, hour=23, minute=5)
WEEKLY = Timing(hour=3, minute=30)
THURSDAY = datetime(2026, 11, 26, 12, 0)  # noqa: DTZ001 - cron thinks in local time, and so does this


@pytest.mark.parametrize(
    ("timing", "moment", "run"),
    [
        (DAILY, THURSDAY, "2026-11-26 23:05"),
        (DAILY, THURSDAY.replace(hour=23, minute=5), "2026-11-27 23:05"),
        (WEEKLY, THURSDAY, "2026-11-29 03:30"),
        (WEEKLY, THURSDAY.replace(day=29, hour=3, minute=29, second=59), "2026-11-29 03:30"),
        (WEEKLY, THURSDAY.replace(day=29, hour=3, minute=30), "2026-12-06 03:30"),
    ],
)
def test_the_next_run(timing: Timing, moment: datetime, run: str) -> None:
    assert timing.next_after(moment).strftime("%Y-%m-%d %H:%M") == run


@pytest.mark.parametrize("timing", [DAILY, WEEKLY])
def test_what_was_written_is_read_again(timing: Timing) -> None:
    assert timing_of_crontab_line(f"{timing.crontab_fields} memesweep") == timing
    assert timing_of_timer(f"[Timer]\nOnCalendar={timing.systemd_calendar}\n") == timing


@pytest.mark.parametrize("line", ["*/5 * * * * x", "1 2 3 * * x", "99 3 * * 0 x", "@daily x", ""])
def test_what_somebody_changed_is_not_guessed(line: str) -> None:
    assert timing_of_crontab_line(line) is None


def test_times_of_day() -> None:
    assert parse_time("03:30") == (3, 30)
    assert parse_time("7:05") == (7, 5)


@pytest.mark.parametrize("text", ["", "3", "24:00", "12:60", "12:5", "-1:00", "noon", "1:2:3"])
def test_what_is_no_time_of_day(text: str) -> None:
    with pytest.raises(ValueError, match=r"^"):
        parse_time(text)
