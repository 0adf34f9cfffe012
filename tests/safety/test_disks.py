"""Real disks that are full, read-only or elsewhere. Needs root for the mounts."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from memesweep.errors import UnfitEnvironmentError
from memesweep.sweep.fileops.operations import RealFiles
from memesweep.sweep.journal.record import MoveState
from tests.faults.mounts import mounted, remount, why_no_mounts
from tests.faults.ways import home_at
from tests.faults.world import World, account, compare, facts_of
from tests.support.pictures import meme_bytes
from tests.support.program import Program

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(why_no_mounts() is not None, reason=f"{why_no_mounts()}")

FILES = 12


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with mounted(tmp_path / "disk") as folder:
        yield folder


@pytest.fixture
def world(tmp_path: Path, disk: Path) -> Iterator[World]:
    """A gallery on one device and a holding folder on another."""
    world = World(tmp_path / "gallery", tmp_path / "home", disk / "held")
    world.home.mkdir()
    world.fill(FILES)
    with home_at(world.home):
        yield world


def test_another_device_and_back(world: World) -> None:
    before = facts_of(world.gallery)
    assert os.stat(world.gallery).st_dev != os.stat(world.destination.holding.parent).st_dev  # type: ignore[union-attr]
    record = world.sweep(RealFiles())
    assert record.count(MoveState.MOVED) == FILES
    assert facts_of(record.header.holding / "pictures") == before  # type: ignore[operator]
    world.undo_all()
    assert compare(world, before).flawless


@pytest.mark.parametrize("room", range(4, 60, 4))
def test_a_disk_that_fills_half_way(world: World, disk: Path, room: int) -> None:
    """Room for a few kilobytes: the sweep ends, or files stay; the rest of the files never know."""
    before = facts_of(world.gallery)
    free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
    with (disk / "ballast").open("wb") as ballast:
        os.posix_fallocate(ballast.fileno(), 0, free - room * 4096)
    try:
        record = world.sweep(RealFiles())
    except UnfitEnvironmentError as error:
        assert "No space left" in str(error)  # noqa: PT017 - either end is right
    else:
        states = {move.state for move in record.moves}
        assert states <= {MoveState.MOVED, MoveState.STAYED}
    assert not account(world, before, recovered=False).lost
    # Bringing back needs no room on the full disk.
    world.undo_all()
    assert compare(world, before).flawless


def test_a_read_only_holding_folder_moves_nothing(world: World, disk: Path) -> None:
    before = facts_of(world.gallery)
    remount(disk, "ro")
    with pytest.raises(UnfitEnvironmentError, match="Read-only"):
        world.sweep(RealFiles())
    assert facts_of(world.gallery) == before


def test_a_holding_folder_that_became_read_only_gives_nothing_up(world: World, disk: Path) -> None:
    before = facts_of(world.gallery)
    world.sweep(RealFiles())
    remount(disk, "ro")
    (undone,) = world.undo_all()
    assert {move.state for move in undone.moves} == {MoveState.MOVED}
    assert not account(world, before, recovered=True).lost
    remount(disk, "rw")
    world.undo_all()
    assert compare(world, before).flawless


def test_a_read_only_gallery(tmp_path: Path) -> None:
    with mounted(tmp_path / "gallery") as gallery:
        world = World(gallery, tmp_path / "home", tmp_path / "held")
        world.home.mkdir()
        world.fill(FILES)
        before = facts_of(gallery)
        remount(gallery, "ro")
        record = world.sweep(RealFiles())
        assert {(move.state, move.note) for move in record.moves} == {
            (MoveState.STAYED, "Read-only file system")
        }
        assert facts_of(gallery) == before
        assert not list((record.header.holding / "pictures").rglob("*.jpg"))  # type: ignore[operator]


def test_an_unmounted_gallery_is_not_restored_into(tmp_path: Path) -> None:
    """Below a mount point, under the disk that comes back, nobody would find the files."""
    world = World(tmp_path / "gallery", tmp_path / "home", tmp_path / "held")
    world.home.mkdir()
    with mounted(world.gallery):
        world.fill(FILES)
        world.sweep(RealFiles())
    with pytest.raises(UnfitEnvironmentError, match="gallery-not-the-disk"):
        world.undo_all()
    assert not list(world.gallery.iterdir())


def test_a_gallery_swept_empty_on_a_disk_with_another_number_comes_back(tmp_path: Path) -> None:
    """It looks like an unmounted disk; the refusal names the way to tell that it is none."""
    world = World(tmp_path / "gallery", tmp_path / "home", tmp_path / "held")
    world.home.mkdir()
    with mounted(world.gallery):
        world.fill(FILES)
        before = facts_of(world.gallery)
        world.sweep(RealFiles())
    with mounted(tmp_path / "takes the number"), mounted(world.gallery):
        with pytest.raises(UnfitEnvironmentError, match="gallery-not-the-disk"):
            world.undo_all()
        (world.gallery / "here").touch()
        world.undo_all()
        (world.gallery / "here").unlink()
        assert facts_of(world.gallery) == before


def test_a_holding_folder_that_is_not_mounted_keeps_the_sweep_open(tmp_path: Path) -> None:
    world = World(tmp_path / "gallery", tmp_path / "home", tmp_path / "disk/held")
    world.home.mkdir()
    world.fill(FILES)
    before = facts_of(world.gallery)
    world.sweep(RealFiles())
    shutil.move(tmp_path / "disk", tmp_path / "unplugged")
    with pytest.raises(UnfitEnvironmentError):
        world.undo_all()
    shutil.move(tmp_path / "unplugged", tmp_path / "disk")
    world.undo_all()
    assert compare(world, before).flawless


def test_a_gallery_mounted_twice_is_still_the_gallery(tmp_path: Path) -> None:
    """A bind mount is another path to the same folder: a holding folder there is one inside the gallery."""
    import subprocess  # noqa: PLC0415 - for this one test

    from memesweep.errors import BadUsageError  # noqa: PLC0415
    from memesweep.sweep.holding import check_holding  # noqa: PLC0415

    gallery, other = tmp_path / "gallery", tmp_path / "other"
    gallery.mkdir()
    other.mkdir()
    subprocess.run(["mount", "--bind", str(gallery), str(other)], check=True)
    try:
        with pytest.raises(BadUsageError):
            check_holding(gallery, other / "held")
    finally:
        subprocess.run(["umount", str(other)], check=True)


def test_undo_with_a_state_folder_that_is_full(tmp_path: Path, disk: Path) -> None:
    """SQLite cannot even read a catalog that it has no room beside; the sweep comes back all the same."""
    world = World(tmp_path / "gallery", disk / "home", None)
    program = Program(tmp_path / "user")
    program.home.mkdir()
    world.fill(FILES)
    state = {"MEMESWEEP_HOME": str(disk / "state")}
    before = facts_of(world.gallery)
    (world.gallery / "meme.jpg").write_bytes(meme_bytes())
    command = ("clean", world.gallery, "--yes", "--min-age", "0", "--max-share", "100%")
    assert program(*command, extra=state).code == 0
    assert not (world.gallery / "meme.jpg").exists()
    free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
    with (disk / "ballast").open("wb") as ballast:
        os.posix_fallocate(ballast.fileno(), 0, free)
    undone = program("undo", "--yes", extra=state)
    assert (undone.code, "Going on with a copy" in undone.err) == (0, True), undone.err
    assert (world.gallery / "meme.jpg").read_bytes() == meme_bytes()
    (world.gallery / "meme.jpg").unlink()
    assert facts_of(world.gallery) == before
