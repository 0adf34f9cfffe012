"""An evaluation as tables for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from memesweep.cli.terminal.names import counted, printable

if TYPE_CHECKING:
    from memesweep.evaluation.measurement import Evaluation
    from memesweep.evaluation.metrics import Rate


def headline(evaluation: Evaluation) -> str:
    """Return what was measured and the figure that counts: recall at 0.1 % false positives."""
    metrics = evaluation.metrics
    what = f"{counted(metrics.memes, 'meme')}, {counted(metrics.photos, 'photo')}"
    if not metrics.recall_at:
        return f"{what}; one class alone has no recall at a false-positive rate"
    first = metrics.recall_at[0]
    return f"{what}; recall at {first.rate:.1%} false positives: {_share(first.recall)}"


def figures_table(evaluation: Evaluation) -> Table:
    """Show every figure over all pictures."""
    metrics = evaluation.metrics
    table = Table(box=None, pad_edge=False)
    table.add_column("figure", no_wrap=True)
    table.add_column("value", no_wrap=True)
    for name, value in (
        ("log loss", metrics.log_loss),
        ("log loss, classes weighted alike", metrics.balanced_log_loss),
        ("ROC-AUC", metrics.roc_auc),
        ("average precision", metrics.average_precision),
        ("F1 at sweep", metrics.f1),
    ):
        table.add_row(name, "-" if value is None else f"{value:.4f}")
    for at in metrics.recall_at:
        table.add_row(
            f"recall at {at.rate:.1%} false positives", f"{_share(at.recall)}, score {at.threshold:.4f}"
        )
    for name, confusion in (("sweep", metrics.sweep), ("review", metrics.review)):
        table.add_row(f"{name}: recall", _share(confusion.recall))
        table.add_row(f"{name}: precision", _share(confusion.precision))
        table.add_row(f"{name}: false positives", _share(confusion.false_positives))
        table.add_row(f"{name}: accuracy", _share(confusion.accuracy))
        table.add_row(
            f"{name}: confusion",
            f"photos kept {confusion.true_photos}, lost {confusion.false_memes}; "
            f"memes found {confusion.true_memes}, missed {confusion.false_photos}",
        )
    return table


def groups_table(evaluation: Evaluation) -> Table:
    """Show each subfolder: of memes the share found, of photos the share lost."""
    table = Table(box=None, pad_edge=False)
    table.add_column("label", no_wrap=True)
    table.add_column("subfolder", overflow="fold")
    table.add_column("at sweep or above", no_wrap=True)
    table.add_column("at review or above", no_wrap=True)
    for group in evaluation.groups:
        name = Text(printable(group.name) or "-")
        table.add_row(group.label.name.lower(), name, _share(group.sweep), _share(group.review))
    return table


def _share(rate: Rate) -> str:
    if not rate.total:
        return "-"
    low, high = rate.interval
    return f"{rate.value:.2%} ({rate.hits} of {rate.total}; {low:.2%} to {high:.2%})"
