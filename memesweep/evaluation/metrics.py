"""How well scores tell memes from keepers, as counts with intervals; scikit-learn does the arithmetic."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy import stats
from sklearn import metrics

from memesweep.evaluation.operating import threshold_at

if TYPE_CHECKING:
    from numpy.typing import NDArray

RATES: Final = (0.001, 0.005, 0.01)
"""False-positive rates at which recall is told."""


@dataclass(frozen=True, slots=True)
class Rate:
    """A share of counted pictures with its exact 95 % interval (Clopper and Pearson, 1934)."""

    hits: int
    total: int

    @property
    def value(self) -> float:
        """The share itself; NaN of nothing."""
        return self.hits / self.total if self.total else float("nan")

    @property
    def interval(self) -> tuple[float, float]:
        """Lower and upper 95 % bound of the true share."""
        misses = self.total - self.hits
        low = float(stats.beta.ppf(0.025, self.hits, misses + 1)) if self.hits else 0.0
        high = float(stats.beta.ppf(0.975, self.hits + 1, misses)) if misses else 1.0
        return low, high


def percent(rate: Rate) -> str:
    """Write a share with its counts and interval, in per cent: `98.1 (97.0-98.9)`."""
    low, high = rate.interval
    return f"{100 * rate.value:.1f} ({100 * low:.1f}-{100 * high:.1f})"


def small(rate: Rate) -> str:
    """Write a rate near zero: `3 of 2681, 0.11 % (0.02-0.33)`."""
    low, high = rate.interval
    return f"{rate.hits} of {rate.total}, {100 * rate.value:.2f} % ({100 * low:.2f}-{100 * high:.2f})"


@dataclass(frozen=True, slots=True)
class RecallAt:
    """Recall of memes where at most `rate` of the keepers are false positives."""

    rate: float
    threshold: float
    recall: Rate


@dataclass(frozen=True, slots=True)
class Confusion:
    """Counts at one threshold: `false_memes` are keepers that would be lost."""

    true_photos: int
    false_memes: int
    false_photos: int
    true_memes: int

    @property
    def recall(self) -> Rate:
        """Share of memes found."""
        return Rate(self.true_memes, self.true_memes + self.false_photos)

    @property
    def precision(self) -> Rate:
        """Share of memes among what was taken for one."""
        return Rate(self.true_memes, self.true_memes + self.false_memes)

    @property
    def false_positives(self) -> Rate:
        """Share of keepers taken for memes."""
        return Rate(self.false_memes, self.false_memes + self.true_photos)

    @property
    def accuracy(self) -> Rate:
        """Share of pictures decided rightly."""
        right = self.true_photos + self.true_memes
        return Rate(right, right + self.false_memes + self.false_photos)


@dataclass(frozen=True, slots=True)
class Metrics:
    """Figures of one set of scored pictures; those that need both classes are None where one is absent."""

    memes: int
    photos: int
    log_loss: float
    balanced_log_loss: float | None
    roc_auc: float | None
    average_precision: float | None
    f1: float
    sweep: Confusion
    review: Confusion
    recall_at: tuple[RecallAt, ...]


def confusion(scores: NDArray[np.float64], labels: NDArray[np.int64], threshold: float) -> Confusion:
    """Count decisions at `threshold` (a score at the threshold is a meme)."""
    matrix = metrics.confusion_matrix(labels, scores >= threshold, labels=[0, 1])
    return Confusion(*(int(count) for count in matrix.ravel()))


def balanced_log_loss(scores: NDArray[np.float64], labels: NDArray[np.int64]) -> float:
    """Log loss in which each class weighs half, natural logarithm."""
    weights = np.where(labels == 1, 0.5 / (labels == 1).sum(), 0.5 / (labels == 0).sum())
    return float(metrics.log_loss(labels, scores, sample_weight=weights, labels=[0, 1]))


def recall_at(scores: NDArray[np.float64], labels: NDArray[np.int64], rate: float) -> RecallAt:
    """Find the recall at a false-positive rate, with the threshold that these very keepers ask for."""
    threshold = threshold_at(scores[labels == 0], rate)
    found = scores[labels == 1] >= threshold
    return RecallAt(rate, threshold, Rate(int(found.sum()), len(found)))


def measure(
    scores: NDArray[np.float64], labels: NDArray[np.int64], *, sweep: float, review: float
) -> Metrics:
    """Measure calibrated scores `(n,)` against labels `(n,)`, 1 for memes.

    F1 is that of the sweep decision.

    Raises:
        ValueError: there are no pictures.

    """
    if not len(scores):
        raise ValueError("no scored pictures to measure")
    both = len(np.unique(labels)) > 1
    return Metrics(
        memes=int((labels == 1).sum()),
        photos=int((labels == 0).sum()),
        log_loss=float(metrics.log_loss(labels, scores, labels=[0, 1])),
        balanced_log_loss=balanced_log_loss(scores, labels) if both else None,
        roc_auc=float(metrics.roc_auc_score(labels, scores)) if both else None,
        average_precision=float(metrics.average_precision_score(labels, scores)) if both else None,
        f1=float(metrics.f1_score(labels, scores >= sweep, zero_division=0.0)),
        sweep=confusion(scores, labels, sweep),
        review=confusion(scores, labels, review),
        recall_at=tuple(recall_at(scores, labels, rate) for rate in RATES) if both else (),
    )
