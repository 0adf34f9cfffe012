"""Scores of one gallery: looked up folder by folder, so that a million rows never are in memory."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from memesweep.catalog.numbers import signed, unsigned
from memesweep.gallery.files import FileStamp
from memesweep.gallery.kind import ImageKind
from memesweep.gallery.reading import Facts, Problem

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from memesweep.gallery.files import GalleryFile


@dataclass(frozen=True, slots=True)
class CataloguedScore:
    """What an earlier scan said of a file, and of which state of it."""

    stamp: FileStamp
    score: float | None
    problem: Problem | None
    facts: Facts


class PictureTable:
    """The `pictures` rows of one gallery under one scorer."""

    def __init__(self, connection: sqlite3.Connection, gallery: int, scorer: str) -> None:
        """`scorer` is the bundle's identity: rows of another scorer are as good as absent."""
        self._connection = connection
        self._gallery = gallery
        self._scorer = scorer

    def folder(self, folder: str) -> dict[str, CataloguedScore]:
        """Return the valid rows of one folder by file name."""
        rows = self._connection.execute(
            "SELECT name, size, mtime_ns, inode, device, score, problem, kind, width, height, camera"
            " FROM pictures WHERE gallery = ? AND folder = ? AND scorer = ?",
            (self._gallery, os.fsencode(folder), self._scorer),
        )
        return {os.fsdecode(row[0]): _parse(row[1:]) for row in rows}

    def record(self, scores: Iterable[tuple[GalleryFile, CataloguedScore]]) -> None:
        """Write rows in one transaction, replacing what was known of the same files."""
        with self._connection:
            self._connection.executemany(
                "INSERT OR REPLACE INTO pictures VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (self._row(file, score) for file, score in scores),
            )

    def forget_files(self, folder: str, names: Iterable[str]) -> None:
        """Drop rows of files that are gone from a folder."""
        with self._connection:
            self._connection.executemany(
                "DELETE FROM pictures WHERE gallery = ? AND folder = ? AND name = ?",
                ((self._gallery, os.fsencode(folder), os.fsencode(name)) for name in names),
            )

    def forget_folders_except(self, seen: set[str]) -> None:
        """Drop rows of folders that a complete walk did not meet."""
        rows = self._connection.execute(
            "SELECT DISTINCT folder FROM pictures WHERE gallery = ?", (self._gallery,)
        )
        gone = [row[0] for row in rows if os.fsdecode(row[0]) not in seen]
        with self._connection:
            self._connection.executemany(
                "DELETE FROM pictures WHERE gallery = ? AND folder = ?",
                ((self._gallery, folder) for folder in gone),
            )

    def _row(self, file: GalleryFile, known: CataloguedScore) -> tuple[object, ...]:
        stamp, facts = known.stamp, known.facts
        return (
            self._gallery,
            os.fsencode(file.folder),
            os.fsencode(file.name),
            stamp.size,
            stamp.mtime_ns,
            signed(stamp.inode),
            signed(stamp.device),
            self._scorer,
            known.score,
            known.problem,
            facts.kind,
            facts.width,
            facts.height,
            facts.camera,
        )


def _parse(
    row: tuple[int, int, int, int, float | None, str | None, str | None, int, int, int],
) -> CataloguedScore:
    size, mtime_ns, inode, device, score, problem, kind, width, height, camera = row
    return CataloguedScore(
        FileStamp(size, mtime_ns, unsigned(inode), unsigned(device)),
        score,
        Problem(problem) if problem else None,
        Facts(ImageKind(kind) if kind else None, width, height, bool(camera)),
    )
