"""Undo: whatever happened to the sweep, the catalog or the folders in between."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from threading import Event
from typing import TYPE_CHECKING

import pytest

from memesweep.catalog.database import forgetful_catalog
from memesweep.catalog.decisions import Choice, Origin, list_decisions
from memesweep.catalog.keeps import is_kept
from memesweep.errors import UnfitEnvironmentError
from memesweep.gallery.swept import MANIFEST_NAME
from memesweep.sweep.fileops.operations import RealFiles
from memesweep.sweep.journal.manifest import read_manifest
from memesweep.sweep.journal.record import MoveState
from memesweep.sweep.run import undo
from tests.faults.tampered import Crash, Tampered, When, crash_at
from tests.faults.world import World, compare, facts_of
from tests.support.program import Program
from tests.support.trees import snapshot

if TYPE_CHECKING:
    from pathlib import Path

    from memesweep.sweep.fileops.anchor import Place
    from tests.faults.tampered import Call


def manifest(world: World) -> Path:
    assert world.holding is not None
    (found,) = world.holding.glob(f"*/{MANIFEST_NAME}")
    return found


def undo_from_folder(world: World) -> None:
    """Undo as on another computer, where nobody has a catalog."""
    with forgetful_catalog() as connection:
        record = read_manifest(manifest(world).parent)
        undo(record, RealFiles(), connection, Event(), catalog_lasts=False)


def test_folders_get_their_times_back(world: World) -> None:
    before = snapshot(world.gallery)
    world.sweep(RealFiles())
    world.undo_all()
    assert snapshot(world.gallery) == before


def test_folders_that_somebody_wrote_to_keep_their_new_times(world: World) -> None:
    world.sweep(RealFiles())
    (world.gallery / "Familie/new.jpg").write_bytes(b"new")
    os.utime(world.gallery / "Familie", ns=(2**62, 2**62))
    world.undo_all()
    assert (world.gallery / "Familie").stat().st_mtime_ns > 2**60


def test_twice_is_as_good_as_once(world: World) -> None:
    before = facts_of(world.gallery)
    record = world.sweep(RealFiles())
    world.undo_all()
    with world.open() as connection:
        # The record as it was before the first undo: what a second terminal has read.
        again = undo(record, RealFiles(), connection, Event())
    assert again.record.count(MoveState.RESTORED) == len(before)
    assert compare(world, before).flawless


@pytest.mark.parametrize("number", range(0, 44, 3))
def test_interrupted_and_the_catalog_lost(world: World, number: int) -> None:
    before = facts_of(world.gallery)
    with pytest.raises(Crash):
        world.sweep(Tampered(crash_at(number, When.AFTER)))
    shutil.rmtree(world.catalog.parent)
    if not list(world.holding.glob(f"*/{MANIFEST_NAME}")):  # type: ignore[union-attr]
        assert facts_of(world.gallery) == before
        return
    undo_from_folder(world)
    assert compare(world, before).flawless


@pytest.mark.parametrize("torn", [1, 5, 40, 200, 600])
def test_a_manifest_whose_end_was_torn(world: World, torn: int) -> None:
    """The lines of the intents are whole and durable before anything moves; the end may be missing."""
    before = facts_of(world.gallery)
    world.sweep(RealFiles())
    path = manifest(world)
    path.write_bytes(path.read_bytes()[:-torn])
    undo_from_folder(world)
    assert compare(world, before).flawless


def test_an_undo_after_a_torn_line_is_understood_again(world: World) -> None:
    before = facts_of(world.gallery)
    world.sweep(RealFiles())
    with manifest(world).open("ab") as stream:
        stream.write(b'\n{"move":{"number":0,"rela')
    undo_from_folder(world)
    assert read_manifest(manifest(world).parent).count(MoveState.RESTORED) == len(before)


def test_a_manifest_of_a_newer_version_is_refused_not_misread(world: World) -> None:
    world.sweep(RealFiles())
    path = manifest(world)
    path.write_bytes(path.read_bytes().replace(b'"memesweep":1', b'"memesweep":2'))
    with pytest.raises(UnfitEnvironmentError, match="manifest-too-new"):
        read_manifest(path.parent)


@pytest.mark.parametrize("path", ["../outside.jpg", "/etc/passwd", "a/../../b", ""])
def test_a_forged_manifest_leads_nowhere(world: World, path: str) -> None:
    world.sweep(RealFiles())
    file = manifest(world)
    forged = file.read_text().replace('"relative":"IMG-0000.jpg"', f'"relative":"{path}"')
    file.write_text(forged)
    assert all(move.relative != path for move in read_manifest(file.parent).moves)
    undo_from_folder(world)


def test_a_symlink_in_the_gallery_leads_no_file_outside(world: World, tmp_path: Path) -> None:
    world.sweep(RealFiles())
    shutil.rmtree(world.gallery / "Familie")
    (world.gallery / "Familie").symlink_to(tmp_path)
    (record,) = world.undo_all()
    assert not list(tmp_path.iterdir())
    assert {move.state for move in record.moves if move.relative.startswith("Familie")} == {MoveState.MOVED}


def test_a_holding_folder_that_kept_neither_time_nor_mode(world: World) -> None:
    """As on FAT: two-second times and no modes. The journal knows better."""

    class OnFat(Tampered):
        def copy(self, source: Place, target: Place) -> bytes:
            copied = super().copy(source, target)
            path = target.anchor.path / target.relative
            path.chmod(0o755)
            os.utime(path, ns=(0, path.stat().st_mtime_ns // 2_000_000_000 * 2_000_000_000))
            return copied

    before = facts_of(world.gallery)
    world.sweep(OnFat(exdev=True))
    world.undo_all(OnFat(exdev=True))
    assert compare(world, before).flawless


def test_a_file_changed_in_the_holding_folder_is_not_passed_off_as_the_old_one(world: World) -> None:
    record = world.sweep(RealFiles())
    held = record.header.holding / "pictures" / record.moves[0].relative  # type: ignore[operator]
    held.chmod(0o644)
    held.write_bytes(b"edited meanwhile")
    (undone,) = world.undo_all()
    assert undone.moves[0].state is MoveState.MOVED
    assert held.read_bytes() == b"edited meanwhile"


def test_without_a_catalog_that_can_be_written(world: World) -> None:
    """A full or broken state disk keeps nobody's pictures away."""
    before = facts_of(world.gallery)
    record = world.sweep(RealFiles())
    with world.open() as connection:
        connection.execute("PRAGMA query_only = ON")
        done = undo(record, RealFiles(), connection, Event())
    assert done.unwritten is not None
    assert done.record.count(MoveState.RESTORED) == len(before)
    assert compare(world, before).flawless


