"""Side by side in one process and one run: what drifts, drifts for both."""

from __future__ import annotations

import statistics
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

SHARED: Final = Path(__file__).resolve().parents[3] / "shared"
"""Pictures that are no part of the repository; what needs them is left out where they are not."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number, its bar where there is one, and what it is made of."""

    what: str
    value: float
    bar: str = ""
    detail: str = ""

    def __str__(self) -> str:
        bar = f" (bar: {self.bar})" if self.bar else ""
        return f"{self.what}: {self.value:.2f}{bar}" + (f"   {self.detail}" if self.detail else "")


@dataclass(frozen=True, slots=True)
class Cost:
    """Median seconds of one thing."""

    wall: float
    cpu: float


def side_by_side(things: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, Cost]:
    """Run each thing in turn, `rounds` times over; CPU time is that of all threads."""
    walls: dict[str, list[float]] = {name: [] for name in things}
    cpus: dict[str, list[float]] = {name: [] for name in things}
    for _ in range(rounds):
        for name, thing in things.items():
            wall, cpu = time.perf_counter(), time.process_time()
            thing()
            walls[name].append(time.perf_counter() - wall)
            cpus[name].append(time.process_time() - cpu)
    return {name: Cost(statistics.median(walls[name]), statistics.median(cpus[name])) for name in things}


def commands_side_by_side(
    commands: Mapping[str, Sequence[str]], rounds: int, environment: Mapping[str, str]
) -> dict[str, float]:
    """Run commands in turn; median wall seconds of each. The first runs, which fill caches, do not count."""
    walls: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, command in commands.items():
            begun = time.perf_counter()
            subprocess.run(command, env=dict(environment), stdout=subprocess.DEVNULL, check=True)
            if number > 0:
                walls[name].append(time.perf_counter() - begun)
    return {name: statistics.median(times) for name, times in walls.items()}
