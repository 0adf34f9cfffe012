"""Leave the gallery's and the holding folder's folders as a person would."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from memesweep.gallery.swept import MANIFEST_NAME
from memesweep.sweep.fileops.anchor import Anchor, Place
from memesweep.sweep.journal.manifest import PICTURES_FOLDER
from memesweep.sweep.journal.record import Move, MoveState, SweepRecord

if TYPE_CHECKING:
    from memesweep.sweep.fileops.operations import FileOperations

FolderTimes = tuple[tuple[str, int], ...]
"""Folders below the gallery's root with modification times in ns."""


def folder_mtimes(files: FileOperations, gallery: Anchor, moves: tuple[Move, ...]) -> FolderTimes:
    """Return the modification times in ns of the folders that are to lose a file, for undo to restore."""
    folders = sorted({move.relative.rpartition("/")[0] for move in moves})
    times = ((folder, _mtime(files, gallery, folder)) for folder in folders)
    return tuple((folder, mtime) for folder, mtime in times if mtime is not None)


def untouched_folders(record: SweepRecord, files: FileOperations, gallery: Anchor) -> FolderTimes:
    """Return the folders that nobody wrote to since the sweep, with the times they had before it."""
    if record.finished_at is None or any(move.state is MoveState.RESTORED for move in record.moves):
        return ()
    finished_ns = int(record.finished_at * 1e9)
    untouched = []
    for folder, mtime_ns in record.header.folder_mtimes:
        now = _mtime(files, gallery, folder)
        if now is not None and now <= finished_ns:
            untouched.append((folder, mtime_ns))
    return tuple(untouched)


def restore_mtimes(times: FolderTimes, files: FileOperations, gallery: Anchor) -> None:
    """Give folders their times back, where that is allowed: nice to have, and no more."""
    for folder, mtime_ns in times:
        with suppress(OSError):
            files.touch_folder(_anyone_in(gallery, folder), mtime_ns)


def remove_empty_folders(sweep_folder: Path) -> None:
    """Remove the folders that an undo has emptied; the manifest stays, and so does anything else."""
    for folder, _, _ in os.walk(sweep_folder / PICTURES_FOLDER, topdown=False):
        with suppress(OSError):  # not empty, so not ours to remove
            Path(folder).rmdir()


def remove_sweep_folder(sweep_folder: Path) -> None:
    """Remove the folder of a sweep that has nothing away, with its manifest: the catalog tells of it.

    Anything else that is in there stays, and then so does the manifest.
    """
    with suppress(OSError):
        if not set(os.listdir(sweep_folder)) <= {MANIFEST_NAME, PICTURES_FOLDER}:  # noqa: PTH208 - names only
            return
        remove_empty_folders(sweep_folder)
        if (sweep_folder / PICTURES_FOLDER).exists():
            return
        (sweep_folder / MANIFEST_NAME).unlink()
        sweep_folder.rmdir()


def _mtime(files: FileOperations, gallery: Anchor, folder: str) -> int | None:
    try:
        return files.folder_mtime(_anyone_in(gallery, folder))
    except OSError:
        return None


def _anyone_in(anchor: Anchor, folder: str) -> Place:
    """Return a place in a folder, to name the folder by; nothing needs to be there."""
    return Place(anchor, f"{folder}/any" if folder else "any")
