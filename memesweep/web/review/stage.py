"""Where a review stands: looking, deciding, asking, moving, done."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any


class Stage(StrEnum):
    """What is going on. The page shows one view for each."""

    SCANNING = "scanning"
    READY = "ready"
    """The pictures are there to be decided about."""
    PREPARING = "preparing"
    """The last look before the last page."""
    ASKING = "asking"
    """The last page: a proposal stands."""
    SWEEPING = "sweeping"
    SWEPT = "swept"
    UNDOING = "undoing"
    UNDONE = "undone"
    FAILED = "failed"
    """There are no pictures to show, and `message` says why."""
    ENDED = "ended"


WORKING = frozenset({Stage.SCANNING, Stage.PREPARING, Stage.SWEEPING, Stage.UNDOING})
"""Somebody waits for these; the program does not end meanwhile for want of requests."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A stage with what belongs to it; replaced as a whole, so that readers need no lock."""

    stage: Stage
    done: int = 0
    total: int | None = None
    """How far the work is, in files."""
    message: str | None = None
    """Something to tell the person, once."""
    proposal: Mapping[str, Any] | None = None
    """What the last page shows, see `wire`."""
    result: Mapping[str, Any] | None = None
    """What a sweep or an undo has come to, see `wire`."""
