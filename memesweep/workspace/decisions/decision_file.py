"""Decisions as a file: they outlive a lost catalog, and move to another machine."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from memesweep.catalog.decisions import Choice, Decision, Origin, find_decision, record_decisions
from memesweep.errors import BadUsageError, ErrorCode

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

MARK: Final = "memesweep_decisions"
"""The first key of every such file; its value is the version of the format."""
_VERSION: Final = 1
_SHA256_BYTES: Final = 32
_HASH_BYTES: Final = frozenset({0, 32})


def format_decisions(decisions: Iterable[Decision]) -> str:
    """Return decisions as one JSON document, in ASCII; names that are no UTF-8 come back from it unharmed."""
    return json.dumps({MARK: _VERSION, "decisions": [describe_decision(one) for one in decisions]}, indent=1)


def describe_decision(decision: Decision) -> dict[str, Any]:
    """Return one decision as a JSON object."""
    return {
        "sha256": decision.sha256.hex(),
        "size": decision.size,
        "path": str(decision.path),
        "choice": decision.choice,
        "origin": decision.origin,
        "decided_at": decision.decided_at,
        "perceptual_hash": None if decision.perceptual_hash is None else decision.perceptual_hash.hex(),
    }


def parse_decisions(text: str, source: Path) -> list[Decision]:
    """Read what `format_decisions` wrote.

    Args:
        text: the file's.
        source: its name, for the error.

    Raises:
        BadUsageError: it is something else, or one of its decisions is no decision. None is to be taken then.

    """
    try:
        document = json.loads(text)
        if not isinstance(document, dict) or document.get(MARK) != _VERSION:
            raise BadUsageError(ErrorCode.DECISIONS_OTHER_FILE, path=source)
        records = document["decisions"]
        if not isinstance(records, list):
            raise BadUsageError(ErrorCode.DECISIONS_OTHER_FILE, path=source)
    except (ValueError, KeyError, RecursionError) as error:
        raise BadUsageError(ErrorCode.DECISIONS_OTHER_FILE, path=source) from error
    return [_parse(record, number, source) for number, record in enumerate(records, 1)]


def merge_decisions(catalog: sqlite3.Connection, decisions: Iterable[Decision]) -> int:
    """Take decisions in; return how many say something new. What was said later than they were stays."""

    def is_newer(decision: Decision) -> bool:
        known = find_decision(catalog, decision.sha256)
        return known is None or known.decided_at < decision.decided_at

    return record_decisions(catalog, [decision for decision in decisions if is_newer(decision)])


def _parse(record: Any, number: int, source: Path) -> Decision:
    try:
        likeness = record["perceptual_hash"]
        decision = Decision(
            sha256=bytes.fromhex(record["sha256"]),
            size=record["size"],
            path=Path(record["path"]),
            choice=Choice(record["choice"]),
            origin=Origin(record["origin"]),
            decided_at=float(record["decided_at"]),
            perceptual_hash=None if likeness is None else bytes.fromhex(likeness),
        )
    except (ValueError, TypeError, KeyError, OverflowError) as error:
        raise BadUsageError(ErrorCode.DECISIONS_DAMAGED, path=source, number=number) from error
    if not _is_sound(decision):
        raise BadUsageError(ErrorCode.DECISIONS_DAMAGED, path=source, number=number)
    return decision


def _is_sound(decision: Decision) -> bool:
    return (
        len(decision.sha256) == _SHA256_BYTES
        and type(decision.size) is int
        and 0 <= decision.size < 1 << 63
        and "\0" not in str(decision.path)
        and math.isfinite(decision.decided_at)
        and len(decision.perceptual_hash or b"") in _HASH_BYTES
    )
