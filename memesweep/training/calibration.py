"""From logits to probabilities, and from probabilities to decisions: all on sources not trained on."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy import optimize

from memesweep.evaluation.operating import threshold_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Platt:
    """Platt scaling of a logit: score = sigmoid(scale * margin + bias)."""

    scale: float
    bias: float

    def score(self, margins: NDArray[np.float64] | float) -> NDArray[np.float64]:
        """Map margins (meme minus photo logit) to probabilities, same shape."""
        logits = np.clip(self.scale * np.asarray(margins, dtype=np.float64) + self.bias, -60.0, 60.0)
        probabilities: NDArray[np.float64] = 1.0 / (1.0 + np.exp(-logits))
        return probabilities


@dataclass(frozen=True, slots=True)
class Operating:
    """The two thresholds on the calibrated score."""

    sweep: float
    review: float


def fit_platt(margins: NDArray[np.float64], labels: NDArray[np.int64]) -> Platt:
    """Minimise the class-balanced log loss of `score`.

    Balanced, because the share of memes in the training pictures says nothing of a gallery's. Platt,
    "Probabilistic outputs for support vector machines", 1999.

    Args:
        margins: `(n,)` meme minus photo logits of left-out pictures.
        labels: `(n,)`, 1 for memes.

    """
    signs = np.where(labels == 1, 1.0, -1.0)
    weights = np.where(labels == 1, 0.5 / max(1, (labels == 1).sum()), 0.5 / max(1, (labels == 0).sum()))

    def loss(parameters: NDArray[np.float64]) -> float:
        logits = parameters[0] * margins + parameters[1]
        return float((weights * np.logaddexp(0.0, -signs * logits)).sum())

    found = optimize.minimize(loss, np.array([1.0, 0.0]), method="Nelder-Mead")
    return Platt(float(found.x[0]), float(found.x[1]))


@dataclass(frozen=True, slots=True)
class Promise:
    """At most `rate` of these keepers may be swept."""

    scores: NDArray[np.float64]
    """`(n,)`, calibrated."""
    rate: float


def choose_thresholds(promises: Sequence[Promise], cards: NDArray[np.float64]) -> Operating:
    """Choose both thresholds on left-out pictures.

    `sweep` is the lowest score that keeps every promise; at `review` or above lie 92 % of greeting and quote
    cards.

    Args:
        promises: what must not be swept.
        cards: `(m,)` calibrated scores of greeting and quote cards.

    """
    least = max(threshold_at(one.scores, one.rate) for one in promises if len(one.scores))
    # Few and easy keepers may all score 0; what is more likely a photo is still not swept.
    sweep = min(max(least, 0.5), 1.0)
    review = float(np.quantile(cards, 0.08)) if len(cards) else 0.5
    # Rounded up: a threshold rounded down lets the very keeper through that set it.
    return Operating(sweep=math.ceil(sweep * 1e5) / 1e5, review=round(min(max(review, 0.05), 0.9, sweep), 3))
