"""Memory and CPU time of a program and of everything that it has started, however far from it."""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean
from threading import Event, Thread
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

MARK: Final = "MEMESWEEP_TEST_MARK"
"""The variable by which processes are known: daemons leave their parents and their sessions, and keep it."""

_EVERY_S: Final = 3.0
_WARM: Final = 0.25
"""Of a run; until then models are opened and pools are filled."""


@dataclass
class Samples:
    """Megabytes over time: of the workers, which hold a net, and of everything else. And CPU time."""

    workers: list[float] = field(default_factory=list)
    others: list[float] = field(default_factory=list)
    cpu_s: dict[str, float] = field(default_factory=dict)
    """CPU time of each process when it was last seen."""

    def growth_mb(self) -> float:
        """Return by how much the workers grew between a quarter of the run and its end."""
        samples = self.workers[round(len(self.workers) * _WARM) :]
        part = max(1, len(samples) // 5)
        return mean(samples[-part:]) - mean(samples[:part]) if samples else 0.0

    def told(self) -> str:
        """Say how much there was."""
        if not self.workers:
            return "no sample"
        peak = max(a + b for a, b in zip(self.workers, self.others, strict=True))
        count = len(self.workers)
        return f"workers at most {max(self.workers):.0f}, with the engine {peak:.0f}; {count} samples"


@contextmanager
def watched(mark: str) -> Iterator[Samples]:
    """Sample memory and CPU time of all processes with a mark, shared pages counted once."""
    samples, stop = Samples(), Event()

    def sample() -> None:
        while not stop.wait(_EVERY_S):
            workers = others = 0.0
            for process in Path("/proc").glob("[0-9]*"):
                try:
                    if f"{MARK}={mark}".encode() not in (process / "environ").read_bytes():
                        continue
                    samples.cpu_s[process.name] = _cpu_s((process / "stat").read_text())
                    megabytes = _pss_mb((process / "smaps_rollup").read_text())
                    is_worker = "tflite" in (process / "maps").read_text()
                except OSError:
                    continue  # it has ended meanwhile
                workers += megabytes if is_worker else 0
                others += 0 if is_worker else megabytes
            if workers:
                samples.workers.append(workers)
                samples.others.append(others)

    thread = Thread(target=sample, daemon=True)
    thread.start()
    try:
        yield samples
    finally:
        stop.set()
        thread.join()


def _cpu_s(stat: str) -> float:
    fields = stat.rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _pss_mb(rollup: str) -> float:
    line = next(line for line in rollup.splitlines() if line.startswith("Pss:"))
    return int(line.split()[1]) / 1000
