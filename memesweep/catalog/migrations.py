"""The catalog's schema as a list of named steps, each applied once, in order, and recorded.

A released step is never edited; a change is a new step at the end.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from memesweep.errors import ErrorCode, UnfitEnvironmentError

if TYPE_CHECKING:
    import sqlite3


@dataclass(frozen=True, slots=True)
class Migration:
    """One step. Paths are BLOBs: a file name is bytes, and not all bytes are text."""

    name: str
    statements: tuple[str, ...]


MIGRATIONS: Final = (
    Migration(
        "001-galleries-and-pictures",
        (
            """
            CREATE TABLE galleries (
                id INTEGER PRIMARY KEY,
                root BLOB NOT NULL UNIQUE,
                scanned_at REAL
            ) STRICT
            """,
            """
            CREATE TABLE pictures (
                gallery INTEGER NOT NULL REFERENCES galleries,
                folder BLOB NOT NULL,
                name BLOB NOT NULL,
                size INTEGER NOT NULL,
                mtime_ns INTEGER NOT NULL,
                inode INTEGER NOT NULL,
                device INTEGER NOT NULL,
                scorer TEXT NOT NULL,
                score REAL,
                problem TEXT,
                kind TEXT,
                width INTEGER NOT NULL,
                height INTEGER NOT NULL,
                camera INTEGER NOT NULL,
                PRIMARY KEY (gallery, folder, name)
            ) STRICT, WITHOUT ROWID
            """,
        ),
    ),
    Migration(
        "002-keeps",
        (
            """
            CREATE TABLE keeps (
                sha256 BLOB PRIMARY KEY,
                size INTEGER NOT NULL,
                path BLOB NOT NULL,
                kept_at REAL NOT NULL
            ) STRICT, WITHOUT ROWID
            """,
            "CREATE INDEX keeps_by_size ON keeps (size)",
        ),
    ),
    Migration(
        "003-sweeps",
        (
            """
            CREATE TABLE sweeps (
                id TEXT PRIMARY KEY,
                root BLOB NOT NULL,
                holding BLOB,
                started_at REAL NOT NULL,
                finished_at REAL,
                scorer TEXT NOT NULL,
                folder_mtimes TEXT NOT NULL
            ) STRICT, WITHOUT ROWID
            """,
            """
            CREATE TABLE moves (
                sweep TEXT NOT NULL REFERENCES sweeps,
                number INTEGER NOT NULL,
                path BLOB NOT NULL,
                size INTEGER NOT NULL,
                mtime_ns INTEGER NOT NULL,
                inode INTEGER NOT NULL,
                device INTEGER NOT NULL,
                mode INTEGER NOT NULL,
                sha256 BLOB NOT NULL,
                score REAL NOT NULL,
                destination BLOB,
                state TEXT NOT NULL,
                note TEXT NOT NULL DEFAULT '',
                PRIMARY KEY (sweep, number)
            ) STRICT, WITHOUT ROWID
            """,
        ),
    ),
    # A renamed file is found again by what a rename leaves alone.
    Migration("004-pictures-by-inode", ("CREATE INDEX pictures_by_inode ON pictures (gallery, inode)",)),
    # Until here a quick look could only keep a picture, and what it said does not count as more.
    Migration(
        "005-depth-of-a-score", ("ALTER TABLE pictures ADD COLUMN depth TEXT NOT NULL DEFAULT 'quick'",)
    ),
    # The keep-list becomes one kind of decision among others.
    Migration(
        "006-decisions",
        (
            """
            CREATE TABLE decisions (
                sha256 BLOB PRIMARY KEY,
                size INTEGER NOT NULL,
                path BLOB NOT NULL,
                choice TEXT NOT NULL,
                origin TEXT NOT NULL,
                decided_at REAL NOT NULL
            ) STRICT, WITHOUT ROWID
            """,
            "INSERT INTO decisions SELECT sha256, size, path, 'keep', 'command', kept_at FROM keeps",
            "DROP TABLE keeps",
            "CREATE INDEX decisions_by_size ON decisions (choice, size)",
        ),
    ),
    Migration(
        "007-perceptual-hashes",
        (
            "ALTER TABLE pictures ADD COLUMN perceptual_hash BLOB",
            "ALTER TABLE decisions ADD COLUMN perceptual_hash BLOB",
        ),
    ),
    # What was entered last is what is meant: a clock without a battery goes back. A gallery may move, and a
    # move says what it rests on.
    Migration(
        "008-order-of-entry",
        (
            "ALTER TABLE sweeps ADD COLUMN number INTEGER NOT NULL DEFAULT 0",
            "ALTER TABLE sweeps ADD COLUMN device INTEGER",
            "ALTER TABLE sweeps ADD COLUMN swept_from BLOB",
            "ALTER TABLE sweeps ADD COLUMN initiator TEXT NOT NULL DEFAULT 'person'",
            """
            UPDATE sweeps SET number = (
                SELECT count(*) FROM sweeps AS earlier
                WHERE (earlier.started_at, earlier.id) <= (sweeps.started_at, sweeps.id)
            )
            """,
            "ALTER TABLE moves ADD COLUMN verdict TEXT NOT NULL DEFAULT 'sweep'",
            "ALTER TABLE moves ADD COLUMN reason TEXT NOT NULL DEFAULT 'meme'",
            "ALTER TABLE galleries ADD COLUMN scan_number INTEGER NOT NULL DEFAULT 0",
            """
            UPDATE galleries SET scan_number = (
                SELECT count(*) FROM galleries AS earlier WHERE earlier.scanned_at <= galleries.scanned_at
            ) WHERE scanned_at IS NOT NULL
            """,
        ),
    ),
    # Models stand side by side. What named a model also named the thresholds that its quick looks were taken
    # under; now each look is compared with the thresholds of the day.
    Migration(
        "009-scores-by-scorer",
        (
            """
            CREATE TABLE scorers (
                id INTEGER PRIMARY KEY,
                identity TEXT NOT NULL UNIQUE,
                used INTEGER NOT NULL DEFAULT 0
            ) STRICT
            """,
            """
            INSERT OR IGNORE INTO scorers (identity)
            SELECT DISTINCT rtrim(rtrim(scorer, replace(scorer, ':', '')), ':') FROM pictures
            """,
            """
            CREATE TABLE scored_pictures (
                gallery INTEGER NOT NULL REFERENCES galleries,
                scorer INTEGER NOT NULL REFERENCES scorers,
                folder BLOB NOT NULL,
                name BLOB NOT NULL,
                size INTEGER NOT NULL,
                mtime_ns INTEGER NOT NULL,
                inode INTEGER NOT NULL,
                device INTEGER NOT NULL,
                score REAL,
                problem TEXT,
                kind TEXT,
                width INTEGER NOT NULL,
                height INTEGER NOT NULL,
                camera INTEGER NOT NULL,
                depth TEXT NOT NULL,
                perceptual_hash BLOB,
                PRIMARY KEY (gallery, scorer, folder, name)
            ) STRICT, WITHOUT ROWID
            """,
            """
            INSERT INTO scored_pictures
            SELECT gallery, scorers.id, folder, name, size, mtime_ns, inode, device, score, problem, kind,
                   width, height, camera, depth, perceptual_hash
            FROM pictures
            JOIN scorers ON scorers.identity = rtrim(rtrim(scorer, replace(scorer, ':', '')), ':')
            """,
            "DROP TABLE pictures",
            "ALTER TABLE scored_pictures RENAME TO pictures",
            "CREATE INDEX pictures_by_inode ON pictures (gallery, scorer, inode)",
        ),
    ),
    # Until here every score was the judge's.
    Migration(
        "010-stage-of-a-score", ("ALTER TABLE pictures ADD COLUMN stage TEXT NOT NULL DEFAULT 'judge'",)
    ),
    # What the rows of a part of a folder say of its files, as one digest. It breaks with the first of them.
    Migration(
        "011-seals",
        (
            """
            CREATE TABLE seals (
                gallery INTEGER NOT NULL,
                scorer INTEGER NOT NULL,
                folder BLOB NOT NULL,
                after BLOB NOT NULL,
                upto BLOB NOT NULL,
                seal BLOB NOT NULL,
                PRIMARY KEY (gallery, scorer, folder, after)
            ) STRICT, WITHOUT ROWID
            """,
            """
            CREATE TRIGGER seal_broken_by_new_row AFTER INSERT ON pictures BEGIN
                DELETE FROM seals WHERE gallery = NEW.gallery AND scorer = NEW.scorer
                AND folder = NEW.folder AND after < NEW.name AND upto >= NEW.name;
            END
            """,
            """
            CREATE TRIGGER seal_broken_by_lost_row AFTER DELETE ON pictures BEGIN
                DELETE FROM seals WHERE gallery = OLD.gallery AND scorer = OLD.scorer
                AND folder = OLD.folder AND after < OLD.name AND upto >= OLD.name;
            END
            """,
            # No row is ever changed in place; if one is, nothing stays sealed.
            "CREATE TRIGGER seal_broken_by_changed_row AFTER UPDATE ON pictures BEGIN DELETE FROM seals; END",
        ),
    ),
)


def migrate(connection: sqlite3.Connection) -> None:
    """Apply the steps that this catalog has not seen, all or none.

    Raises:
        UnfitEnvironmentError: a newer memesweep has written to it.

    """
    connection.execute("CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY) STRICT")
    if _applied(connection) == [step.name for step in MIGRATIONS]:
        return
    connection.execute("BEGIN IMMEDIATE")
    with connection:
        applied = _applied(connection)
        known = [step.name for step in MIGRATIONS]
        if applied != known[: len(applied)]:
            raise UnfitEnvironmentError(ErrorCode.CATALOG_TOO_NEW)
        for step in MIGRATIONS[len(applied) :]:
            for statement in step.statements:
                connection.execute(statement)
            connection.execute("INSERT INTO migrations VALUES (?)", (step.name,))


def _applied(connection: sqlite3.Connection) -> list[str]:
    return [row[0] for row in connection.execute("SELECT name FROM migrations ORDER BY name")]
