"""How many cores this process may really use."""

from __future__ import annotations

import math
import os
from pathlib import Path
from typing import Final

_CGROUP_QUOTA: Final = Path("/sys/fs/cgroup/cpu.max")
_MOST: Final = 16
"""Beyond this the disk, not the net, sets the pace."""


def usable_cores() -> int:
    """Count cores by affinity and by the container's quota, whichever is less."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    try:
        quota, period = _CGROUP_QUOTA.read_text().split()
        cores = min(cores, math.ceil(int(quota) / int(period)))
    except (OSError, ValueError):
        pass  # no quota, or another kind of system
    return max(1, min(cores, _MOST))
