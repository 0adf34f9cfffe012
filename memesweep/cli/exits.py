"""Exit codes, a promise to every script. docs/exit-codes.md explains them; a test compares the two."""

from __future__ import annotations

from enum import IntEnum
from typing import Final

from memesweep.errors import (
    BadUsageError,
    GalleryBusyError,
    MemesweepError,
    RefusedError,
    UnfitEnvironmentError,
)


class ExitCode(IntEnum):
    """How the process ends."""

    DONE = 0
    FAULT = 1
    USAGE = 2
    PARTIAL = 3
    REFUSED = 4
    ENVIRONMENT = 5
    LOCKED = 6
    INTERRUPTED = 130


_OF_ERROR: Final = {
    BadUsageError: ExitCode.USAGE,
    RefusedError: ExitCode.REFUSED,
    UnfitEnvironmentError: ExitCode.ENVIRONMENT,
    GalleryBusyError: ExitCode.LOCKED,
}


def exit_code_of(error: MemesweepError) -> ExitCode:
    """Return the exit code that belongs to an error."""
    return _OF_ERROR.get(type(error), ExitCode.FAULT)
