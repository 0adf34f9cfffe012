"""A sealed part of a gallery is one comparison, and no change of a file or of a row gets past it."""

from __future__ import annotations

import os
import random
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from memesweep.catalog.database import open_catalog
from memesweep.catalog.galleries import enter_gallery
from memesweep.catalog.pictures import CataloguedScore, PictureTable
from memesweep.catalog.seals import seal_of
from memesweep.classifier.quick import quick_limits
from memesweep.gallery.formats import ImageKind
from memesweep.gallery.picture import Depth, ImageInfo, Problem
from memesweep.gallery.walk import walk
from memesweep.scan.catalog_diff import CatalogDiff, ListingDiff
from memesweep.verdict.purpose import ScanPurpose
from memesweep.verdict.stage import Stage
from memesweep.verdict.thresholds import Thresholds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

FILES = 60
THRESHOLDS = Thresholds(sweep=0.9, review=0.5)


@pytest.fixture
def table(tmp_path: Path) -> Iterator[PictureTable]:
    with open_catalog(tmp_path / "catalog.sqlite3") as connection:
        yield PictureTable(connection, enter_gallery(connection, tmp_path / "gallery"), "a net")


@pytest.fixture
def gallery(tmp_path: Path) -> Path:
    root = tmp_path / "gallery"
    root.mkdir()
    for number in range(FILES):
        (root / f"{number:03}.jpg").write_bytes(bytes(number))
    (root / os.fsdecode(b"\xff.jpg")).write_bytes(b"a name that is no text")
    return root


def catalogue(table: PictureTable, root: Path, chance: random.Random) -> None:
    """Give each file a row, of all kinds that there are, and seal what they say."""
    for listing in walk(root):
        table.record(
            (
                file,
                CataloguedScore(
                    file.stamp,
                    None if number % 7 == 0 else chance.choice((0.01, 0.2, 0.4, 0.499, 0.5, 0.6, 0.95)),
                    chance.choice((Problem.NOT_A_PICTURE, Problem.UNREADABLE)) if number % 7 == 0 else None,
                    ImageInfo(ImageKind.JPEG, 1600, 1200),
                    chance.choice(tuple(Depth)),
                    stage=chance.choice(tuple(Stage)),
                ),
            )
            for number, file in enumerate(listing.files)
        )
        seal = seal_of(listing)
        assert seal is not None
        table.seals.write([(listing, seal)])


def seals(table: PictureTable) -> int:
    return int(table._connection.execute("SELECT count(*) FROM seals").fetchone()[0])


def compare(table: PictureTable, root: Path, purpose: ScanPurpose) -> list[ListingDiff]:
    limits = quick_limits(THRESHOLDS, 1.0, 0.3)
    diff = CatalogDiff(
        table, THRESHOLDS, skip_unchanged=True, purpose=purpose, limits=limits, asked_from=THRESHOLDS.review
    )
    return [diff.compare(listing) for listing in walk(root)]


def both_ways(table: PictureTable, root: Path, purpose: ScanPurpose) -> None:
    """A catalog with seals says of a gallery what one without them says."""
    with closing(sqlite3.connect(":memory:")) as copied:
        table._connection.backup(copied)
        copied.execute("DELETE FROM seals")
        by_rows = compare(PictureTable(copied, enter_gallery(copied, root), "a net"), root, purpose)
    for one, other in zip(compare(table, root, purpose), by_rows, strict=True):
        assert one.listing == other.listing
        assert list(one.wanted.items()) == list(other.wanted.items())
        assert one.unchanged == other.unchanged


@pytest.mark.parametrize("purpose", ScanPurpose)
@pytest.mark.parametrize("seed", range(8))
def test_no_change_gets_past_a_seal(
    table: PictureTable, gallery: Path, purpose: ScanPurpose, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311
    catalogue(table, gallery, chance)
    both_ways(table, gallery, purpose)
    for _ in range(12):
        catalogue(table, gallery, chance)
        path = gallery / f"{chance.randrange(FILES):03}.jpg"
        if not path.exists():
            continue
        status = path.stat()
        kind = chance.randrange(6)
        if kind == 0:
            path.write_bytes(b"another content")
        elif kind == 1:  # its time put back
            path.write_bytes(b"another size")
            os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
        elif kind == 2:  # another file of its name, size and time
            other = gallery / "other"
            other.write_bytes(path.read_bytes())
            os.utime(other, ns=(status.st_atime_ns, status.st_mtime_ns))
            other.replace(path)
        elif kind == 3:
            path.unlink()
        elif kind == 4:
            path.rename(gallery / f"{chance.randrange(FILES):03}-renamed.jpg")
        else:
            (gallery / f"{chance.randrange(FILES):03}-new.jpg").write_bytes(b"new")
        both_ways(table, gallery, purpose)


def test_a_row_that_comes_goes_or_changes_breaks_the_seal(table: PictureTable, gallery: Path) -> None:
    chance = random.Random(1)  # noqa: S311
    (listing,) = walk(gallery)
    file = listing.files[0]
    score = CataloguedScore(file.stamp, 0.1, None, ImageInfo())

    def update() -> None:
        with table._connection as connection:
            connection.execute("UPDATE pictures SET score = 0.99 WHERE name = ?", (b"007.jpg",))

    changes: tuple[Callable[[], None], ...] = (
        lambda: table.record([(file, score)]),
        lambda: table.forget_files([("", "005.jpg")]),
        lambda: table.forget_folders_except(set()),
        update,
    )
    for change in changes:
        catalogue(table, gallery, chance)
        assert seals(table) == 1
        change()
        assert seals(table) == 0


def test_parts_are_sealed_each_for_itself(table: PictureTable, tmp_path: Path) -> None:
    root = tmp_path / "gallery"
    root.mkdir()
    for number in range(9000):
        (root / f"{number:05}.jpg").touch()
    catalogue(table, root, random.Random(2))  # noqa: S311
    assert seals(table) == 3
    table.forget_files([("", "05000.jpg")])
    assert seals(table) == 2
    # Cut otherwise, the parts take the place of those that they overlap.
    (root / "00000.jpg").unlink()
    catalogue(table, root, random.Random(2))  # noqa: S311
    assert seals(table) == 3
