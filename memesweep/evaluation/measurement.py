"""Measure a shipped bundle on labelled pictures, through the decoder and the runtime that serve users."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Event
from typing import TYPE_CHECKING

import numpy as np

from memesweep.classifier.pipeline import score_in_order
from memesweep.classifier.pool import ScorerPool
from memesweep.classifier.scoring import score_path
from memesweep.evaluation.examples import Example, read_examples
from memesweep.evaluation.labels import Label
from memesweep.evaluation.metrics import Metrics, Rate, measure

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from memesweep.classifier.bundle import ModelBundle
    from memesweep.classifier.scorer import Scorer


@dataclass(frozen=True, slots=True)
class ScoredExample:
    """A labelled picture and the calibrated score that it got."""

    example: Example
    score: float

    @property
    def mistake(self) -> float:
        """How wrong the score is, 0 to 1."""
        return 1.0 - self.score if self.example.label is Label.MEME else self.score


@dataclass(frozen=True, slots=True)
class Unscored:
    """A labelled file that gave no pixels, and why."""

    example: Example
    reason: str


@dataclass(frozen=True, slots=True)
class Group:
    """One row of the table: for memes the shares found, for photos the shares lost."""

    name: str
    label: Label
    sweep: Rate
    review: Rate


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Everything that was measured."""

    metrics: Metrics
    groups: tuple[Group, ...]
    scored: tuple[ScoredExample, ...]
    unscored: tuple[Unscored, ...] = ()

    def worst(self, label: Label, count: int) -> list[ScoredExample]:
        """List the class's most wrongly scored pictures, worst first."""
        mine = [one for one in self.scored if one.example.label is label]
        return sorted(mine, key=lambda one: (-one.mistake, str(one.example.path)))[:count]


def summarise(
    scored: Sequence[ScoredExample], *, sweep: float, review: float, unscored: Sequence[Unscored] = ()
) -> Evaluation:
    """Turn scores into figures at two thresholds, overall and per group.

    Raises:
        ValueError: nothing was scored.

    """
    scores = np.array([one.score for one in scored], dtype=np.float64)
    labels = np.array([int(one.example.label) for one in scored], dtype=np.int64)
    rows: dict[tuple[int, str], list[float]] = {}
    for one in scored:
        rows.setdefault((int(one.example.label), one.example.group), []).append(one.score)
    groups = tuple(
        Group(
            name,
            Label(label),
            sweep=Rate(sum(score >= sweep for score in mine), len(mine)),
            review=Rate(sum(score >= review for score in mine), len(mine)),
        )
        for (label, name), mine in sorted(rows.items())
    )
    metrics = measure(scores, labels, sweep=sweep, review=review)
    return Evaluation(metrics, groups, tuple(scored), tuple(unscored))


def evaluate_examples(
    examples: Sequence[Example],
    bundle: ModelBundle,
    *,
    threads: int = 2,
    on_progress: Callable[[int, int], None] | None = None,
) -> Evaluation:
    """Score pictures on `threads` threads with one interpreter each, and measure at the bundle's thresholds.

    Raises:
        ValueError: no picture could be scored.
        UnfitEnvironmentError: no runtime opens the model.

    """
    scorers = ScorerPool(bundle, threads)
    scored: list[ScoredExample] = []
    unscored: list[Unscored] = []
    for chunk in score_in_order(examples, _score_example, scorers, threads, Event()):
        for result in chunk:
            if isinstance(result, Unscored):
                unscored.append(result)
            else:
                scored.append(result)
            if on_progress is not None:
                on_progress(len(scored) + len(unscored), len(examples))
    return summarise(
        scored, sweep=bundle.thresholds.sweep, review=bundle.thresholds.review, unscored=unscored
    )


def evaluate_folder(
    folder: Path,
    bundle: ModelBundle,
    *,
    threads: int = 2,
    on_progress: Callable[[int, int], None] | None = None,
) -> Evaluation:
    """Evaluate a bundle on a folder with `meme/` and `photo/` inside, or on a CSV of `file, label, group`.

    Raises:
        ValueError: there is nothing to evaluate.
        UnfitEnvironmentError: no runtime opens the model.

    """
    return evaluate_examples(read_examples(folder), bundle, threads=threads, on_progress=on_progress)


def _score_example(example: Example, scorer: Scorer) -> ScoredExample | Unscored:
    picture = score_path(example.path, scorer)
    if picture.score is None:
        return Unscored(example, str(picture.problem))
    return ScoredExample(example, picture.score)
