"""All that a person, or a page, has to see before saying yes to a sweep."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from memesweep.verdict.verdict import Reason

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from memesweep.errors import Fact
    from memesweep.scan.results import PictureResult, ScanCounts
    from memesweep.sweep.journal.record import SweepRecord
    from memesweep.sweep.plan import Plan
    from memesweep.sweep.run import Destination
    from memesweep.workspace.options import Attendance


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


class TroubleCode(StrEnum):
    """What went wrong with one file or folder, so that the run is not all that was asked for."""

    NO_PERMISSION = "no-permission"
    READ_ERROR = "read-error"
    FOLDER_NOT_LISTED = "folder-not-listed"
    EVERYTHING_SKIPPED = "everything-skipped"
    """Of the gallery itself: whoever looks at nothing must not say that all is well."""
    NOT_PLANNED = "not-planned"
    """It has the verdict `sweep`, and is no longer what was scored."""
    NOT_MOVED = "not-moved"
    NOT_RESTORED = "not-restored"
    NOT_IN_SWEEP = "not-in-sweep"
    """A file that was named to be restored, and that the sweep did not take."""
    NOT_CHOSEN = "not-chosen"
    """A person chose it, and it stays: a guard keeps it, the net calls it no meme, or it changed since."""
    INTERRUPTED = "interrupted"
    NOT_KEPT = "not-kept"
    """It could not be put on the keep-list, or taken off it."""
    NOT_A_PICTURE = "not-a-picture"
    """It was to be kept, and is something else."""
    NOT_A_FILE = "not-a-file"
    """It is not a regular file."""
    NOT_THERE = "not-there"
    """It was named, and the gallery does not hold it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Trouble with one file or folder."""

    path: Path
    code: TroubleCode
    note: str = ""
    """More, in the words of the system or of the journal; may be empty."""
    reason: Reason | None = None
    """Why a chosen file stays; None where it is no longer what was chosen."""


_READING: Final = {
    Reason.NO_PERMISSION: TroubleCode.NO_PERMISSION,
    Reason.READ_ERROR: TroubleCode.READ_ERROR,
}
"""What makes a run partial. A damaged picture is a finding, not a failure: it is kept and listed."""


def reading_trouble(result: PictureResult) -> Trouble | None:
    """Return the trouble with a picture that could not be looked at, or None."""
    code = _READING.get(result.reason)
    return None if code is None else Trouble(path=result.file.path, code=code)


def walking_troubles(root: Path, counts: ScanCounts) -> tuple[Trouble, ...]:
    """Return the trouble with folders that could not be looked into, or with a gallery of nothing else."""
    unlisted = tuple(
        Trouble(path=root / folder, code=TroubleCode.FOLDER_NOT_LISTED) for folder in counts.unlisted
    )
    if counts.everything_skipped and not unlisted:
        return (Trouble(path=root, code=TroubleCode.EVERYTHING_SKIPPED),)
    return unlisted


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
