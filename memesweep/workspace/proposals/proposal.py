"""All that a person, or a page, has to see before saying yes to a sweep."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from memesweep.errors import Fact
    from memesweep.scan.results import PictureResult, ScanCounts
    from memesweep.sweep.journal.record import SweepRecord
    from memesweep.sweep.plan import Plan
    from memesweep.sweep.run import Destination
    from memesweep.workspace.options import Attendance
    from memesweep.workspace.troubles import Trouble


class ObjectionCode(StrEnum):
    """Why a sweep should not just happen."""

    TOO_MANY_FILES = "too-many-files"
    """`files`, `limit`, `is_default`: the plan takes more pictures than allowed."""
    TOO_LARGE_SHARE = "too-large-share"
    """`share`, `limit` (0 to 1), `is_default`: the plan takes a larger part of the gallery than allowed."""
    SYNCED = "synced"
    """`folder`, `service`: the gallery is kept in step with another machine, which loses what goes."""
    SYNC_AT_WORK = "sync-at-work"
    """`path`: a temporary file that a synchroniser is writing to."""
    SYNC_MARKER_GONE = "sync-marker-gone"
    """`path`: Syncthing's marker, which the last sweep saw."""
    GALLERY_SHRUNK = "gallery-shrunk"
    """`pictures`, `before`: more than half of what the last sweep left is gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """One reason against a sweep."""

    code: ObjectionCode
    facts: Mapping[str, Fact] = field(default_factory=dict)
    can_be_approved: bool
    """Whether an approval lifts it. Where none does, it takes another proposal: other limits, fewer files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """A yes to one proposal. Make it only once the proposal was shown, or an option said so beforehand."""

    objections: frozenset[ObjectionCode] = frozenset()
    """The objections that are known and overruled."""

    @classmethod
    def of_all_shown(cls, objections: tuple[Objection, ...]) -> Approval:
        """Return the yes of a person who saw all of these before saying it."""
        return cls(objections=frozenset(objection.code for objection in objections))

    def left_open(self, objections: tuple[Objection, ...]) -> tuple[Objection, ...]:
        """Return the objections that still forbid the sweep."""
        return tuple(
            objection
            for objection in objections
            if not objection.can_be_approved or objection.code not in self.objections
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A sweep that has not happened. Only the session that made it carries it out: the last one, once."""

    root: Path
    plan: Plan
    destination: Destination
    counts: ScanCounts
    """Of the scan that the plan rests on."""
    threshold: float
    """The score from which on a picture is swept, 0 to 1. What a person chose may have less."""
    to_sweep: tuple[PictureResult, ...]
    """The pictures that the plan was made of, as the scan found them."""
    review: tuple[PictureResult, ...]
    """Pictures that need a look and are not in the plan."""
    troubles: tuple[Trouble, ...]
    """What could not be looked at, planned, or taken although it was chosen."""
    too_new: int
    """Memes by their score that stay because they are young."""
    min_age_days: float
    """The age that was asked of them."""
    recovered: tuple[SweepRecord, ...]
    """Interrupted sweeps of this gallery, settled before the scan; in a dry run as they are."""
    attendance: Attendance
    """Who was there when it was made."""
    objections: tuple[Objection, ...]
