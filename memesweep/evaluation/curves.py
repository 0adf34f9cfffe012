"""Curves of a measurement; matplotlib is imported only when one is drawn."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

_BINS: Final = 15


def reliability(
    scores: NDArray[np.float64], labels: NDArray[np.int64], bins: int = _BINS
) -> list[tuple[float, float, int]]:
    """Bin scores by equal width: mean score, share of memes and count of each filled bin.

    Each class weighs half, as in the calibration: shares are those of a gallery half of which is memes.
    """
    weights = np.where(labels == 1, 0.5 / max(1, (labels == 1).sum()), 0.5 / max(1, (labels == 0).sum()))
    places = np.minimum((scores * bins).astype(int), bins - 1)
    rows = []
    for place in range(bins):
        inside = places == place
        if inside.any():
            weight = weights[inside]
            rows.append(
                (
                    float((scores[inside] * weight).sum() / weight.sum()),
                    float((labels[inside] * weight).sum() / weight.sum()),
                    int(inside.sum()),
                )
            )
    return rows


def new_figure() -> tuple[Any, Any]:
    """Return a figure for a file, of no window, and its axes."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415
    from matplotlib.figure import Figure  # noqa: PLC0415

    figure = Figure(figsize=(4.2, 3.4), dpi=100, layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    axes.grid(visible=True, alpha=0.3)
    return figure, axes


def _table(target: Path, header: Sequence[str], rows: Sequence[Sequence[float]]) -> None:
    with target.with_suffix(".csv").open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(header)
        writer.writerows([[f"{value:.6g}" for value in row] for row in rows])


def plot_reliability(scores: NDArray[np.float64], labels: NDArray[np.int64], target: Path) -> None:
    """Draw predicted against observed share of memes, as PNG and CSV."""
    rows = reliability(scores, labels)
    _table(target, ("mean_score", "share_of_memes", "pictures"), rows)
    figure, axes = new_figure()
    axes.plot([0, 1], [0, 1], "--", color="grey")
    axes.plot([row[0] for row in rows], [row[1] for row in rows], "o-")
    axes.set(xlabel="score", ylabel="share of memes (classes weighted alike)", title="Reliability")
    figure.savefig(target)


def plot_recall(scores: NDArray[np.float64], labels: NDArray[np.int64], target: Path) -> None:
    """Draw recall over the false-positive rate on a logarithmic axis, as PNG and CSV."""
    from sklearn import metrics  # noqa: PLC0415

    false, true, thresholds = metrics.roc_curve(labels, scores)
    rates = np.geomspace(2e-4, 1.0, 60)
    recalls = np.array([true[false <= rate].max() for rate in rates])
    at = np.array([thresholds[false <= rate].min() for rate in rates])
    _table(target, ("false_positive_rate", "recall", "threshold"), np.stack([rates, recalls, at], 1).tolist())
    figure, axes = new_figure()
    axes.semilogx(rates, recalls)
    axes.axvline(0.001, color="grey", linestyle="--")
    axes.set(xlabel="false positives among keepers", ylabel="memes found", title="Recall", ylim=(0, 1.01))
    figure.savefig(target)
