"""One picture as a JSON object, the same in the document, in the line stream and in the plan."""

from __future__ import annotations

import os
from datetime import UTC, datetime
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
        "stage": None if result.score is None else result.stage,
        "depth": None if result.score is None else result.depth,
    }


def describe_result(result: PictureResult) -> dict[str, Any]:
    """Return what `scan` says of a picture."""
    file, stamp = result.file, result.file.stamp
    described = describe_picture(os.path.join(file.root, file.folder, file.name), result)  # noqa: PTH118 - for each file
    # Programs that read numbers as floats, as jq does, lose the last digits of the nanoseconds.
    return {**described, "size": stamp.size, "mtime_ns": stamp.mtime_ns, "mtime": _iso(stamp.mtime_ns)}


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


def _iso(nanoseconds: int) -> str:
    """Return a time as ISO 8601 in UTC, to the nanosecond; empty where no calendar has it."""
    seconds, rest = divmod(nanoseconds, 10**9)
    try:
        return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%dT%H:%M:%S}.{rest:09}Z"
    except (OverflowError, ValueError, OSError):
        return ""


def _rounded(score: float | None) -> float | None:
    return None if score is None else round(score, 5)
