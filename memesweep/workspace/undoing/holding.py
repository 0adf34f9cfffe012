"""What waits in a holding folder, for how long, and how it leaves: to the trash, never further."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from memesweep.errors import MemesweepError
from memesweep.gallery.swept import MANIFEST_NAME
from memesweep.gallery_lock import lock_gallery
from memesweep.sweep.fileops.operations import RealFiles
from memesweep.sweep.journal.manifest import read_manifest
from memesweep.sweep.journal.record import MoveState
from memesweep.sweep.trash.folders import trash_sweep_folder

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from threading import Event

_DAY_S: Final = 86_400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldSweep:
    """A sweep whose folder lies in a holding folder."""

    id: str
    folder: Path
    root: Path
    """The gallery that the pictures came from."""
    swept_at: float
    """Unix time."""
    pictures: int
    """Pictures that are there now."""
    copies: int
    """Those of them whose content another picture of the same holding folder has, too."""
    size: int
    """Bytes of the pictures."""
    is_open: bool
    """Whether it was interrupted, and waits for the next clean or undo to recover it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrashResult:
    """What became of held sweeps that should go to the trash."""

    trashed: tuple[tuple[HeldSweep, Path], ...]
    """Each with where it is in the trash."""
    refused: tuple[tuple[HeldSweep, str], ...]
    """Each with why it stays."""


def held_sweeps(holding: Path, *, older_than_days: float = 0.0) -> tuple[HeldSweep, ...]:
    """List the sweeps in a holding folder, the oldest first. Other folders in it are none of our business.

    Raises:
        OSError: the folder cannot be listed.

    """
    before = time.time() - older_than_days * _DAY_S
    seen: dict[bytes, int] = {}
    records = []
    for entry in sorted(holding.iterdir()):
        if not (entry / MANIFEST_NAME).is_file():
            continue
        try:
            records.append(read_manifest(entry))
        except MemesweepError:
            continue  # not ours, or damaged: `undo` says more when it is named
    for record in records:
        for move in record.moves:
            if move.state is MoveState.MOVED:
                seen[move.sha256] = seen.get(move.sha256, 0) + 1
    held = []
    for record in records:
        folder = record.header.holding
        if folder is None or record.header.started_at > before:
            continue
        moved = [move for move in record.moves if move.state is MoveState.MOVED]
        held.append(
            HeldSweep(
                id=record.header.id,
                folder=folder,
                root=record.header.root,
                swept_at=record.header.started_at,
                pictures=len(moved),
                copies=sum(seen[move.sha256] > 1 for move in moved),
                size=sum(move.size for move in moved),
                is_open=record.is_open,
            )
        )
    return tuple(sorted(held, key=lambda sweep: sweep.swept_at))


def trash_held(sweeps: Iterable[HeldSweep], lock_folder: Path, stop: Event) -> TrashResult:
    """Move sweeps' folders to the trash, each by one rename, with the manifest that brings them back."""
    trashed, refused = [], []
    for held in sweeps:
        if stop.is_set():
            break
        if held.is_open:
            refused.append((held, "it was interrupted: clean or undo its gallery first"))
            continue
        try:
            with lock_gallery(lock_folder, held.root):
                trashed.append((held, trash_sweep_folder(RealFiles(), held.folder)))
        except (OSError, MemesweepError) as error:
            refused.append((held, getattr(error, "strerror", None) or str(error)))
    return TrashResult(trashed=tuple(trashed), refused=tuple(refused))
