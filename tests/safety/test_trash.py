"""The trash: what goes in comes back, and where it refuses, the file stays."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from memesweep.sweep.fileops.anchor import Anchor
from memesweep.sweep.fileops.operations import RealFiles
from memesweep.sweep.journal.record import MoveState
from memesweep.sweep.trash.freedesktop import open_trash
from memesweep.sweep.trash.layout import original_path
from tests.faults.mounts import mounted, why_no_mounts
from tests.faults.tampered import Tampered, When, fail_always
from tests.faults.world import AGE_NS, World, compare, facts_of

if TYPE_CHECKING:
    from tests.faults.tampered import Call


def test_every_file_has_a_record_that_file_managers_understand(trashing: World) -> None:
    before = facts_of(trashing.gallery)
    trashing.sweep(RealFiles())
    trash = trashing.trash
    told = {str(original_path(info, trash)) for info in (trash / "info").iterdir()}
    assert told == {str(trashing.gallery / name) for name in before}
    for info in (trash / "info").iterdir():
        assert (trash / "files" / info.stem).is_file()
        assert info.read_text().startswith("[Trash Info]\nPath=/")
    assert (trash.stat().st_mode & 0o777) == 0o700


def test_undo_finds_a_file_that_another_program_renamed_within_the_trash(trashing: World) -> None:
    before = facts_of(trashing.gallery)
    trashing.sweep(RealFiles())
    for path in (trashing.trash / "files").iterdir():
        info = trashing.trash / "info" / (path.name + ".trashinfo")
        info.rename(info.with_name(f"{path.stem}.2{path.suffix}.trashinfo"))
        path.rename(path.with_name(f"{path.stem}.2{path.suffix}"))
    trashing.undo_all()
    assert compare(trashing, before).flawless


def test_two_files_of_one_name(trashing: World) -> None:
    for folder in ("a", "b", "c"):
        path = trashing.gallery / folder / "same.jpg"
        path.parent.mkdir()
        path.write_bytes(folder.encode() * 100)
        os.utime(path, ns=(AGE_NS, AGE_NS))
    before = facts_of(trashing.gallery)
    trashing.sweep(RealFiles())
    names = {path.name for path in (trashing.trash / "files").iterdir()}
    assert {"same.jpg", "same (1).jpg", "same (2).jpg"} <= names
    trashing.undo_all()
    assert compare(trashing, before).flawless


@pytest.mark.parametrize("broken", [".local", ".local/share/Trash", ".local/share/Trash/files"])
def test_a_file_where_a_folder_should_be(trashing: World, broken: str) -> None:
    before = facts_of(trashing.gallery)
    path = trashing.home / broken
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"in the way")
    record = trashing.sweep(RealFiles())
    assert record.count(MoveState.STAYED) == len(before)
    assert all("--move-to" in move.note for move in record.moves)
    assert facts_of(trashing.gallery) == before
    assert path.read_bytes() == b"in the way"


def test_a_trash_that_is_a_link_to_somewhere_else_on_the_volume_is_refused(
    trashing: World, tmp_path: Path
) -> None:
    """Another user of a shared volume could lay such a link."""
    if why := why_no_mounts():
        pytest.skip(why)
    with mounted(tmp_path / "disk") as disk:
        (disk / "gallery").mkdir()
        (disk / "elsewhere").mkdir()
        (disk / f".Trash-{os.getuid()}").symlink_to(disk / "elsewhere")
        with Anchor(disk / "gallery") as gallery, pytest.raises(NotADirectoryError):
            open_trash(RealFiles(), gallery)
    assert not (trashing.home / ".local").exists()


def test_another_volume_has_a_trash_of_its_own(trashing: World, tmp_path: Path) -> None:
    if why := why_no_mounts():
        pytest.skip(why)
    with mounted(tmp_path / "disk") as disk:
        world = World(disk / "gallery", trashing.home, None)
        world.fill(4)
        before = facts_of(world.gallery)
        world.sweep(RealFiles())
        trash = disk / f".Trash-{os.getuid()}"
        assert len(list((trash / "files").iterdir())) == 4
        assert all(b"Path=gallery/" in info.read_bytes() for info in (trash / "info").iterdir())
        assert not world.trash.exists()
        world.undo_all()
        assert facts_of(world.gallery) == before


def test_a_shared_trash_is_used_where_an_administrator_made_one(trashing: World, tmp_path: Path) -> None:
    if why := why_no_mounts():
        pytest.skip(why)
    with mounted(tmp_path / "disk") as disk:
        (disk / ".Trash").mkdir()
        (disk / ".Trash").chmod(0o1777)
        world = World(disk / "gallery", trashing.home, None)
        world.fill(4)
        before = facts_of(world.gallery)
        world.sweep(RealFiles())
        assert len(list((disk / ".Trash" / str(os.getuid()) / "files").iterdir())) == 4
        world.undo_all()
        assert facts_of(world.gallery) == before


@pytest.mark.parametrize("operation", ["create", "rename", "make_folders"])
def test_a_refusal_leaves_no_record_of_nothing(trashing: World, operation: str) -> None:
    before = facts_of(trashing.gallery)
    record = trashing.sweep(Tampered(fail_always(operation, 13)))
    assert record.count(MoveState.STAYED) == len(before)
    assert facts_of(trashing.gallery) == before
    assert not trashing.leftovers()


def test_across_devices_nothing_is_copied_and_nothing_deleted(trashing: World) -> None:
    before = facts_of(trashing.gallery)
    files = Tampered(exdev=True)
    record = trashing.sweep(files)
    assert record.count(MoveState.STAYED) == len(before)
    assert "copy" not in files.calls
    assert all("another file system" in move.note for move in record.moves)
    assert facts_of(trashing.gallery) == before


def test_a_file_that_takes_the_name_in_the_trash_at_the_last_moment_survives(trashing: World) -> None:
    """The race that a rename which replaces would lose."""
    before = facts_of(trashing.gallery)
    name = trashing.plan().files[0].relative.rpartition("/")[2]

    def intrude(call: Call, when: When) -> None:
        if call.name == "rename" and when is When.BEFORE:
            intruder = trashing.trash / "files" / name
            if not intruder.exists():
                intruder.write_bytes(b"trashed by another program")

    trashing.sweep(Tampered(intrude))
    assert (trashing.trash / "files" / name).read_bytes() == b"trashed by another program"
    trashing.undo_all()
    assert facts_of(trashing.gallery) == before
    assert not trashing.leftovers()


SYSTEM_TRASH = """
import sys
from pathlib import Path
from memesweep.sweep.fileops.anchor import Anchor
from memesweep.sweep.execute import intend
from memesweep.sweep.fileops.operations import RealFiles
from memesweep.sweep.trash.desktop import SystemTrashMover
from tests.faults.world import World

world = World(Path(sys.argv[1]), Path(sys.argv[2]), None)
with Anchor(world.gallery) as gallery:
    mover = SystemTrashMover(RealFiles(), gallery)
    for move in intend(world.plan(), mover):
        mover.move(move)
"""


def test_the_systems_own_trash(trashing: World) -> None:
    """What macOS gets, with the library's freedesktop side standing in for the Finder."""
    before = facts_of(trashing.gallery)
    subprocess.run(
        [sys.executable, "-c", SYSTEM_TRASH, str(trashing.gallery), str(trashing.home)],
        cwd=Path(__file__).resolve().parents[2],
        env={**os.environ, "HOME": str(trashing.home)},
        check=True,
        timeout=60,
    )
    assert not facts_of(trashing.gallery)
    gone = facts_of(trashing.trash / "files")
    assert sorted(facts[0] for facts in gone.values()) == sorted(facts[0] for facts in before.values())
