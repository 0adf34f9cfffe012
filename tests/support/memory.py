"""How much memory this process took at most."""

from __future__ import annotations

import resource
from pathlib import Path


def peak_mb() -> int:
    """The kernel's high-water mark of this very program, in MB.

    `getrusage` is second choice: on Linux its figure survives `exec`, so that a small program started from a
    large one, as from pytest, would answer with the size of the latter.
    """
    try:
        status = Path("/proc/self/status").read_text()
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1 << 20)  # bytes on macOS
    line = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) // 1024
