"""A gallery that was renamed, moved or mounted elsewhere: its scores and its sweeps go along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from memesweep.catalog.galleries import find_moved, move_gallery

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path


def follow_moved_gallery(catalog: sqlite3.Connection, root: Path) -> None:
    """Give an unknown folder the past of a gallery that is gone, where its pictures are the same."""
    former = find_moved(catalog, root)
    if former is not None:
        write_moved(catalog, former, root)


def write_moved(catalog: sqlite3.Connection, former: Path, root: Path) -> None:
    """Write down that a gallery is elsewhere now, for its scores and for all of its sweeps."""
    from memesweep.sweep.journal.table import move_root, sweeps_of  # noqa: PLC0415 - hardly ever needed

    move_gallery(catalog, former, root)
    device = root.stat().st_dev
    for sweep in sweeps_of(catalog, former):
        move_root(catalog, sweep, root, device)
