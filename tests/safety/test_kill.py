"""`kill -9` at every file operation: nothing is lost, nothing is doubled, and undo brings all back."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.ways import Way
from tests.faults.world import Figures

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("way", list(Way))
def test_killed_anywhere(way: Way) -> None:
    # A process of its own: it forks for every kill, which a process with threads must not.
    ended = subprocess.run(
        [sys.executable, "-m", "tests.faults.kill", way.value, "2"],
        cwd=ROOT,
        capture_output=True,
        timeout=300,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr.decode()
    figures = Figures(**json.loads(ended.stdout))
    print(way.value, figures)  # noqa: T201 - the figure is part of the result
    assert figures.tried > 80
    assert figures.flawless
