"""What people said of single pictures, known by content: it outlives renames, rescans and new models."""

from __future__ import annotations

import os
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

_COLUMNS: Final = "sha256, size, path, choice, origin, decided_at, perceptual_hash"


class Choice(StrEnum):
    """What a person said of a picture."""

    KEEP = "keep"
    """It stays, whatever any model says."""
    SWEEP = "sweep"
    """It may go where the net is unsure."""


class Origin(StrEnum):
    """Where a person said it."""

    COMMAND = "command"
    """`memesweep keep` and `undo --keep`."""
    UNDO = "undo"
    """The picture was brought back from a sweep."""
    PAGE = "page"
    """The review page."""
    TERMINAL = "terminal"
    """`clean --interactive`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One picture and what was said of it."""

    sha256: bytes
    """Of the whole file; 32 bytes."""
    size: int
    """Bytes."""
    path: Path
    """Where the picture was when it was decided; it may have moved since."""
    choice: Choice
    origin: Origin
    decided_at: float
    """Unix time."""
    perceptual_hash: bytes | None = None
    """What its copies are told by; empty of a picture that has none, None where nobody has looked yet."""


def record_decisions(connection: sqlite3.Connection, decisions: Iterable[Decision]) -> int:
    """Write decisions in one transaction; return how many of them say something new.

    What was said last of a content holds: a decision takes the place of an earlier one. One that says the
    same again leaves the earlier one, with its date, where it is.
    """
    with connection:
        return sum(
            connection.execute(
                f"INSERT INTO decisions ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)"  # noqa: S608 - constants
                " ON CONFLICT (sha256) DO UPDATE SET path = excluded.path, choice = excluded.choice,"
                " origin = excluded.origin, decided_at = excluded.decided_at,"
                " perceptual_hash = coalesce(excluded.perceptual_hash, perceptual_hash)"
                " WHERE choice <> excluded.choice",
                _row(decision),
            ).rowcount
            for decision in decisions
        )


def remove_decisions(connection: sqlite3.Connection, sha256s: Iterable[bytes]) -> int:
    """Forget what was said of some contents; return of how many something had been said."""
    with connection:
        return sum(
            connection.execute("DELETE FROM decisions WHERE sha256 = ?", (sha256,)).rowcount
            for sha256 in sha256s
        )


def find_decision(connection: sqlite3.Connection, sha256: bytes) -> Decision | None:
    """Return what was said of a content, or None."""
    row = connection.execute(
        f"SELECT {_COLUMNS} FROM decisions WHERE sha256 = ?",  # noqa: S608 - constants
        (sha256,),
    ).fetchone()
    return None if row is None else _decision(row)


def remember_hash(connection: sqlite3.Connection, sha256: bytes, perceptual_hash: bytes | None) -> None:
    """Write down what the copies of a picture that was decided about are told by."""
    with connection:
        connection.execute(
            "UPDATE decisions SET perceptual_hash = ? WHERE sha256 = ?", (perceptual_hash or b"", sha256)
        )


def decided_sizes(connection: sqlite3.Connection, choice: Choice) -> frozenset[int]:
    """Return the sizes of pictures of which something was said: no other file is worth hashing for it."""
    rows = connection.execute("SELECT DISTINCT size FROM decisions WHERE choice = ?", (choice,))
    return frozenset(row[0] for row in rows)


def list_decisions(connection: sqlite3.Connection, choice: Choice | None = None) -> list[Decision]:
    """Return all decisions, or those of one kind, the oldest first."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM decisions WHERE ?1 IS NULL OR choice = ?1 ORDER BY decided_at, sha256",  # noqa: S608
        (choice,),
    )
    return [_decision(row) for row in rows]


def _row(decision: Decision) -> tuple[object, ...]:
    return (
        decision.sha256,
        decision.size,
        os.fsencode(decision.path),
        decision.choice,
        decision.origin,
        decision.decided_at,
        decision.perceptual_hash,
    )


def _decision(row: tuple[Any, ...]) -> Decision:
    sha256, size, path, choice, origin, decided_at, perceptual_hash = row
    return Decision(
        sha256=sha256,
        size=size,
        path=Path(os.fsdecode(path)),
        choice=Choice(choice),
        origin=Origin(origin),
        decided_at=decided_at,
        perceptual_hash=perceptual_hash,
    )
