"""The words of the command that a scheduler starts."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

CARRIED: Final = ("MEMESWEEP_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")
"""Variables that say where configuration and state are. A scheduler starts with next to none."""


def program() -> tuple[str, ...]:
    """Return the words that start this very memesweep from anywhere: a scheduler's PATH is short."""
    script = Path(sys.executable).with_name("memesweep")
    if os.access(script, os.X_OK):
        return (str(script),)
    return (sys.executable, "-m", "memesweep")


def carried_environment(environment: Mapping[str, str] = os.environ) -> tuple[tuple[str, str], ...]:
    """Return the variables that the scheduled run needs, to find what whoever schedules it would find."""
    return tuple((name, os.path.abspath(environment[name])) for name in CARRIED if environment.get(name))  # noqa: PTH100
