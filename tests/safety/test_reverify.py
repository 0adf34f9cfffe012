"""A file moves only if it still is what was judged, and nothing goes along that took its place."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from memesweep.sweep.fileops.operations import RealFiles
from memesweep.sweep.journal.record import MoveState
from tests.faults.tampered import Call, Tampered, When
from tests.faults.ways import Way
from tests.faults.world import World, facts_of
from tests.support.trees import snapshot

if TYPE_CHECKING:
    from collections.abc import Callable

PICTURE = "Familie/IMG-0002.jpg"


def rewrite(path: Path) -> None:
    path.chmod(0o644)
    path.write_bytes(b"new")


def rewrite_keeping_time_and_size(path: Path) -> None:
    """Only the content hash tells."""
    status = path.stat()
    path.chmod(0o644)
    path.write_bytes(b"x" * status.st_size)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def replace_by_its_twin(path: Path) -> None:
    """Same bytes, same time, another file: somebody's edit in progress, perhaps."""
    twin = path.with_name("twin")
    shutil.copy2(path, twin)
    twin.replace(path)


def replace_by_a_link(path: Path) -> None:
    elsewhere = path.rename(path.with_name(".elsewhere"))
    path.symlink_to(elsewhere)


def replace_by_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()
    (path / "inside.jpg").write_bytes(b"inside")


def replace_by_a_fifo(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def swap_its_folder(path: Path) -> None:
    """The folder becomes a symlink to a copy outside the gallery."""
    outside = path.parents[2] / "outside"
    shutil.copytree(path.parent, outside)
    shutil.rmtree(path.parent)
    path.parent.symlink_to(outside)


CHANGES = (
    rewrite,
    rewrite_keeping_time_and_size,
    os.utime,
    replace_by_its_twin,
    replace_by_a_link,
    replace_by_a_folder,
    replace_by_a_fifo,
    swap_its_folder,
)


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("trash", [False, True])
def test_changed_since_it_was_judged(
    world: World, trashing: World, change: Callable[[Path], None], *, trash: bool
) -> None:
    one = trashing if trash else world
    plan = one.plan(lambda relative: relative == PICTURE)
    change(one.gallery / PICTURE)
    before = snapshot(one.gallery.parent / "outside"), snapshot(one.gallery)
    (move,) = one.sweep(RealFiles(), plan).moves
    # A folder that is a link by now is no way into the gallery: the file there is as good as gone.
    assert move.state is (MoveState.GONE if change is swap_its_folder else MoveState.STAYED)
    assert move.note
    assert (snapshot(one.gallery.parent / "outside"), snapshot(one.gallery)) == before
    assert not one.leftovers()


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("way", [Way.RENAME, Way.LINK, Way.COPY])
def test_changed_in_the_moment_of_the_move(world: World, change: Callable[[Path], None], way: Way) -> None:
    """Between the last look and the rename: what is there then comes back to its place."""
    plan = world.plan(lambda relative: relative == PICTURE)
    path = world.gallery / PICTURE
    seen: list[object] = []

    def intrude(call: Call, when: When) -> None:
        if call.name == "rename" and when is When.BEFORE and not seen:
            change(path)
            seen.append(snapshot(world.gallery))

    files = Tampered(intrude, exdev=way is Way.COPY, by_link=way is Way.LINK)
    (move,) = world.sweep(files, plan).moves
    assert seen
    now = snapshot(world.gallery)
    for one in (".", "Familie"):  # a folder's time tells of the visit
        now.pop(one, None)
        seen[0].pop(one, None)  # type: ignore[attr-defined]
    if move.state is not MoveState.MOVED:
        assert now == seen[0]
    else:
        # Content is what counts once the file is in the right hands: a new time alone does not matter.
        assert world.holding is not None
        assert [facts[0] for facts in facts_of(world.holding).values()] == [move.sha256.hex()]
    assert not world.leftovers()


def test_a_program_that_is_still_writing_is_not_cut_off(world: World) -> None:
    """Across devices the original is unlinked: not while somebody writes to it."""
    path = world.gallery / PICTURE
    plan = world.plan(lambda relative: relative == PICTURE)
    path.chmod(0o644)
    with path.open("ab") as stream:
        (move,) = world.sweep(Tampered(exdev=True), plan).moves
        stream.write(b"the rest of the picture")
    if move.note == "another program is writing to it":
        assert move.state is MoveState.STAYED
        assert path.read_bytes().endswith(b"the rest of the picture")
    else:
        pytest.skip("this file system cannot tell who is writing")


def test_a_name_that_is_taken_in_the_holding_folder_is_not_replaced(world: World) -> None:
    def intrude(call: Call, when: When) -> None:
        if call.name == "rename" and when is When.BEFORE:
            (folder,) = world.holding.glob("*/pictures/Familie")  # type: ignore[union-attr]
            if not (folder / "IMG-0002.jpg").exists():
                (folder / "IMG-0002.jpg").write_bytes(b"somebody else's")

    before = facts_of(world.gallery)
    plan = world.plan(lambda relative: relative == PICTURE)
    (move,) = world.sweep(Tampered(intrude), plan).moves
    assert move.destination == "pictures/Familie/IMG-0002 (1).jpg"
    (other,) = world.holding.rglob("IMG-0002.jpg")  # type: ignore[union-attr]
    assert other.read_bytes() == b"somebody else's"
    world.undo_all()
    assert facts_of(world.gallery) == before
