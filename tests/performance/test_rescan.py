"""What a second scan knows: counts without verdicts, renamed files without decoding, folders in parts."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from memesweep.catalog.database import open_catalog
from memesweep.classifier.bundle import find_bundle, load_bundle
from memesweep.gallery.picture import Depth
from memesweep.gallery.walk import walk
from memesweep.scan.decider import VerdictOptions
from memesweep.scan.scanner import Scan, ScanSetup
from memesweep.sweep.plan import make_plan
from memesweep.verdict.purpose import ScanPurpose
from memesweep.verdict.thresholds import Thresholds
from memesweep.verdict.verdict import Verdict
from tests.support.pictures import meme_bytes, photo_bytes
from tests.support.trees import build

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path

    from memesweep.scan.results import PictureResult, ScanCounts


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with open_catalog(tmp_path / "state" / "catalog.sqlite3") as connection:
        yield connection


def scan(
    catalog: sqlite3.Connection, root: Path, *, skip_unchanged: bool = False
) -> tuple[list[PictureResult], ScanCounts]:
    """An overview. The content that a score rests on is known only in the run that made it."""
    bundle = load_bundle(find_bundle())
    running = Scan(
        catalog, root, bundle, ScanSetup(VerdictOptions(bundle.thresholds), purpose=ScanPurpose.REPORT)
    )
    return [replace(one, sha256=None) for one in running.run(skip_unchanged=skip_unchanged)], running.counts


def test_what_an_overview_saw_quickly_is_looked_at_again_before_a_sweep(
    catalog: sqlite3.Connection, tmp_path: Path
) -> None:
    root = build(tmp_path / "g", {"photo.jpg": photo_bytes(), "meme.jpg": meme_bytes()})
    bundle = replace(load_bundle(find_bundle()), thresholds=Thresholds(sweep=0.5, review=0.3))

    def memes(purpose: ScanPurpose) -> tuple[list[PictureResult], int]:
        options = ScanSetup(VerdictOptions(bundle.thresholds), purpose=purpose)
        running = Scan(catalog, root, bundle, options)
        found = [one for one in running.run(skip_unchanged=True) if one.verdict is Verdict.SWEEP]
        return found, running.counts.scored_now

    overview, _ = memes(ScanPurpose.REPORT)
    assert [(one.file.name, one.depth) for one in overview] == [("meme.jpg", Depth.QUICK)]
    refused = make_plan(root, overview, 2)
    assert not refused.files
    assert [one.note for one in refused.unplanned] == ["not looked at in full"]
    assert memes(ScanPurpose.REPORT) == (overview, 0)
    confirmed, scored = memes(ScanPurpose.SWEEP)
    assert [(one.file.name, one.depth) for one in confirmed] == [("meme.jpg", Depth.FULL)]
    assert scored == 1
    assert [one.relative for one in make_plan(root, confirmed, 2).files] == ["meme.jpg"]
    assert memes(ScanPurpose.SWEEP) == (confirmed, 1)
    remembered, scored = memes(ScanPurpose.REPORT)
    assert [(one.file.name, one.depth) for one in remembered] == [("meme.jpg", Depth.FULL)]
    assert scored == 0
    assert not make_plan(root, remembered, 2).files


def rows(catalog: sqlite3.Connection) -> set[bytes]:
    return {folder + b"/" + name for folder, name in catalog.execute("SELECT folder, name FROM pictures")}


def test_unchanged_pictures_are_counted_as_if_they_were_decided_about(
    catalog: sqlite3.Connection, gallery: Path
) -> None:
    (gallery / "torn.jpg").write_bytes(photo_bytes()[:3000])
    first, _ = scan(catalog, gallery)
    everything, full = scan(catalog, gallery)
    some, settled = scan(catalog, gallery, skip_unchanged=True)
    assert everything == first
    assert settled == full
    assert settled.scored_now == 0
    left_out = Counter(one.reason for one in everything) - Counter(one.reason for one in some)
    assert set(left_out) == {"no-meme", "not-a-picture", "unreadable"}
    assert [one for one in everything if one in some] == some


def test_a_file_that_moved_within_the_gallery_keeps_its_score(
    catalog: sqlite3.Connection, tmp_path: Path
) -> None:
    root = build(tmp_path / "g", {"z.jpg": photo_bytes(), "b/y.jpg": photo_bytes("coffee.png")})
    before, _ = scan(catalog, root)
    (root / "z.jpg").rename(root / "a.jpg")
    (root / "b").rename(root / "a")
    (root / "a" / "y.jpg").rename(root / "a" / "renamed.jpg")
    after, counts = scan(catalog, root)
    assert (counts.scored_now, counts.scored_before) == (0, 2)
    assert [one.score for one in after] == [one.score for one in before]
    assert [one.file.relative for one in after] == ["a.jpg", "a/renamed.jpg"]
    assert rows(catalog) == {b"/a.jpg", b"a/renamed.jpg"}


def test_a_renamed_meme_is_looked_at_again(catalog: sqlite3.Connection, tmp_path: Path) -> None:
    root = build(tmp_path / "g", {"a.jpg": meme_bytes()})
    scan(catalog, root)
    (root / "a.jpg").rename(root / "b.jpg")
    _, counts = scan(catalog, root)
    assert counts.scored_now == 1


def test_another_file_with_the_same_inode_size_or_time_is_scored(
    catalog: sqlite3.Connection, tmp_path: Path
) -> None:
    root = build(tmp_path / "g", {"a.jpg": photo_bytes()})
    scan(catalog, root)
    shutil.copy2(root / "a.jpg", root / "copy.jpg")
    os.utime(root / "a.jpg", ns=(0, 0))
    _, counts = scan(catalog, root)
    assert counts.scored_now == 2


def test_long_folders_are_listed_in_parts_that_leave_nothing_out(
    catalog: sqlite3.Connection, tmp_path: Path
) -> None:
    root = tmp_path / "g"
    root.mkdir()
    names = [f"{number:05}.txt".encode() for number in range(9000)] + [b"\xff\xfe.txt", "\uffee.txt".encode()]
    for name in names:
        (root / os.fsdecode(name)).touch()
    parts = list(walk(root))
    assert len(parts) == 3
    assert [os.fsencode(name) for part in parts for name in part.stamps] == sorted(names)
    scan(catalog, root)
    assert rows(catalog) == {b"/" + name for name in names}
    gone = [names[0], *names[4000:4200], names[8999], names[9000]]
    for name in gone:
        (root / os.fsdecode(name)).unlink()
    _, counts = scan(catalog, root, skip_unchanged=True)
    assert counts.scored_now == 0
    assert counts.reasons == {"not-a-picture": len(names) - len(gone)}
    assert rows(catalog) == {b"/" + name for name in set(names) - set(gone)}


def test_dates_beyond_what_sqlite_can_hold(catalog: sqlite3.Connection, tmp_path: Path) -> None:
    root = build(tmp_path / "g", {"photo.jpg": photo_bytes(), "meme.jpg": meme_bytes()})
    for name in ("photo.jpg", "meme.jpg"):
        os.utime(root / name, ns=(0, 2**63 + 5))
    if (root / "photo.jpg").stat().st_mtime_ns != 2**63 + 5:
        pytest.skip("this file system holds no such date")
    first, _ = scan(catalog, root)
    again, counts = scan(catalog, root)
    assert (again, counts.scored_now) == (first, 0)
    to_sweep = [
        replace(one, sha256=bytes(32), depth=Depth.FULL) for one in first if one.verdict is Verdict.SWEEP
    ]
    assert [one.note for one in make_plan(root, to_sweep, 2).unplanned] == ["dated beyond the year 2262"]


def test_a_disk_mounted_under_another_number_is_known(catalog: sqlite3.Connection, gallery: Path) -> None:
    scan(catalog, gallery)
    with catalog:
        catalog.execute("UPDATE pictures SET device = device + 1")
    _, counts = scan(catalog, gallery)
    assert counts.scored_now == 0
