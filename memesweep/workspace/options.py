"""What a front end asks for, with the defaults in one place. No option names, no environment, no file."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from memesweep.workspace.proposals.limits import SweepLimits

if TYPE_CHECKING:
    from pathlib import Path

    from memesweep.gallery.files import FileStamp
    from memesweep.verdict.thresholds import Thresholds

UNATTENDED_MIN_AGE_DAYS: Final = 7.0
"""Days that a new picture has to be seen in before a run that nobody watches may take it."""


class Attendance(StrEnum):
    """Who is there when a sweep begins."""

    ASKED = "asked"
    """A person sees the proposal and says yes or no to it."""
    WATCHED = "watched"
    """A person started it and looks on, but is not asked."""
    UNATTENDED = "unattended"
    """Nobody is there: a timer started it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanOptions:
    """How a gallery is looked at. They hold for all that a session does."""

    include_sent: bool = False
    """Look into `Sent` folders."""
    include_private: bool = False
    """Look into `Private` folders."""
    sweep_camera: bool = False
    """Let camera metadata keep no picture."""
    sweep_camera_shaped: bool = False
    """Let the shape of a phone's camera send no picture to review."""
    min_age_days: float | None = None
    """Younger pictures are kept. None: `UNATTENDED_MIN_AGE_DAYS` where nobody sees the proposal, else 0."""
    workers: int | None = None
    """Threads that decode and score; None for the cores that this process may use."""
    only: tuple[Path, ...] | None = None
    """Files to look at alone, absolute or relative to the current folder; what a scan passes over is passed
    over among them, too. None for the whole gallery, and an empty tuple for nothing of it."""
    exclude: tuple[str, ...] = ()
    """Patterns as in .gitignore, beside those of the gallery's own `.memesweepignore`."""
    model: str | Path | None = None
    """A bundle's name or folder; None for the shipped one."""
    thresholds: Thresholds | None = None
    """None for the bundle's."""
    sweep_at: float | None = None
    """Another score, 0 to 1, from which pictures are swept, never below `review`; None for `thresholds`."""

    def min_age_for(self, attendance: Attendance) -> float:
        """Return the days that a picture must be old to be proposed."""
        if self.min_age_days is not None:
            return self.min_age_days
        return UNATTENDED_MIN_AGE_DAYS if attendance is Attendance.UNATTENDED else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PickedFile:
    """A file that a person looked at, as it was then: another file of that name is not what was picked."""

    relative: str
    """Below the gallery's root."""
    stamp: FileStamp


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanOptions:
    """What a sweep should take, and where to."""

    move_to: Path | None = None
    """The holding folder; None for the trash."""
    dry_run: bool = False
    """Check everything, move nothing."""
    limits: SweepLimits = field(default_factory=SweepLimits)
    chosen: frozenset[PickedFile] = frozenset()
    """Files that a person says may go although the net left them at `review` (reason `chosen`). One that a
    guard keeps stays, and so does one that changed since; the proposal says so."""
    left_out: frozenset[str] = frozenset()
    """Files, below the root, that stay this time whatever their verdict."""