@pytest.mark.parametrize("operation", range(0, 120, 7))
def test_what_comes_back_to_be_kept_is_on_the_keep_list_at_every_moment(world: World, operation: int) -> None:
    record = world.sweep(RealFiles())
    with world.open() as connection:

        def look(call: Call, when: When) -> None:
            here = {facts[0] for facts in facts_of(world.gallery).values()}
            assert all(is_kept(connection, bytes.fromhex(sha256)) for sha256 in here)
            if call.number == operation and when is When.AFTER:
                raise Crash

        with suppress(Crash):
            undo(record, Tampered(look), connection, Event(), origin=Origin.COMMAND)


def test_what_an_undo_brought_back_can_be_kept_afterwards(world: World) -> None:
    record = world.sweep(RealFiles())
    world.undo_all()
    options = {"MEMESWEEP_HOME": str(world.catalog.parent)}
    ended = Program(world.home)("undo", record.header.id, "--keep", "--yes", extra=options)
    assert ended.code == 0
    assert "On the keep-list now: 6 pictures" in ended.err
    with world.open() as connection:
        assert {kept.sha256 for kept in list_decisions(connection, Choice.KEEP)} == {
            move.sha256 for move in record.moves
        }


@pytest.mark.parametrize("damaged", [b"", b'{"memesweep":1,"sw', b'{"memesweep":2}\n'])
def test_a_damaged_manifest_keeps_no_other_sweep_away(world: World, damaged: bytes) -> None:
    before = facts_of(world.gallery)
    world.sweep(RealFiles())
    shutil.rmtree(world.catalog.parent)
    assert world.holding is not None
    broken = world.holding / "99991231-235959-ffff"  # the newest by its name
    broken.mkdir()
    (broken / MANIFEST_NAME).write_bytes(damaged)
    ended = Program(world.home)("undo", world.holding, "--yes")
    assert ended.code == 0
    assert "Skipped: " in ended.err
    assert broken.name in ended.err
    assert facts_of(world.gallery) == before
    assert Program(world.home)("undo", broken, "--yes").code == 5
