"""Folders of earlier sweeps: what waits there to be brought back is nobody's gallery."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

MANIFEST_NAME: Final = "manifest.jsonl"
"""The journal in a sweep's own folder."""

MANIFEST_KEY: Final = "memesweep"
"""First key of the first line, by which a manifest of ours is known."""

_BEGINNING: Final = f'{{"{MANIFEST_KEY}":'.encode()


def is_sweep_folder(folder: int) -> bool:
    """Tell whether an open folder is that of a sweep, by the first bytes of its manifest."""
    try:
        descriptor = os.open(
            MANIFEST_NAME, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=folder
        )
    except OSError:
        return False
    try:
        return os.pread(descriptor, 64, 0).lstrip().startswith(_BEGINNING)
    except OSError:
        return False
    finally:
        os.close(descriptor)


def sweep_folder_around(folder: Path) -> Path | None:
    """Return the sweep's folder that a folder is or lies in; None where there is none."""
    for one in (folder, *folder.parents):
        try:
            descriptor = os.open(one, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        except OSError:
            continue
        try:
            if is_sweep_folder(descriptor):
                return one
        finally:
            os.close(descriptor)
    return None
