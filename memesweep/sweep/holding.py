"""The holding folder: where swept files wait, beside a manifest, until their owner is sure."""

from __future__ import annotations

import os
import secrets
import time
from typing import TYPE_CHECKING

from memesweep.errors import BadUsageError, ErrorCode, UnfitEnvironmentError
from memesweep.sweep.fileops.anchor import sync_folder

if TYPE_CHECKING:
    from pathlib import Path


def new_sweep_id() -> str:
    """Return an id that sorts by time, is easy to type, and differs between two runs in one second."""
    return f"{time.strftime('%Y%m%d-%H%M%S')}-{secrets.token_hex(2)}"


def check_holding(root: Path, holding: Path) -> Path:
    """Resolve a holding folder and refuse one that the gallery contains or is contained in.

    Inside the gallery, swept memes would be scanned again; around it, an undo would move files in circles.

    Args:
        root: the resolved gallery.
        holding: as the user named it; it need not exist yet.

    Raises:
        BadUsageError: one contains the other, or the holding folder is a file.

    """
    resolved = holding.expanduser().resolve()
    if _is_inside(resolved, root) or _is_inside(root, resolved):
        raise BadUsageError(ErrorCode.HOLDING_NESTED, path=resolved, gallery=root)
    if resolved.exists() and not resolved.is_dir():
        raise BadUsageError(ErrorCode.HOLDING_IS_A_FILE, path=resolved)
    return resolved


def make_sweep_folder(holding: Path, sweep: str) -> Path:
    """Make the sweep's own folder inside the holding folder, durably.

    Raises:
        UnfitEnvironmentError: it cannot be made.

    """
    folder = holding / sweep
    try:
        missing = [one for one in (folder, *folder.parents) if not one.exists()]
        for one in reversed(missing):
            one.mkdir(exist_ok=one != folder)
            _sync(one.parent)
    except OSError as error:
        raise UnfitEnvironmentError(
            ErrorCode.HOLDING_CANNOT_BE_CREATED, path=folder, reason=error.strerror or str(error)
        ) from error
    return folder


def _sync(folder: Path) -> None:
    """Make a new name in a folder durable: a power cut must not take the folder with the manifest."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        sync_folder(descriptor)
    finally:
        os.close(descriptor)


def _is_inside(inner: Path, outer: Path) -> bool:
    """Tell whether a folder is another or below it, be it by another name, as a bind mount gives."""
    if inner.is_relative_to(outer):
        return True
    return outer.exists() and any(one.exists() and one.samefile(outer) for one in (inner, *inner.parents))
