"""Runs go into systemd and out of it; systemctl is a stand-in that notes what it is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from memesweep.schedule.scheduler import Launchd, SchedulerError, Systemd
from memesweep.schedule.systemd import service_unit, timer_unit
from memesweep.schedule.timing import Frequency, Timing
from tests.schedule.runs import scheduled


def systemctl(tmp_path: Path, *, fails_at: str = "never") -> tuple[str, ...]:
    program = tmp_path / "systemctl"
    program.write_text(
        f'#!/bin/sh\necho "$*" >> {tmp_path}/asked\n'
        f'case "$*" in *{fails_at}*) echo "Failed to connect to bus" >&2; exit 1;; esac\n'
    )
    program.chmod(0o755)
    return (str(program), "--user")


def asked(tmp_path: Path) -> list[str]:
    return (tmp_path / "asked").read_text().splitlines()


def test_systemd_gets_both_units_and_starts_the_timer(tmp_path: Path) -> None:
    run = scheduled("a", timing=Timing(frequency=Frequency.DAILY, hour=4, minute=5))
    systemd = Systemd(tmp_path / "units", systemctl(tmp_path))
    systemd.install(run)
    assert (tmp_path / f"units/{run.name}.service").read_text() == service_unit(run)
    assert (tmp_path / f"units/{run.name}.timer").read_text() == timer_unit(run)
    assert asked(tmp_path) == ["--user daemon-reload", f"--user enable --now {run.name}.timer"]
    installed = systemd.find(run.name)
    assert installed is not None
    assert installed.timing == run.timing


def test_systemd_loses_both_units(tmp_path: Path) -> None:
    run = scheduled("a")
    systemd = Systemd(tmp_path / "units", systemctl(tmp_path))
    systemd.install(run)
    assert systemd.remove(run.name)
    assert list((tmp_path / "units").iterdir()) == []
    assert asked(tmp_path)[2:] == [f"--user disable --now {run.name}.timer", "--user daemon-reload"]
    assert systemd.find(run.name) is None
    assert not systemd.remove(run.name)


def test_where_systemd_is_not_running_nothing_stays_behind(tmp_path: Path) -> None:
    systemd = Systemd(tmp_path / "units", systemctl(tmp_path, fails_at="enable"))
    with pytest.raises(SchedulerError, match="Failed to connect to bus"):
        systemd.install(scheduled("a"))
    assert list((tmp_path / "units").iterdir()) == []


def test_a_failed_change_leaves_the_earlier_units(tmp_path: Path) -> None:
    folder, before = tmp_path / "units", scheduled("a")
    Systemd(folder, systemctl(tmp_path)).install(before)
    with pytest.raises(SchedulerError):
        Systemd(folder, systemctl(tmp_path, fails_at="enable")).install(scheduled("changed"))
    assert (folder / f"{before.name}.service").read_text() == service_unit(before)


def test_a_timer_that_somebody_changed_has_no_timing_of_ours(tmp_path: Path) -> None:
    run = scheduled("a")
    systemd = Systemd(tmp_path / "units", systemctl(tmp_path))
    systemd.install(run)
    timer = tmp_path / f"units/{run.name}.timer"
    timer.write_text(timer.read_text().replace("OnCalendar=Sun", "OnCalendar=Mon"))
    installed = systemd.find(run.name)
    assert installed is not None
    assert installed.timing is None


def test_a_program_that_is_not_there_is_named(tmp_path: Path) -> None:
    missing = str(tmp_path / "systemctl")
    with pytest.raises(SchedulerError, match="systemctl is not installed"):
        Systemd(tmp_path / "units", (missing,)).install(scheduled("a"))


def test_launchd_is_printed_only() -> None:
    assert "<key>StartCalendarInterval</key>" in Launchd().text(scheduled("a"))
    with pytest.raises(SchedulerError, match="printed only"):
        Launchd().install(scheduled("a"))
