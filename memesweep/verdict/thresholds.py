"""The two scores at which the tool changes its mind."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Calibrated scores, 0 to 1: `sweep` and above may move a file, `review` and above asks a person."""

    sweep: float
    review: float

    def __post_init__(self) -> None:
        if not 0.0 < self.review <= self.sweep <= 1.0:
            raise ValueError(f"thresholds must be 0 < review <= sweep <= 1, not {self.review}, {self.sweep}")
