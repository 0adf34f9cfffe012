"""One scheduled run, before anybody has written it down for a scheduler."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

    from memesweep.schedule.timing import Timing

_NAME_DIGITS: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduledRun:
    """What runs, when, and which folders it may write to."""

    gallery: Path
    """Absolute, symlinks followed."""
    holding: Path
    """Absolute, symlinks followed."""
    state: Path
    """Where the catalog, the locks and the records of runs are."""
    command: tuple[str, ...]
    """The program, by its absolute path, and its arguments; see `memesweep.schedule.command`."""
    environment: tuple[tuple[str, str], ...] = ()
    """Variables that the run needs to find the same state as whoever scheduled it."""
    timing: Timing
    log_folder: Path | None = None
    """Where a log is added to, and rotated."""
    uses_network: bool = False
    """Whether it pings or notifies anybody."""

    @property
    def name(self) -> str:
        """Names the run in a crontab and as a unit: the same for the same gallery, whatever its options."""
        return run_name(self.gallery)


def run_name(gallery: Path) -> str:
    """Return the name that a gallery's scheduled run has."""
    digest = hashlib.sha256(os.fsencode(gallery)).hexdigest()
    return f"memesweep-{digest[:_NAME_DIGITS]}"
