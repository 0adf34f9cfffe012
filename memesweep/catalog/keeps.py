"""The keep-list: the decisions that keep a picture."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from memesweep.catalog.decisions import (
    Choice,
    Decision,
    Origin,
    find_decision,
    record_decisions,
)

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path


def add_keep(
    connection: sqlite3.Connection, sha256: bytes, size: int, path: Path, origin: Origin = Origin.COMMAND
) -> bool:
    """Remember a picture; false where it already was."""
    decision = Decision(
        sha256=sha256, size=size, path=path, choice=Choice.KEEP, origin=origin, decided_at=time.time()
    )
    return record_decisions(connection, [decision]) == 1


def is_kept(connection: sqlite3.Connection, sha256: bytes) -> bool:
    """Tell whether a content is on the keep-list."""
    decision = find_decision(connection, sha256)
    return decision is not None and decision.choice is Choice.KEEP
