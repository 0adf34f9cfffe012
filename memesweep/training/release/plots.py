"""Pictures of a training for the model card; matplotlib is imported only when one is drawn."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from memesweep.evaluation.curves import new_figure

if TYPE_CHECKING:
    from pathlib import Path


def plot_curves(curves: dict[str, list[tuple[int, float, float]]], target: Path) -> None:
    """Draw training and left-out loss by epoch, one pair of lines a run, as PNG and CSV."""
    figure, axes = new_figure()
    for number, (name, rows) in enumerate(curves.items()):
        epochs = [row[0] for row in rows]
        axes.plot(epochs, [row[1] for row in rows], ":", color=f"C{number}")
        axes.plot(epochs, [row[2] for row in rows], "o-", color=f"C{number}", label=name)
    axes.set(xlabel="epoch", ylabel="log loss", title="Training (dotted) and left-out sources")
    axes.legend()
    figure.savefig(target)
    with target.with_suffix(".csv").open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(("run", "epoch", "training_loss", "left_out_balanced_log_loss"))
        for name, rows in curves.items():
            writer.writerows((name, epoch, f"{loss:.5f}", f"{held:.5f}") for epoch, loss, held in rows)
