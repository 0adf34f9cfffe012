"""What decisions say of a threshold, as a document."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from memesweep.report.envelope import Envelope

if TYPE_CHECKING:
    from pathlib import Path

    from memesweep.workspace import Share, Tuning


def tune_document(root: Path, tuning: Tuning) -> Envelope:
    """Return what the decisions about a gallery's pictures say."""
    return Envelope(
        "tune",
        summary={
            "gallery": str(root),
            "decided": tuning.decided,
            "kept": tuning.kept,
            "sweep_at": tuning.thresholds.sweep,
            "model_sweeps_at": tuning.floor,
            "right_at_sweep": _describe(tuning.at_sweep),
            "memes_at_review": _describe(tuning.at_review),
            "offered": tuning.offered,
            "now": asdict(tuning.now),
            "then": None if tuning.then is None else asdict(tuning.then),
        },
    )


def _describe(share: Share) -> dict[str, Any]:
    low, high = share.interval
    return {"hits": share.hits, "of": share.total, "interval95": [round(low, 4), round(high, 4)]}
