"""Random lives of a gallery: whatever comes, in whatever order, nothing is lost."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

from tests.faults.machine import Life

TestLife = Life.TestCase
TestLife.settings = settings(
    max_examples=25,
    stateful_step_count=15,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
