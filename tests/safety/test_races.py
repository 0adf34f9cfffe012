"""Other programs in the gallery, and other sweeps: nothing is lost, and nothing outside is touched."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.programs import two_programs
from tests.faults.race import RaceFigures
from tests.faults.ways import Way

pytestmark = pytest.mark.long
ROOT = Path(__file__).resolve().parents[2]


def raced(kind: str, way: Way, amount: float) -> RaceFigures:
    """Run a race in a process of its own, since it forks."""
    ended = subprocess.run(
        [sys.executable, "-m", "tests.faults.race", kind, way.value, str(amount)],
        cwd=ROOT,
        capture_output=True,
        timeout=300,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr.decode()
    figures = RaceFigures(**json.loads(ended.stdout))
    print(kind, way.value, figures)  # noqa: T201 - the figure is part of the result
    return figures


@pytest.mark.parametrize("way", list(Way))
def test_other_programs_rename_replace_link_and_write(way: Way) -> None:
    figures = raced("writers", way, 1.5)
    assert figures.moved
    assert not figures.lost
    assert not figures.outside_touched


@pytest.mark.parametrize("way", list(Way))
def test_two_sweeps_without_a_lock(way: Way) -> None:
    figures = raced("pair", way, 2)
    assert figures.moved
    assert not figures.lost
    if way in {Way.RENAME, Way.TRASH}:
        assert not figures.doubled


def test_two_programs_at_once() -> None:
    rounds = two_programs(2, files=6)
    print(rounds)  # noqa: T201 - the figure is part of the result
    assert not rounds.faults
    assert rounds.locked_out
    assert rounds.figures.flawless
