"""Scores of one gallery: looked up part by part, so that a million rows never are in memory."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from memesweep.catalog.seals import SealTable
from memesweep.gallery.formats import ImageKind
from memesweep.gallery.numbers import folded, signed
from memesweep.gallery.picture import Depth, ImageInfo, Problem
from memesweep.verdict.stage import Stage

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from memesweep.gallery.files import FileStamp, GalleryFile
    from memesweep.gallery.walk import Listing


PictureRow: TypeAlias = tuple[bytes, int, int, int, float | None, str | None, str, str]
"""name, size, mtime_ns, inode (signed), score, problem, depth, stage: as stored. Most rows of most scans are
only compared, and never become more than this."""

DetailRow: TypeAlias = tuple[float | None, str | None, str | None, int, int, int, str, bytes | None, str]
"""score, problem, kind, width, height, camera, depth, perceptual_hash, stage: as stored."""

_DETAILS: Final = "score, problem, kind, width, height, camera, depth, perceptual_hash, stage"
_PART: Final = " WHERE gallery = ? AND scorer = ? AND folder = ? AND name > ? AND name <= ?"

_ANY_SCORER: Final = "gallery = ? AND scorer IN (SELECT id FROM scorers)"
"""Finds the rows of all models by the primary key, in which the scorer comes before the folder."""

_FOLDERS: Final = """
    WITH RECURSIVE folders (scorer, folder) AS (
        SELECT id, (SELECT min(folder) FROM pictures WHERE gallery = ?1 AND scorer = id) FROM scorers
        UNION ALL
        SELECT scorer, (SELECT min(folder) FROM pictures AS next
            WHERE next.gallery = ?1 AND next.scorer = folders.scorer AND next.folder > folders.folder)
        FROM folders WHERE folder IS NOT NULL
    ) SELECT DISTINCT folder FROM folders WHERE folder IS NOT NULL
"""
"""A step of the primary key for each folder; `DISTINCT` alone would go through all rows."""

_SCORERS: Final = 4
"""Models, the last used first, whose scores of a gallery are kept: what a person compares by turns, and not
what every version before this one has said."""
_NAMES_CAMERA: Final = 1
_METADATA_DAMAGED: Final = 2
"""Bits of `camera`: what the metadata say, and that not all of them could be read."""


# A document describes every row: to look a member up takes a third of calling its class.
_KINDS: Final = {kind.value: kind for kind in ImageKind}
_PROBLEMS: Final = {problem.value: problem for problem in Problem}
_DEPTHS: Final = {depth.value: depth for depth in Depth}
_STAGES: Final = {stage.value: stage for stage in Stage}


@dataclass(frozen=True, slots=True)
class CataloguedScore:
    """What an earlier scan said of a file, and of which state of it."""

    stamp: FileStamp
    score: float | None
    problem: Problem | None
    info: ImageInfo
    depth: Depth = Depth.FULL
    sha256: bytes | None = None
    """The content that was scored, as long as the scan lasts: the catalog goes by the stamp."""
    stage: Stage = Stage.JUDGE
    """Whose word the score is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptBelow:
    """Scores below which a row keeps its file, whatever else is true, by what the score rests on."""

    scout: float
    quick: float
    close: float
    full: float

    @property
    def least(self) -> float:
        """Any score below this one."""
        return min(self.scout, self.quick, self.close, self.full)

    def include(self, score: float, depth: str, stage: str) -> bool:
        """Tell whether a row's score is one of them."""
        if stage == Stage.SCOUT:
            return score < self.scout
        if depth == Depth.FULL:
            return score < self.full
        return score < (self.close if depth == Depth.CLOSE else self.quick)


