"""From logits to probabilities, on sources not trained on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy import optimize

if TYPE_CHECKING:
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
