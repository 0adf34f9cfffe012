"""The long versions of the safety tests: `python -m tests.faults [NAME...]`, all of them in about an hour.

Prints a line of figures for each, and ends with 1 where one of them is not what it must be.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from typing import Any, Final

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.faults.dry import compare_runs
from tests.faults.errnos import fail_everywhere
from tests.faults.fuzz import fuzz
from tests.faults.kill import kill_everywhere
from tests.faults.machine import STEPS, Life
from tests.faults.mounts import why_no_mounts
from tests.faults.programs import two_programs
from tests.faults.race import race, race_each_other
from tests.faults.strace import kill_at_every_call, strace_works
from tests.faults.ways import Way

Figured = tuple[dict[str, Any], bool]
"""Figures by name, and whether they are what they must be."""


def kill() -> Figured:
    """Every file operation of a sweep of 40 files and of its undo, in all four ways."""
    figures = {way.value: kill_everywhere(way, 40) for way in Way}
    return {way: asdict(one) for way, one in figures.items()}, all(one.flawless for one in figures.values())


def strace() -> Figured:
    """Every system call with which the real program changes something in a sweep of 40 files."""
    if not strace_works():
        return {"skipped": "strace is not installed or may not trace"}, True
    ways = [way for way in Way if way is not Way.COPY or why_no_mounts() is None]
    figures = {way.value: kill_at_every_call(way, 40) for way in ways}
    return {way: asdict(one) for way, one in figures.items()}, all(one.flawless for one in figures.values())


def errnos() -> Figured:
    """Every operation of a sweep of three files failing once, with six errors."""
    figures = {way.value: fail_everywhere(way, 3) for way in Way}
    return {way: asdict(one) for way, one in figures.items()}, all(one.flawless for one in figures.values())


def races() -> Figured:
    """A minute against writers in each way, and fifty rounds of two sweeps without a lock."""
    found = {f"writers {way.value}": race(way, 60) for way in Way}
    found |= {f"pairs {way.value}": race_each_other(way, 50) for way in Way}
    good = not any(one.lost or one.outside_touched for one in found.values())
    return {name: asdict(one) for name, one in found.items()}, good


def programs() -> Figured:
    """Two real programs at once, fifty times."""
    rounds = two_programs(50, files=12)
    return asdict(rounds), rounds.figures.flawless and not rounds.faults


def lives() -> Figured:
    """Four hundred random lives of forty steps."""
    STEPS["steps"] = 0
    everything = list(HealthCheck)
    longer = settings(
        max_examples=400, stateful_step_count=40, deadline=None, suppress_health_check=everything
    )
    run_state_machine_as_test(Life, settings=longer)
    return {**STEPS, "violations": 0}, True


def pictures() -> Figured:
    """Twenty thousand damaged pictures."""
    figures = fuzz(20_000)
    return asdict(figures), not (figures.crashes or figures.hangs or figures.swept_unreadable)


def dry() -> Figured:
    """Dry and real runs on two hundred galleries."""
    figures = compare_runs(200)
    return asdict(figures), not (figures.differing or figures.moved_by_dry_runs)


ENGINES: Final[tuple[Callable[[], Figured], ...]] = (
    dry,
    errnos,
    kill,
    strace,
    races,
    programs,
    lives,
    pictures,
)


def main(wanted: list[str]) -> int:
    """Run the engines that were named, or all; return the exit code."""
    good = True
    for engine in ENGINES:
        if wanted and engine.__name__ not in wanted:
            continue
        begun = time.monotonic()
        figures, fine = engine()
        good = good and fine
        took = f"{time.monotonic() - begun:.0f} s"
        sys.stdout.write(f"{engine.__name__}: {'good' if fine else 'BROKEN'} in {took}: {figures}\n")
        sys.stdout.flush()
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
