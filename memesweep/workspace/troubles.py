"""What went wrong with single files and folders of a run."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from memesweep.verdict.verdict import Reason

if TYPE_CHECKING:
    from pathlib import Path

    from memesweep.scan.results import PictureResult, ScanCounts


class TroubleCode(StrEnum):
    """What went wrong with one file or folder, so that the run is not all that was asked for."""

    NO_PERMISSION = "no-permission"
    READ_ERROR = "read-error"
    FOLDER_NOT_LISTED = "folder-not-listed"
    EVERYTHING_SKIPPED = "everything-skipped"
    """Of the gallery itself: whoever looks at nothing must not say that all is well."""
    NOT_PLANNED = "not-planned"
    """It has the verdict `sweep`, and is no longer what was scored."""
    NOT_MOVED = "not-moved"
    NOT_RESTORED = "not-restored"
    NOT_IN_SWEEP = "not-in-sweep"
    """A file that was named to be restored, and that the sweep did not take."""
    NOT_CHOSEN = "not-chosen"
    """A person chose it, and it stays: a guard keeps it, the net calls it no meme, or it changed since."""
    INTERRUPTED = "interrupted"
    NOT_KEPT = "not-kept"
    """It could not be put on the keep-list, or taken off it."""
    NOT_A_PICTURE = "not-a-picture"
    """It was to be kept, and is something else."""
    NOT_A_FILE = "not-a-file"
    """It is not a regular file."""
    NOT_THERE = "not-there"
    """It was named, and the gallery does not hold it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Trouble with one file or folder."""

    path: Path
    code: TroubleCode
    note: str = ""
    """More, in the words of the system or of the journal; may be empty."""
    reason: Reason | None = None
    """Why a chosen file stays; None where it is no longer what was chosen."""


_READING: Final = {
    Reason.NO_PERMISSION: TroubleCode.NO_PERMISSION,
    Reason.READ_ERROR: TroubleCode.READ_ERROR,
}
"""What makes a run partial. A damaged picture is a finding, not a failure: it is kept and listed."""


def reading_trouble(result: PictureResult) -> Trouble | None:
    """Return the trouble with a picture that could not be looked at, or None."""
    code = _READING.get(result.reason)
    return None if code is None else Trouble(path=result.file.path, code=code)


def walking_troubles(root: Path, counts: ScanCounts) -> tuple[Trouble, ...]:
    """Return the trouble with folders that could not be looked into, or with a gallery of nothing else."""
    unlisted = tuple(
        Trouble(path=root / folder, code=TroubleCode.FOLDER_NOT_LISTED) for folder in counts.unlisted
    )
    if counts.everything_skipped and not unlisted:
        return (Trouble(path=root, code=TroubleCode.EVERYTHING_SKIPPED),)
    return unlisted
