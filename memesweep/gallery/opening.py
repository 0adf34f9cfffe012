"""Open a file of a gallery as what it is, or not at all."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def open_unfollowed(path: Path) -> int:
    """Open for reading, never through a symlink and never blocking on a FIFO that took the file's place."""
    return os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
