"""Where a file system is mounted: a rename works below one mount point only, even on one disk."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final

_MOUNTS: Final = Path("/proc/self/mountinfo")
_ESCAPED: Final = re.compile(rb"\\([0-7]{3})")


def mount_point(path: Path) -> Path:
    """Return the mount point at or above a resolved path.

    A bind mount of a folder of the same disk shows in no device number, so Linux is asked for its list; where
    there is none, the device numbers have to do.
    """
    listed = _listed()
    top = path
    while top not in listed and not top.is_mount() and top != top.parent:
        top = top.parent
    return top


def _listed() -> frozenset[Path]:
    try:
        lines = _MOUNTS.read_bytes().splitlines()
    except OSError:
        return frozenset()
    # The fifth field; spaces, tabs, line feeds and backslashes are octal escapes.
    points = (line.split(b" ")[4] for line in lines)
    return frozenset(
        Path(os.fsdecode(_ESCAPED.sub(lambda octal: bytes([int(octal[1], 8)]), point))) for point in points
    )
