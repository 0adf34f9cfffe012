"""Nets that the shipped one is compared with, as a table on disk."""

from __future__ import annotations

import csv
from dataclasses import asdict, dataclass, fields
from math import isnan
from typing import TYPE_CHECKING

from memesweep.evaluation.metrics import measure
from memesweep.training.calibration import fit_platt

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Rival:
    """One row of the table."""

    name: str
    size: int
    """Side of the input, pixels."""
    multiply_adds: int
    """Of one picture."""
    milliseconds: float
    """One inference on one thread, median, on the machine that trained; NaN where no file was made."""
    recall_01: float
    """Share of left-out memes found where 0.1 % of the left-out keepers are false positives."""
    recall_05: float
    roc_auc: float
    log_loss: float
    """Balanced, after a Platt scaling of its own."""


def judge(
    name: str, size: int, multiply_adds: int, margins: NDArray[np.float64], labels: NDArray[np.int64]
) -> Rival:
    """Sum up one net's left-out margins, each net with its own calibration."""
    scores = fit_platt(margins, labels).score(margins)
    found = measure(scores, labels, sweep=0.5, review=0.5)
    recalls = [one.recall.value for one in found.recall_at]
    return Rival(
        name=name,
        size=size,
        multiply_adds=multiply_adds,
        milliseconds=float("nan"),
        recall_01=recalls[0],
        recall_05=recalls[1],
        roc_auc=found.roc_auc or 0.0,
        log_loss=found.balanced_log_loss or 0.0,
    )


def write_rivals(path: Path, rivals: Sequence[Rival]) -> None:
    """Write the table as CSV."""
    with path.open("w", newline="", encoding="utf-8") as out:
        writer = csv.DictWriter(out, [field.name for field in fields(Rival)], lineterminator="\n")
        writer.writeheader()
        writer.writerows(asdict(rival) for rival in rivals)


def read_rivals(path: Path) -> list[Rival]:
    """Read what `write_rivals` wrote."""
    with path.open(newline="", encoding="utf-8") as lines:
        return [
            Rival(
                row["name"],
                int(row["size"]),
                int(row["multiply_adds"]),
                *(float(row[field.name]) for field in fields(Rival)[3:]),
            )
            for row in csv.DictReader(lines)
        ]


def rivals_table(rivals: Sequence[Rival]) -> str:
    """Tabulate what each net costs and finds."""
    heads = (
        "net",
        "input",
        "million multiply-adds",
        "ms",
        "recall at 0.1 %",
        "at 0.5 %",
        "ROC-AUC",
        "log loss",
    )
    rows = [
        (
            rival.name,
            f"{rival.size} px",
            f"{rival.multiply_adds / 1e6:.0f}",
            "" if isnan(rival.milliseconds) else f"{rival.milliseconds:.1f}",
            f"{100 * rival.recall_01:.1f}",
            f"{100 * rival.recall_05:.1f}",
            f"{rival.roc_auc:.4f}",
            f"{rival.log_loss:.4f}",
        )
        for rival in rivals
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in (heads, ("---",) * len(heads), *rows))
