"""All that a person, or a page, has to see before saying yes to a sweep."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from memesweep.scan.results import PictureResult, ScanCounts
    from memesweep.sweep.journal.record import SweepRecord
    from memesweep.sweep.plan import Plan
    from memesweep.sweep.run import Destination
    from memesweep.verdict.verdict import Reason
    from memesweep.workspace.objection import Objection


class TroubleCode(StrEnum):
    """What went wrong with one file or folder, so that the run is not all that was asked for."""

    NO_PERMISSION = "no-permission"
    READ_ERROR = "read-error"
    FOLDER_NOT_LISTED = "folder-not-listed"
    NOT_PLANNED = "not-planned"
    """It has the verdict `sweep`, and is no longer what was scored."""
    NOT_MOVED = "not-moved"
    NOT_RESTORED = "not-restored"
    NOT_CHOSEN = "not-chosen"
    """A person chose it, and it stays: a guard keeps it, the net calls it no meme, or it changed since."""
    INTERRUPTED = "interrupted"
    NOT_KEPT = "not-kept"
    """It could not be put on the keep-list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Trouble with one file or folder."""

    path: Path
    code: TroubleCode
    note: str = ""
    """More, in the words of the system or of the journal; may be empty."""
    reason: Reason | None = None
    """Why a chosen file stays; None where it is no longer what was chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A sweep that has not happened. Only the session that made it carries it out: the last one, once."""

    root: Path
    plan: Plan
    destination: Destination
    counts: ScanCounts
    """Of the scan that the plan rests on."""
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
    objections: tuple[Objection, ...]
