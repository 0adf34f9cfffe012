"""What the last sweep left in a gallery, for the next run to compare with."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from memesweep.workspace.proposals.completeness import state_after
from memesweep.workspace.run_records import GalleryRuns, read_runs, write_state

if TYPE_CHECKING:
    from pathlib import Path

    from memesweep.workspace.proposals.completeness import GalleryState


def state_before(state_folder: Path, root: Path) -> GalleryState | None:
    """Return it; where it cannot be read, nothing is compared."""
    try:
        runs = read_runs(state_folder)
    except OSError:
        return None
    return runs.get(str(root), GalleryRuns()).state


def remember(state_folder: Path, root: Path, pictures: int) -> None:
    """Write down that the gallery holds so many pictures now.

    Where it cannot be written, the next run compares with an older state; the journal is what counts.
    """
    with suppress(OSError):
        write_state(state_folder, root, state_after(root, pictures))
