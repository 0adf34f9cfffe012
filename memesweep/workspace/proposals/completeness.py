"""Is a gallery all there? Unattended runs leave alone what looks half-synchronised or half gone."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from memesweep.gallery.skip import SkipReason
from memesweep.workspace.proposals.proposal import Objection, ObjectionCode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from memesweep.errors import Fact
    from memesweep.scan.results import ScanCounts

SYNC_MARKER: Final = ".stfolder"
"""Syncthing stops where this is missing. Where it was and is gone, what is there is not the synced folder."""

_SMALL_GALLERY: Final = 20
"""Pictures up to which half of them may well have been cleared away by hand."""

_FRESH_S: Final = 3600.0
"""A synchroniser's temporary file that was written to within the hour belongs to one that is at work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GalleryState:
    """What a sweep left, for the next run to compare with."""

    pictures: int
    sync_marker: str | None
    """The folder, at or above the gallery's root, that held `SYNC_MARKER`; None where none did."""


def state_after(root: Path, pictures: int) -> GalleryState:
    """Return the state of a gallery that holds so many pictures now."""
    marked = next((str(folder) for folder in (root, *root.parents) if _is_marked(folder)), None)
    return GalleryState(pictures=pictures, sync_marker=marked)


def doubts(
    root: Path, counts: ScanCounts, before: GalleryState | None, *, planned: int
) -> tuple[Objection, ...]:
    """Return why the gallery may not be all there.

    Args:
        root: the resolved gallery.
        counts: of a scan of it, just now.
        before: its state after the last sweep; None where that is not known.
        planned: files that a sweep would move. A synchroniser at work disturbs nobody where there are none.

    """
    doubts: list[Objection] = []
    fresh = _at_work(root, counts.unfinished) if planned else None
    if fresh is not None:
        doubts.append(_objection(ObjectionCode.SYNC_AT_WORK, path=root / fresh))
    if before is not None:
        # What a scan of named files left out may be pictures or not; that they are there is what counts.
        pictures = counts.pictures + counts.skipped[SkipReason.NOT_NAMED]
        if before.pictures > _SMALL_GALLERY and pictures * 2 < before.pictures:
            doubts.append(_objection(ObjectionCode.GALLERY_SHRUNK, pictures=pictures, before=before.pictures))
        if before.sync_marker is not None and not _is_marked(Path(before.sync_marker)):
            doubts.append(
                _objection(ObjectionCode.SYNC_MARKER_GONE, path=Path(before.sync_marker) / SYNC_MARKER)
            )
    return tuple(doubts)


def _objection(code: ObjectionCode, **facts: Fact) -> Objection:
    return Objection(code=code, facts=facts, can_be_approved=True)


def _is_marked(folder: Path) -> bool:
    return (folder / SYNC_MARKER).exists()


def _at_work(root: Path, unfinished: Iterable[str]) -> str | None:
    """Return a temporary file that is being written to, or was a moment ago."""
    now = time.time()
    for relative in unfinished:
        try:
            written = os.lstat(root / relative).st_mtime
        except OSError:
            return relative  # there when the folder was listed and gone now: somebody is at work
        if abs(now - written) < _FRESH_S:
            return relative
    return None
