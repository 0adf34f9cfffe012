"""The model card, written from what was measured."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from memesweep.evaluation.labels import Label
from memesweep.evaluation.metrics import percent, small
from memesweep.training.dataset import ADDED
from memesweep.training.kinds import kinds_table
from memesweep.training.rivals import rivals_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from memesweep.evaluation.metrics import Metrics
    from memesweep.training.figures import Figures, Row
    from memesweep.training.rivals import Rival
    from memesweep.training.robustness import Agreement


def metrics_table(columns: dict[str, Metrics]) -> str:
    """Lay metrics of several sets of pictures side by side."""
    rows: list[tuple[str, list[str]]] = [
        ("memes / keepers", [f"{of.memes} / {of.photos}" for of in columns.values()]),
    ]
    for place, rate in enumerate(("0.1", "0.5", "1")):
        cells = [percent(of.recall_at[place].recall) for of in columns.values()]
        bold = [f"**{cell}**" for cell in cells] if place == 0 else cells
        rows.append((f"recall at {rate} % false positives, %", bold))
    rows += [
        ("recall at `sweep`, %", [percent(of.sweep.recall) for of in columns.values()]),
        ("false positives at `sweep`", [small(of.sweep.false_positives) for of in columns.values()]),
        ("precision at `sweep`, %", [percent(of.sweep.precision) for of in columns.values()]),
        ("recall at `review`, %", [percent(of.review.recall) for of in columns.values()]),
        ("false positives at `review`", [small(of.review.false_positives) for of in columns.values()]),
        ("accuracy at `review`, %", [percent(of.review.accuracy) for of in columns.values()]),
        ("log loss, balanced", [f"{of.balanced_log_loss:.4f}" for of in columns.values()]),
        ("ROC-AUC", [f"{of.roc_auc:.4f}" for of in columns.values()]),
        ("average precision", [f"{of.average_precision:.4f}" for of in columns.values()]),
    ]
    lines = ["| | " + " | ".join(columns) + " |", "| --- |" + " --- |" * len(columns)]
    lines += [f"| {name} | " + " | ".join(cells) + " |" for name, cells in rows]
    return "\n".join(lines)


def _rows(rows: Sequence[Row], label: Label, what: str) -> str:
    chosen = [row for row in rows if row.label is label]
    ordered = sorted(chosen, key=lambda row: (row.name.startswith(ADDED), -row.sweep.total, row.name))
    if label is Label.MEME:
        head, line = ("at 0.1 %", "at `sweep`", "at `review`"), _meme_cells
    else:
        head, line = ("at `sweep`", "95 %", "at `review`"), _photo_cells
    cells = [[what, "pictures", *head], ["---"] * 5, *([row.name, *line(row)] for row in ordered)]
    return "\n".join(f"| {' | '.join(row)} |" for row in cells)


def _meme_cells(row: Row) -> list[str]:
    return [str(row.sweep.total), percent(row.recall_01), percent(row.sweep), percent(row.review)]


def _photo_cells(row: Row) -> list[str]:
    low, high = row.sweep.interval
    review = f"{row.review.hits} ({100 * row.review.value:.1f} %)"
    return [str(row.sweep.total), str(row.sweep.hits), f"{100 * low:.1f}-{100 * high:.1f} %", review]


def agreement_table(agreements: Sequence[Agreement]) -> str:
    """Tabulate how many decisions survive a change."""
    lines = ["| change | same at `sweep`, % | same at `review`, % |", "| --- | --- | --- |"]
    lines += [
        f"| {one.change} | {percent(one.same_sweep)} | {percent(one.same_review)} |" for one in agreements
    ]
    return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Beside:
    """What else was measured."""

    agreements: Sequence[Agreement]
    runtime_difference: float
    rivals: Sequence[Rival]
    kinds: NDArray[np.int64]


def write_card(prose: str, figures: Figures, beside: Beside, version: str) -> str:
    """Fill the card's text: `prose` holds `{name}` fields for every table and figure."""
    meme, photo, auc = figures.worst_pair
    return prose.format(
        metrics=metrics_table(
            {"all left-out pictures": figures.metrics, "without the unclear": figures.clear}
        ),
        memes=_rows(figures.sources, Label.MEME, "source"),
        photos=_rows(figures.sources, Label.PHOTO, "source"),
        meme_kinds=_rows(figures.kinds, Label.MEME, "kind"),
        photo_kinds=_rows(figures.kinds, Label.PHOTO, "kind"),
        agreements=agreement_table(beside.agreements),
        runtime_difference=f"{beside.runtime_difference:.1e}",
        rivals=rivals_table(beside.rivals),
        kinds=kinds_table(beside.kinds),
        version=version,
        worst_pair=f"`{meme}` against `{photo}`, {auc:.4f}",
        sweep=f"{figures.operating.sweep:g}",
        review=f"{figures.operating.review:g}",
        scale=f"{figures.platt.scale:.4f}",
        bias=f"{figures.platt.bias:.4f}",
        recall=percent(figures.metrics.recall_at[0].recall),
    )
