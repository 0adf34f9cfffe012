"""One picture as a JSON object, the same in the document, in the line stream and in the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from memesweep.workspace import Checked, Move, PictureResult


def describe_picture(path: str, result: Checked | PictureResult) -> dict[str, Any]:
    """Return what `check` says of a picture. `score` is rounded to what runtimes agree on."""
    return {
        "path": path,
        "score": _rounded(result.score),
        "verdict": result.verdict,
        "reason": result.reason,
        "kind": result.info.kind,
        "width": result.info.width,
        "height": result.info.height,
    }


def describe_result(result: PictureResult) -> dict[str, Any]:
    """Return what `scan` says of a picture."""
    described = describe_picture(str(result.file.path), result)
    return {**described, "size": result.file.stamp.size, "mtime_ns": result.file.stamp.mtime_ns}


def describe_move(root: Path, move: Move) -> dict[str, Any]:
    """Return what `clean` and `undo` say of a picture of a sweep."""
    return {
        "path": str(root / move.relative),
        "score": _rounded(move.score),
        "verdict": move.verdict,
        "reason": move.reason,
        "state": move.state,
        "destination": move.destination,
        "note": move.note,
        "size": move.size,
        "sha256": move.sha256.hex(),
    }


def _rounded(score: float | None) -> float | None:
    return None if score is None else round(score, 5)