_IS_KEPT: Final = """
    score < CASE WHEN stage = 'scout' THEN ? WHEN depth = 'full' THEN ? WHEN depth = 'close' THEN ? ELSE ? END
"""
"""`KeptBelow.include` in the database's words; null for what has no score."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartSummary:
    """A part of a gallery by its rows."""

    rows: dict[bytes, PictureRow]
    """Of the pictures whose score does not keep them by itself, by name and sorted."""
    details: dict[bytes, DetailRow]
    """The rest of these."""
    problems: dict[str, int]
    """How many files have no score, by why. All others have one that keeps them."""


class PictureTable:
    """The `pictures` rows of one gallery under one scorer."""

    def __init__(self, connection: sqlite3.Connection, gallery: int, scorer: str) -> None:
        """`scorer` is the bundle's identity: rows of another scorer stand beside these."""
        self._connection = connection
        self._gallery = gallery
        with connection:
            connection.execute("INSERT OR IGNORE INTO scorers (identity) VALUES (?)", (scorer,))
            connection.execute(
                "UPDATE scorers SET used = (SELECT max(used) + 1 FROM scorers)"
                # Nothing is written, and waited for, where it is the last one used already.
                " WHERE identity = ? AND (used = 0 OR used < (SELECT max(used) FROM scorers))",
                (scorer,),
            )
        row = connection.execute("SELECT id FROM scorers WHERE identity = ?", (scorer,)).fetchone()
        self._scorer = int(row[0])
        self.seals = SealTable(connection, gallery, self._scorer)

    def __bool__(self) -> bool:
        """Tell whether there is any row to be found."""
        row = self._connection.execute(
            "SELECT 1 FROM pictures WHERE gallery = ? AND scorer = ? LIMIT 1", (self._gallery, self._scorer)
        ).fetchone()
        return row is not None

    def rows(self, listing: Listing) -> dict[bytes, PictureRow]:
        """Return the rows of the files that a listing has or would have, by name."""
        rows = self._connection.execute(
            f"SELECT name, size, mtime_ns, inode, score, problem, depth, stage FROM pictures{_PART}",  # noqa: S608 - a constant
            self._part(listing),
        )
        return {row[0]: row for row in rows}

    def sum_up(self, listing: Listing, kept: KeptBelow) -> PartSummary:
        """Tell what a part's rows say, in one pass: only those that are looked at are handed out."""
        rows = self._connection.execute(
            f"SELECT count(*), name, size, mtime_ns, inode, score, problem, depth, stage, {_DETAILS}"  # noqa: S608 - constants
            # Most rows have a score that keeps them by any limit, and are told by one comparison.
            f" FROM pictures{_PART} AND ifnull(score, 1) >= ? AND (score IS NULL OR NOT {_IS_KEPT})"
            # A group for each problem and one for each name: the one is text, the other bytes.
            " GROUP BY iif(score IS NULL, problem, name) ORDER BY name",
            (*self._part(listing), kept.least, kept.scout, kept.full, kept.close, kept.quick),
        ).fetchall()
        not_kept = [row[1:] for row in rows if row[5] is not None]
        columns = 8
        return PartSummary(
            rows={row[0]: row[:columns] for row in not_kept},
            details={row[0]: row[columns:] for row in not_kept},
            problems={row[6]: row[0] for row in rows if row[5] is None},
        )

    def details(self, listing: Listing, name: str | None = None) -> dict[bytes, DetailRow]:
        """Return the rest of those rows, or of one of them."""
        sql, values = f"SELECT name, {_DETAILS} FROM pictures{_PART}", self._part(listing)  # noqa: S608 - constants
        if name is not None:
            sql, values = f"{sql} AND name = ?", (*values, os.fsencode(name))
        return {row[0]: row[1:] for row in self._connection.execute(sql, values)}

    def _part(self, listing: Listing) -> tuple[object, ...]:
        return self._gallery, self._scorer, os.fsencode(listing.folder), listing.after, listing.upto

    def find_renamed(self, stamp: FileStamp, kept: KeptBelow) -> CataloguedScore | None:
        """Find a file that had another name or folder when it was scored.

        Inodes are used again, so the stamp alone could be another file's by a chance that is hardly worth
        the name; where the score could touch the file, it is not taken at all.

        Args:
            stamp: of a file that the catalog does not know by its path.
            kept: scores that keep a picture; no other is found.

        """
        row = self._connection.execute(
            f"SELECT {_DETAILS} FROM pictures WHERE gallery = ? AND scorer = ? AND inode = ?"  # noqa: S608 - a constant
            " AND size = ? AND mtime_ns = ? AND device = ?"
            f" AND score IS NOT NULL AND {_IS_KEPT} LIMIT 1",
            (
                self._gallery,
                self._scorer,
                signed(stamp.inode),
                stamp.size,
                folded(stamp.mtime_ns),
                signed(stamp.device),
                kept.scout,
                kept.full,
                kept.close,
                kept.quick,
            ),
        ).fetchone()
        return None if row is None else parse_details(row, stamp)

    def record(self, scores: Iterable[tuple[GalleryFile, CataloguedScore]]) -> None:
        """Write rows in one transaction, replacing what was known of the same files."""
        with self._connection:
            self._connection.executemany(
                "INSERT OR REPLACE INTO pictures VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (self._row(file, score) for file, score in scores),
            )

    def forget_files(self, files: Iterable[tuple[str, str]]) -> None:
        """Drop rows of files that are gone, given as folder and name."""
        with self._connection:
            self._connection.executemany(
                f"DELETE FROM pictures WHERE {_ANY_SCORER} AND folder = ? AND name = ?",  # noqa: S608 - a constant
                ((self._gallery, os.fsencode(folder), os.fsencode(name)) for folder, name in files),
            )

    def forget_folders_except(self, seen: set[str]) -> None:
        """Drop rows of folders that a complete walk did not meet."""
        rows = self._connection.execute(_FOLDERS, (self._gallery,))
        gone = [row[0] for row in rows if os.fsdecode(row[0]) not in seen]
        with self._connection:
            self._connection.executemany(
                f"DELETE FROM pictures WHERE {_ANY_SCORER} AND folder = ?",  # noqa: S608 - a constant
                ((self._gallery, folder) for folder in gone),
            )

    def forget_old_scorers(self) -> None:
        """Drop what models said of this gallery that have not been used for long."""
        with self._connection:
            self._connection.execute(
                "DELETE FROM pictures WHERE gallery = ?"
                " AND scorer IN (SELECT id FROM scorers ORDER BY used DESC LIMIT -1 OFFSET ?)",
                (self._gallery, _SCORERS),
            )

    def _row(self, file: GalleryFile, known: CataloguedScore) -> tuple[object, ...]:
        stamp, info = known.stamp, known.info
        return (
            self._gallery,
            self._scorer,
            os.fsencode(file.folder),
            os.fsencode(file.name),
            stamp.size,
            folded(stamp.mtime_ns),
            signed(stamp.inode),
            signed(stamp.device),
            known.score,
            known.problem,
            info.kind,
            info.width,
            info.height,
            _NAMES_CAMERA * info.camera + _METADATA_DAMAGED * info.metadata_damaged,
            known.depth,
            info.perceptual_hash,
            known.stage,
        )


def row_holds(row: PictureRow, stamp: FileStamp) -> bool:
    """Tell whether a file still is what was scored.

    The device's number does not count: it changes with the order in which disks are mounted.
    """
    return row[2] == folded(stamp.mtime_ns) and row[1] == stamp.size and row[3] == signed(stamp.inode)


def parse_details(row: DetailRow, stamp: FileStamp) -> CataloguedScore:
    """Give a row its types; `stamp` is that of the file, which the row holds for."""
    score, problem, kind, width, height, camera, depth, perceptual_hash, stage = row
    info = ImageInfo(
        kind=_KINDS[kind] if kind else None,
        width=width,
        height=height,
        camera=bool(camera & _NAMES_CAMERA),
        metadata_damaged=bool(camera & _METADATA_DAMAGED),
        perceptual_hash=perceptual_hash,
    )
    return CataloguedScore(
        stamp, score, _PROBLEMS[problem] if problem else None, info, _DEPTHS[depth], stage=_STAGES[stage]
    )
