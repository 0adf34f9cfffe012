"""From left-out margins to what the card and `model.json` say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from memesweep.evaluation.metrics import Metrics, Rate, measure
from memesweep.training.measure.calibration import fit_platt
from memesweep.training.measure.cascade import PROMISES, Cascade, fit_cascade, sigmoid, sweep_logit
from memesweep.training.measure.groups import KEEPERS, Group
from memesweep.training.measure.leftout import SHIPPED, LeftOut, Net, labels_of, margins_by

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from memesweep.evaluation.labels import Label


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: how many of some pictures are swept, and how many at least listed."""

    name: str
    label: Label
    swept: Rate
    listed: Rate
    """At `review` or above."""


@dataclass(frozen=True, slots=True)
class Price:
    """What one group's promise costs: the recall if it alone were kept."""

    group: Group
    memes: Rate
    cards: Rate


@dataclass(frozen=True, slots=True)
class Camera:
    """What the guard for a camera's shape covers and costs."""

    personal: Rate
    memes: Rate
    """Of the swept ones."""
    cards: Rate


@dataclass(frozen=True, slots=True)
class Beside:
    """An earlier release's judge and this release on what neither has seen."""

    before: Metrics
    """Calibrated on these pictures, at the threshold of the same promises."""
    now: Metrics
    """Of this release's scan."""
    groups: dict[str, tuple[Row, ...]]
    """By group: the release before, this release's whole cascade."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything measured on left-out sources."""

    cascade: Cascade
    metrics: Metrics
    """Of a scan's score, by scout and judge."""
    judge: Metrics
    """Of the judge alone."""
    groups: dict[str, tuple[Row, ...]]
    """By group: the judge alone, scout and judge, the whole cascade; each at the same promises."""
    beside: Beside | None
    """The earlier release, and this one on the same pictures."""
    kinds: tuple[Row, ...]
    sources: tuple[Row, ...]
    """Of the whole cascade."""
    prices: tuple[Price, ...]
    camera: Camera
    scout_settles: dict[Group, Rate]
    scout_loses: Rate
    """Memes and cards that the rest of the cascade would have listed."""
    highest_personal: float
    """Highest logit of a personal picture without a camera's shape; `sweep` lies half a logit above it."""


def rows_by(
    rows: Sequence[LeftOut],
    name: Callable[[LeftOut], str],
    scores: NDArray[np.float64],
    *,
    sweep: float,
    review: float,
) -> tuple[Row, ...]:
    """Count what is swept and listed, a line for each name and label; a camera's shape is not swept."""
    keys = [(row.label, name(row)) for row in rows]
    moved = (scores >= sweep) & ~np.array([row.guarded for row in rows])
    found = []
    for label, named in sorted(set(keys)):
        mine = np.array([key == (label, named) for key in keys])
        found.append(Row(named, label, _share(moved, mine), _share(scores >= review, mine)))
    return tuple(found)


def _share(chosen: NDArray[np.bool_], among: NDArray[np.bool_]) -> Rate:
    return Rate(int((chosen & among).sum()), int(among.sum()))


def _prices(
    logits: NDArray[np.float64], groups: Sequence[Group], guarded: NDArray[np.bool_]
) -> tuple[Price, ...]:
    needed = sweep_logit(logits, groups, guarded)

    def recall(group: Group, at: float) -> Rate:
        among = np.array([of is group for of in groups])
        return _share((logits >= at) & ~guarded, among)

    return tuple(
        Price(group, recall(Group.MEME, needed[group]), recall(Group.CARD, needed[group]))
        for group in PROMISES
        if group in needed
    )


def _alone(
    margins: Mapping[Net, NDArray[np.float64]],
    groups: Sequence[Group],
    guarded: NDArray[np.bool_],
    cascade: Cascade,
) -> dict[str, float]:
    """Return the thresholds of the judge alone, by the promises that the whole cascade keeps."""
    logits = cascade.judge.scale * margins[Net.JUDGE] + cascade.judge.bias
    sweep = max(sweep_logit(logits, groups, guarded).values())
    return {"sweep": float(sigmoid(sweep)), "review": cascade.operating.review}


def _camera(rows: Sequence[LeftOut], scores: NDArray[np.float64], sweep: float) -> Camera:
    shaped = np.array([row.guarded for row in rows])
    groups = np.array([row.group for row in rows])
    swept = scores >= sweep
    return Camera(
        _share(shaped, groups == Group.PERSONAL),
        _share(shaped, swept & (groups == Group.MEME)),
        _share(shaped, swept & (groups == Group.CARD)),
    )


