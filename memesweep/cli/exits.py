"""Exit codes, a promise to every script. docs/exit-codes.md explains them; a test compares the two."""

from __future__ import annotations

from enum import IntEnum
from typing import Final

from memesweep.errors import (
    BadUsageError,
    GalleryBusyError,
    MemesweepError,
    RefusedError,
    StoppedError,
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
    StoppedError: ExitCode.INTERRUPTED,
}


class CommandError(Exception):
    """Trouble that only the command line can have: options, configuration, files that it writes."""

    def __init__(self, sentence: str, code: ExitCode = ExitCode.USAGE) -> None:
        """Take what to say of it, and how the process is to end."""
        super().__init__(sentence)
        self.code = code


def exit_code_of(error: MemesweepError) -> ExitCode:
    """Return the exit code that belongs to an error, or else to the nearest of its ancestors that has one."""
    for kind in type(error).__mro__:
        if kind in _OF_ERROR:
            return _OF_ERROR[kind]
    return ExitCode.FAULT
