"""A property list for launchd on macOS. Written after Apple's manual; nobody has run it yet."""

from __future__ import annotations

import plistlib
from typing import TYPE_CHECKING

from memesweep.schedule.words import UnschedulableError, refuse_line_breaks

if TYPE_CHECKING:
    from memesweep.schedule.run import ScheduledRun


def property_list(run: ScheduledRun) -> str:
    """Return the property list of a launch agent.

    Raises:
        UnschedulableError: a word cannot be written.

    """
    for word in (*run.command, *(value for _, value in run.environment)):
        refuse_line_breaks(word)
        if not word.isprintable():
            raise UnschedulableError(word, "holds a character that launchd's XML cannot take")
    job = {
        "Label": run.name,
        "ProgramArguments": list(run.command),
        "EnvironmentVariables": dict(run.environment),
        "StartCalendarInterval": run.timing.launchd_interval,
        "ProcessType": "Background",
        "LowPriorityIO": True,
        "Nice": 15,
    }
    return plistlib.dumps(job).decode("utf-8")