def figure_out(rows: Sequence[LeftOut]) -> Figures:
    """Calibrate, choose thresholds and measure, on left-out pictures only."""
    cascade = fit_cascade(rows)
    labels, groups = labels_of(rows), [row.group for row in rows]
    guarded = np.array([row.guarded for row in rows])
    margins = {net: margins_by(rows, net) for net in SHIPPED if net in rows[0].margins}
    scores = cascade.scores(margins)
    scanned = sigmoid(cascade.scan.logits(margins))
    judged = cascade.judge.score(margins[Net.JUDGE])
    alone = {"sweep": cascade.operating.sweep, "review": cascade.operating.review}
    whole = {"sweep": cascade.final.sweep, "review": cascade.final.review}
    logits = cascade.logits(margins)
    personal = logits[np.array([of is Group.PERSONAL for of in groups]) & ~guarded]
    columns = {
        "judge": rows_by(rows, lambda row: row.group, judged, **_alone(margins, groups, guarded, cascade)),
        "scan": rows_by(rows, lambda row: row.group, scanned, **alone),
        "cascade": rows_by(rows, lambda row: row.group, scores, **whole),
    }
    settles, loses = _scout(cascade, margins, labels, groups)
    return Figures(
        cascade=cascade,
        metrics=measure(scanned, labels, **alone),
        judge=measure(judged, labels, **alone),
        groups=columns,
        beside=_beside([row for row in rows if Net.BEFORE in row.margins], cascade),
        kinds=rows_by(rows, lambda row: row.kind, scores, **whole),
        sources=rows_by(rows, lambda row: row.source, scores, **whole),
        prices=_prices(logits, groups, guarded),
        camera=_camera(rows, scores, cascade.final.sweep),
        scout_settles=settles,
        scout_loses=loses,
        highest_personal=float(personal.max()) if len(personal) else float("-inf"),
    )


def _beside(fresh: Sequence[LeftOut], cascade: Cascade) -> Beside | None:
    if not fresh:
        return None
    labels = labels_of(fresh)
    margins = {net: margins_by(fresh, net) for net in fresh[0].margins}
    older = fit_platt(margins[Net.BEFORE], labels)
    logits = older.scale * margins[Net.BEFORE] + older.bias
    guarded = np.array([row.guarded for row in fresh])
    # The older judge is held to the same promises, or the two could not be compared.
    sweep = max(sweep_logit(logits, [row.group for row in fresh], guarded).values())
    old = {"sweep": float(sigmoid(sweep)), "review": cascade.operating.review}
    alone = {"sweep": cascade.operating.sweep, "review": cascade.operating.review}
    whole = {"sweep": cascade.final.sweep, "review": cascade.final.review}
    return Beside(
        measure(sigmoid(logits), labels, **old),
        measure(sigmoid(cascade.scan.logits(margins)), labels, **alone),
        {
            "before": rows_by(fresh, lambda row: row.group, sigmoid(logits), **old),
            "cascade": rows_by(fresh, lambda row: row.group, cascade.scores(margins), **whole),
        },
    )


def _scout(
    cascade: Cascade,
    margins: dict[Net, NDArray[np.float64]],
    labels: NDArray[np.int64],
    groups: Sequence[Group],
) -> tuple[dict[Group, Rate], Rate]:
    if cascade.scout is None:
        return {}, Rate(0, 0)
    settled = cascade.scout.score(margins[Net.SCOUT]) < cascade.settles_below
    named = np.array(groups)
    listed = (sigmoid(cascade.logits(margins)) >= cascade.final.review) & (labels == 1)
    return {group: _share(settled, named == group) for group in KEEPERS}, _share(settled, listed)


def headline(figures: Figures) -> dict[str, Any]:
    """Sum up for `model.json`: plain numbers with their counts."""
    swept = {row.name: row.swept for row in figures.groups["cascade"]}
    return {
        "protocol": "four folds of all sources, whole families left out; exported files; the whole cascade",
        "swept": {name: {"swept": rate.hits, "of": rate.total} for name, rate in swept.items()},
        **{
            name: {
                "balanced_log_loss": round(of.balanced_log_loss or 0.0, 4),
                "roc_auc": round(of.roc_auc or 0.0, 4),
            }
            for name, of in (("scan", figures.metrics), ("judge", figures.judge))
        },
    }
