"""One picture as a JSON object, the same in the document, in the line stream and in the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from memesweep.gallery.reading import Facts
    from memesweep.scan.judged import Judged
    from memesweep.sweep.journal.record import Move
    from memesweep.verdict.verdict import Decision


def describe_picture(path: str, score: float | None, decision: Decision, facts: Facts) -> dict[str, Any]:
    """Return what `check` says of a picture. `score` is rounded to what runtimes agree on."""
    return {
        "path": path,
        "score": _rounded(score),
        "verdict": decision.verdict,
        "reason": decision.reason,
        "kind": facts.kind,
        "width": facts.width,
        "height": facts.height,
    }


def describe_judged(judged: Judged) -> dict[str, Any]:
    """Return what `scan` says of a picture."""
    described = describe_picture(str(judged.file.path), judged.score, judged.decision, judged.facts)
    return {**described, "size": judged.file.stamp.size, "mtime_ns": judged.file.stamp.mtime_ns}


def describe_move(root: Path, move: Move) -> dict[str, Any]:
    """Return what `clean` and `undo` say of a picture of a sweep."""
    return {
        "path": str(root / move.relative),
        "score": _rounded(move.score),
        "verdict": "sweep",
        "reason": "meme",
        "state": move.state,
        "destination": move.destination,
        "note": move.note,
        "size": move.size,
        "sha256": move.sha256.hex(),
    }


def _rounded(score: float | None) -> float | None:
    return None if score is None else round(score, 5)
