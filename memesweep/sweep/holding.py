"""The holding folder: where swept files wait, beside a manifest, until their owner is sure."""

from __future__ import annotations

import secrets
import time
from typing import TYPE_CHECKING

from memesweep.errors import BadUsageError, UnfitEnvironmentError

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
    if resolved.is_relative_to(root) or root.is_relative_to(resolved):
        raise BadUsageError(
            f"The holding folder {resolved} and the gallery {root} contain one another. Name another folder."
        )
    if resolved.exists() and not resolved.is_dir():
        raise BadUsageError(f"{resolved} is a file; --move-to wants a folder.")
    return resolved


def make_sweep_folder(holding: Path, sweep: str) -> Path:
    """Make the sweep's own folder inside the holding folder.

    Raises:
        UnfitEnvironmentError: it cannot be made.

    """
    folder = holding / sweep
    try:
        folder.mkdir(parents=True)
    except OSError as error:
        raise UnfitEnvironmentError(
            f"The holding folder {folder} cannot be made ({error.strerror}). Nothing was moved."
        ) from error
    return folder
