"""The catalog: migrations, scores by folder, the keep-list."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from memesweep.catalog.database import copied_catalog, is_only_unwritable, open_catalog
from memesweep.catalog.decisions import (
    Choice,
    Decision,
    Origin,
    decided_sizes,
    find_decision,
    list_decisions,
    record_decisions,
    remove_decisions,
)
from memesweep.catalog.galleries import enter_gallery, last_scanned, mark_scanned
from memesweep.catalog.keeps import add_keep, is_kept
from memesweep.catalog.migrations import MIGRATIONS, migrate
from memesweep.catalog.pictures import PictureTable
from memesweep.classifier.bundle import find_bundle, load_bundle
from memesweep.errors import GalleryBusyError, UnfitEnvironmentError
from memesweep.gallery.stamps import NO_STAMPS
from memesweep.gallery.walk import Listing
from memesweep.gallery_lock import lock_gallery
from memesweep.sweep.journal.table import list_sweeps


def test_every_migration_is_applied_once_and_recorded(tmp_path: Path) -> None:
    for _ in range(2):
        with open_catalog(tmp_path / "catalog.sqlite3") as connection:
            rows = connection.execute("SELECT name FROM migrations ORDER BY name").fetchall()
            assert [row[0] for row in rows] == [step.name for step in MIGRATIONS]


def test_an_older_catalog_is_brought_up_to_date(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "catalog.sqlite3")
    with connection:
        connection.execute("CREATE TABLE migrations (name TEXT PRIMARY KEY) STRICT")
        for statement in MIGRATIONS[0].statements:
            connection.execute(statement)
        connection.execute("INSERT INTO migrations VALUES (?)", (MIGRATIONS[0].name,))
        connection.execute("INSERT INTO galleries (root) VALUES (?)", (b"/gallery",))
    connection.close()
    with open_catalog(tmp_path / "catalog.sqlite3") as opened:
        assert enter_gallery(opened, Path("/gallery")) == 1
        assert list_decisions(opened) == []


def test_an_older_catalogs_keep_list_becomes_decisions(tmp_path: Path) -> None:
    older = MIGRATIONS[: [step.name for step in MIGRATIONS].index("006-decisions")]
    connection = sqlite3.connect(tmp_path / "catalog.sqlite3")
    with connection:
        connection.execute("CREATE TABLE migrations (name TEXT PRIMARY KEY) STRICT")
        for step in older:
            for statement in step.statements:
                connection.execute(statement)
            connection.execute("INSERT INTO migrations VALUES (?)", (step.name,))
        connection.execute("INSERT INTO keeps VALUES (?, ?, ?, ?)", (b"a" * 32, 10, b"/x/\xff.jpg", 1.5e9))
    connection.close()
    with open_catalog(tmp_path / "catalog.sqlite3") as opened:
        (kept,) = list_decisions(opened)
    assert kept == Decision(
        sha256=b"a" * 32,
        size=10,
        path=Path(os.fsdecode(b"/x/\xff.jpg")),
        choice=Choice.KEEP,
        origin=Origin.COMMAND,
        decided_at=1.5e9,
    )


def test_an_older_catalogs_scores_stay(tmp_path: Path) -> None:
    older = MIGRATIONS[: [step.name for step in MIGRATIONS].index("009-scores-by-scorer")]
    bundle = load_bundle(find_bundle())
    connection = sqlite3.connect(tmp_path / "catalog.sqlite3")
    with connection:
        connection.execute("CREATE TABLE migrations (name TEXT PRIMARY KEY) STRICT")
        for step in older:
            for statement in step.statements:
                connection.execute(statement)
            connection.execute("INSERT INTO migrations VALUES (?)", (step.name,))
        connection.execute("INSERT INTO galleries (id, root) VALUES (1, ?)", (b"/gallery",))
        for name, limits in ((b"a.jpg", "0.1/0.8/0.9/0.99"), (b"b\xff.jpg", "0.2/0.8/0.9/0.99")):
            connection.execute(
                "INSERT INTO pictures VALUES"
                " (1, x'696e', ?, 9, 8, 7, 6, ?, 0.25, NULL, 'jpeg', 4, 3, 1, 'quick', NULL)",
                (name, f"{bundle.identity}:{limits}"),
            )
    connection.close()
    with open_catalog(tmp_path / "catalog.sqlite3") as opened:
        table = PictureTable(opened, 1, bundle.identity)
        rows = table.rows(Listing("/gallery", "in", NO_STAMPS, ()))
    assert rows == {
        b"a.jpg": (b"a.jpg", 9, 8, 7, 0.25, None, "quick", "judge"),
        b"b\xff.jpg": (b"b\xff.jpg", 9, 8, 7, 0.25, None, "quick", "judge"),
    }


def test_a_newer_programs_catalog_is_refused(tmp_path: Path) -> None:
    with open_catalog(tmp_path / "catalog.sqlite3") as connection, connection:
        connection.execute("INSERT INTO migrations VALUES ('999-from-the-future')")
    with (
        pytest.raises(UnfitEnvironmentError, match="catalog-too-new"),
        open_catalog(tmp_path / "catalog.sqlite3"),
    ):
        pass


def write_to(file: Path, pragma: str) -> None:
    """Put a thousand pictures on the keep-list, hindered by a setting of SQLite."""
    with open_catalog(file) as connection:
        connection.execute(f"PRAGMA {pragma}")
        for number in range(1000):
            add_keep(connection, number.to_bytes(32, "big"), 1, Path("/gallery/a.jpg"))


def test_a_catalog_that_another_program_holds_is_left_in_peace(tmp_path: Path) -> None:
    file = tmp_path / "catalog.sqlite3"
    with open_catalog(file):
        pass
    with closing(sqlite3.connect(file)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(UnfitEnvironmentError, match="catalog-busy"):
            write_to(file, "busy_timeout = 50")


def test_a_full_disk_is_no_reason_to_give_the_catalog_up(tmp_path: Path) -> None:
    with pytest.raises(UnfitEnvironmentError, match="catalog-disk-full") as caught:
        write_to(tmp_path / "catalog.sqlite3", "max_page_count = 1")
    assert is_only_unwritable(caught.value)


def test_a_broken_catalog_says_what_goes_with_it(tmp_path: Path) -> None:
    file = tmp_path / "catalog.sqlite3"
    file.write_bytes(b"no database" * 1000)
    with pytest.raises(UnfitEnvironmentError, match="catalog-broken") as caught, open_catalog(file):
        pass
    assert not is_only_unwritable(caught.value)


def test_a_copy_has_what_was_written_last(tmp_path: Path) -> None:
    file = tmp_path / "catalog.sqlite3"
    with open_catalog(file) as connection:
        add_keep(connection, bytes(32), 1, Path("/gallery/a.jpg"))
        # Still in the log that SQLite keeps beside the file.
        with copied_catalog(file) as copy:
            assert is_kept(copy, bytes(32))
            remove_decisions(copy, [bytes(32)])
        assert is_kept(connection, bytes(32))


def test_a_migration_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "catalog.sqlite3")
    with connection:
        connection.execute("CREATE TABLE moves (other INTEGER)")
    with pytest.raises(sqlite3.OperationalError):
        migrate(connection)
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert tables == {"migrations", "moves"}
    connection.close()


def test_the_gallery_scanned_last(tmp_path: Path) -> None:
    with open_catalog(tmp_path / "catalog.sqlite3") as connection:
        assert last_scanned(connection) is None
        one = enter_gallery(connection, Path("/one"))
        name = Path(os.fsdecode(b"/t\xffwo"))
        two = enter_gallery(connection, name)
        mark_scanned(connection, one)
        mark_scanned(connection, two)
        assert last_scanned(connection) == name
        mark_scanned(connection, one)
        assert last_scanned(connection) == Path("/one")


def test_keep_list_goes_by_content(tmp_path: Path) -> None:
    with open_catalog(tmp_path / "catalog.sqlite3") as connection:
        assert add_keep(connection, b"a" * 32, 10, Path("/x/a.jpg"))
        assert not add_keep(connection, b"a" * 32, 10, Path("/y/b.jpg"))
        assert is_kept(connection, b"a" * 32)
        assert decided_sizes(connection, Choice.KEEP) == {10}
        assert [kept.path for kept in list_decisions(connection)] == [Path("/x/a.jpg")]
        assert remove_decisions(connection, [b"a" * 32]) == 1
        assert remove_decisions(connection, [b"a" * 32]) == 0
        assert not is_kept(connection, b"a" * 32)


def decision(choice: Choice, decided_at: float, origin: Origin = Origin.PAGE) -> Decision:
    """What was said of one and the same picture."""
    return Decision(
        sha256=b"b" * 32, size=7, path=Path("/x/b.jpg"), choice=choice, origin=origin, decided_at=decided_at
    )


def test_what_was_said_last_holds(tmp_path: Path) -> None:
    with open_catalog(tmp_path / "catalog.sqlite3") as connection:
        first, second = decision(Choice.SWEEP, 1.0), decision(Choice.KEEP, 2.0, Origin.TERMINAL)
        assert record_decisions(connection, [first]) == 1
        assert decided_sizes(connection, Choice.SWEEP) == {7}
        assert record_decisions(connection, [second]) == 1
        assert find_decision(connection, b"b" * 32) == second
        assert decided_sizes(connection, Choice.SWEEP) == frozenset()


def test_what_is_said_again_keeps_its_date(tmp_path: Path) -> None:
    with open_catalog(tmp_path / "catalog.sqlite3") as connection:
        record_decisions(connection, [decision(Choice.KEEP, 1.0)])
        assert record_decisions(connection, [decision(Choice.KEEP, 2.0)]) == 0
        assert list_decisions(connection) == [decision(Choice.KEEP, 1.0)]
        assert list_decisions(connection, Choice.SWEEP) == []
        assert remove_decisions(connection, [b"b" * 32, b"c" * 32]) == 1
        assert find_decision(connection, b"b" * 32) is None


def test_one_run_at_a_time_for_each_gallery(tmp_path: Path) -> None:
    with lock_gallery(tmp_path / "locks", Path("/one")):
        with lock_gallery(tmp_path / "locks", Path("/two")):
            pass
        with (
            pytest.raises(GalleryBusyError, match=str(os.getpid())),
            lock_gallery(tmp_path / "locks", Path("/one")),
        ):
            pass
    with lock_gallery(tmp_path / "locks", Path("/one")):
        pass


def test_an_older_catalog_gets_its_sweeps_numbered_by_their_dates(tmp_path: Path) -> None:
    older = MIGRATIONS[: [step.name for step in MIGRATIONS].index("008-order-of-entry")]
    connection = sqlite3.connect(tmp_path / "catalog.sqlite3")
    with connection:
        connection.execute("CREATE TABLE migrations (name TEXT PRIMARY KEY) STRICT")
        for step in older:
            for statement in step.statements:
                connection.execute(statement)
            connection.execute("INSERT INTO migrations VALUES (?)", (step.name,))
        for sweep, started_at in (("b", 20.0), ("c", 30.0), ("a", 10.0)):
            row = (sweep, b"/x", None, started_at, None, "scorer", "[]")
            connection.execute("INSERT INTO sweeps VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        for root, scanned_at in ((b"/new", 2.0), (b"/old", 1.0), (b"/never", None)):
            connection.execute("INSERT INTO galleries (root, scanned_at) VALUES (?, ?)", (root, scanned_at))
    connection.close()
    with open_catalog(tmp_path / "catalog.sqlite3") as opened:
        assert [(record.header.id, record.header.number) for record in list_sweeps(opened)] == [
            ("c", 3),
            ("b", 2),
            ("a", 1),
        ]
        assert last_scanned(opened) == Path("/new")
