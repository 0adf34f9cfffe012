"""From left-out margins to what the card and `model.json` say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from sklearn import metrics as sk

from memesweep.evaluation.labels import Label
from memesweep.evaluation.metrics import Metrics, Rate, measure
from memesweep.training.calibration import Operating, Platt, Promise, choose_thresholds, fit_platt
from memesweep.training.dataset import ADDED, GATHERED
from memesweep.training.leftout import LeftOut, arrays

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

PEOPLE: Final = frozenset({"people", "selfie"})
LETTERED: Final = ("screenshot", "document", "receipt", "chart", "product", "scenetext")
"""Kinds of keeper that carry text."""
CARDS: Final = frozenset({"greeting", "quote"})


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: how many of some pictures reach each threshold, and how well they are told apart."""

    name: str
    label: Label
    sweep: Rate
    review: Rate
    recall_01: Rate
    """Share above the threshold at which 0.1 % of all left-out keepers are false positives."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything measured on left-out sources."""

    platt: Platt
    operating: Operating
    metrics: Metrics
    clear: Metrics
    """The same without the pictures that `corrections.csv` calls unclear."""
    sources: tuple[Row, ...]
    kinds: tuple[Row, ...]
    worst_pair: tuple[str, str, float]
    """Meme and photo source of 100 pictures or more that are told apart worst, with their ROC-AUC."""


def _rows(
    rows: Sequence[LeftOut],
    names: Sequence[str],
    scores: NDArray[np.float64],
    operating: Operating,
    strict: float,
) -> tuple[Row, ...]:
    found = []
    for label, name in sorted({(row.label, name) for row, name in zip(rows, names, strict=True)}):
        mine = np.array([row.label is label and of == name for row, of in zip(rows, names, strict=True)])
        rates = [
            Rate(int((scores[mine] >= at).sum()), int(mine.sum()))
            for at in (operating.sweep, operating.review, strict)
        ]
        found.append(Row(name, label, *rates))
    return tuple(found)


def _worst_pair(rows: Sequence[LeftOut], least: int = 100) -> tuple[str, str, float]:
    by: dict[tuple[Label, str, int], list[float]] = {}
    for row in rows:
        by.setdefault((row.label, row.source, row.fold), []).append(row.margin)
    large = {key: margins for key, margins in by.items() if len(margins) >= least}
    worst = ("", "", 1.0)
    for (label, meme, fold), memes in large.items():
        for (other, photo, its), photos in large.items():
            # Margins of two folds' models are not on one scale: only pairs of one fold are compared.
            if label is Label.MEME and other is Label.PHOTO and fold == its:
                auc = float(sk.roc_auc_score([1] * len(memes) + [0] * len(photos), memes + photos))
                if auc < worst[2]:
                    worst = (meme, photo, auc)
    return worst


def _promises(rows: Sequence[LeftOut], scores: NDArray[np.float64]) -> list[Promise]:
    """Say what `sweep` must hold to: few keepers, few of each kind with text, no photograph of people.

    Gathered pictures are such a kind; drawn ones are left out, since the renderer also taught.
    """

    def among(kinds: Collection[str]) -> NDArray[np.float64]:
        return scores[[row.label is Label.PHOTO and row.kind in kinds for row in rows]]

    return [
        Promise(among({row.kind for row in rows}.difference(ADDED)), 0.001),
        Promise(among(PEOPLE), 0.0),
        *(Promise(among({kind}), 0.005) for kind in (*LETTERED, GATHERED)),
    ]


def figure_out(everything: Sequence[LeftOut], *, platt: Platt | None = None) -> Figures:
    """Calibrate, choose thresholds and measure, on left-out pictures only."""
    rows = [row for row in everything if row.kind not in ADDED]
    margins, labels = arrays(rows)
    fitted = platt or fit_platt(margins, labels)
    scores = fitted.score(margins)
    cards = np.array([row.kind in CARDS and row.label is Label.MEME for row in rows])
    all_margins, _ = arrays(everything)
    all_scores = fitted.score(all_margins)
    operating = choose_thresholds(_promises(everything, all_scores), scores[cards])
    thresholds = {"sweep": operating.sweep, "review": operating.review}
    figures = measure(scores, labels, **thresholds)
    clear = np.array([not row.unclear for row in rows])
    strict = figures.recall_at[0].threshold
    return Figures(
        platt=fitted,
        operating=operating,
        metrics=figures,
        clear=measure(scores[clear], labels[clear], **thresholds),
        sources=_rows(everything, [row.source for row in everything], all_scores, operating, strict),
        kinds=_rows(everything, [row.kind for row in everything], all_scores, operating, strict),
        worst_pair=_worst_pair(rows),
    )


def headline(figures: Figures) -> dict[str, Any]:
    """Sum up for `model.json`: plain numbers with their counts."""
    of = figures.metrics
    at = of.recall_at[0]
    low, high = at.recall.interval
    return {
        "protocol": "three source-grouped folds, exported files, left-out sources only",
        "memes": of.memes,
        "photos": of.photos,
        "recall_at_fpr_0.001": {
            "value": round(at.recall.value, 4),
            "found": at.recall.hits,
            "of": at.recall.total,
            "interval95": [round(low, 4), round(high, 4)],
        },
        "recall_at_sweep": {"found": of.sweep.true_memes, "of": of.memes},
        "false_positives_at_sweep": {"swept": of.sweep.false_memes, "of": of.photos},
        "balanced_log_loss": round(of.balanced_log_loss or 0.0, 4),
        "roc_auc": round(of.roc_auc or 0.0, 4),
        "average_precision": round(of.average_precision or 0.0, 4),
    }
