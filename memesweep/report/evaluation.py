"""Figures of an evaluation as plain data: every rate with its counts and its 95 % interval."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from memesweep.evaluation.measurement import Evaluation, Group
    from memesweep.evaluation.metrics import Confusion, Rate


def describe_rate(rate: Rate) -> dict[str, Any]:
    """Return a share as counts, value and Clopper-Pearson interval; null of nothing."""
    if not rate.total:
        return {"hits": 0, "total": 0, "value": None, "low": None, "high": None}
    low, high = rate.interval
    rounded = {"value": round(rate.value, 5), "low": round(low, 5), "high": round(high, 5)}
    return {"hits": rate.hits, "total": rate.total, **rounded}


def describe_evaluation(evaluation: Evaluation) -> dict[str, Any]:
    """Return all figures of an evaluation, as the summary of `evaluate --json` has them."""
    metrics = evaluation.metrics
    return {
        "memes": metrics.memes,
        "photos": metrics.photos,
        "unscored": len(evaluation.unscored),
        "log_loss": metrics.log_loss,
        "balanced_log_loss": metrics.balanced_log_loss,
        "roc_auc": metrics.roc_auc,
        "average_precision": metrics.average_precision,
        "f1": metrics.f1,
        "sweep": _describe_confusion(metrics.sweep),
        "review": _describe_confusion(metrics.review),
        "recall_at": [
            {"false_positive_rate": at.rate, "threshold": at.threshold, "recall": describe_rate(at.recall)}
            for at in metrics.recall_at
        ],
        "groups": [_describe_group(group) for group in evaluation.groups],
    }


def _describe_confusion(confusion: Confusion) -> dict[str, Any]:
    return {
        "true_photos": confusion.true_photos,
        "false_memes": confusion.false_memes,
        "false_photos": confusion.false_photos,
        "true_memes": confusion.true_memes,
        "recall": describe_rate(confusion.recall),
        "precision": describe_rate(confusion.precision),
        "false_positives": describe_rate(confusion.false_positives),
        "accuracy": describe_rate(confusion.accuracy),
    }


def _describe_group(group: Group) -> dict[str, Any]:
    return {
        "name": group.name,
        "label": group.label.name.lower(),
        "sweep": describe_rate(group.sweep),
        "review": describe_rate(group.review),
    }
