"""Recovery: what an interruption left open is resolved by what can be seen, and by nothing else."""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import contextmanager
from threading import Event
from typing import TYPE_CHECKING

import pytest

from memesweep.sweep.journal.record import Move, MoveState
from memesweep.sweep.journal.table import find_sweep, list_sweeps
from memesweep.sweep.run import undo
from tests.faults.mounts import why_no_mounts
from tests.faults.tampered import Crash, Tampered, When, crash_on
from tests.faults.world import AGE_NS, World, compare, facts_of
from tests.support.program import Ended, Program

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def run(world: World, *arguments: str | Path) -> Ended:
    """Run the program on the world's own catalog."""
    return Program(world.home)(*arguments, extra={"MEMESWEEP_HOME": str(world.catalog.parent)})


def moves_of(world: World) -> tuple[Move, ...]:
    """The moves of the newest sweep as the catalog has them."""
    with world.open() as connection:
        return list_sweeps(connection)[0].moves


def sweep_and_die(
    world: World, name: str, nth: int, when: When = When.AFTER, only: frozenset[str] | None = None
) -> None:
    plan = world.plan(lambda relative: only is None or relative in only)
    with pytest.raises(Crash):
        world.sweep(Tampered(crash_on(name, nth, when)), plan)


def undo_and_die(world: World, name: str, nth: int, when: When = When.AFTER, *, exdev: bool = False) -> None:
    with pytest.raises(Crash):
        world.undo_all(Tampered(crash_on(name, nth, when), exdev=exdev))


def twins(world: World, *relatives: str, linked: bool = False) -> frozenset[str]:
    """Add files of one content: one file of several names, or copies."""
    first, *more = (world.gallery / relative for relative in relatives)
    for path in (first, *more):
        path.parent.mkdir()
    first.write_bytes(b"the same picture" * 100)
    os.utime(first, ns=(AGE_NS, AGE_NS))
    for path in more:
        if linked:
            path.hardlink_to(first)
        else:
            shutil.copy2(first, path)
    return frozenset(relatives)


@pytest.mark.parametrize("what", ["", "files", "info"])
def test_a_trash_that_cannot_be_read_decides_nothing(trashing: World, what: str) -> None:
    before = facts_of(trashing.gallery)
    sweep_and_die(trashing, "rename", 1)
    # A link that leads to itself is a folder that nobody can open, not even root.
    unreadable = trashing.trash / what
    aside = trashing.home / "aside"
    shutil.move(unreadable, aside)
    unreadable.symlink_to(unreadable)
    if what == "info":
        # Another program has given the file another name: only the records could tell.
        shutil.move(trashing.trash / "files/IMG-0000.jpg", trashing.trash / "files/IMG-0000.2.jpg")
        shutil.move(aside / "IMG-0000.jpg.trashinfo", aside / "IMG-0000.2.jpg.trashinfo")
    trashing.recover()
    assert moves_of(trashing)[0].state is MoveState.INTENDED
    unreadable.unlink()
    shutil.move(aside, unreadable)
    ended = run(trashing, "undo", "--yes", "--json")
    assert ended.document["summary"]["restored"] == 1, ended.err
    assert compare(trashing, before).flawless


@pytest.mark.parametrize("by_name", [True, False])
def test_a_file_that_was_gone_and_is_there_after_all_comes_back(trashing: World, *, by_name: bool) -> None:
    """As with a trash on a disk that was not mounted when somebody looked."""
    before = facts_of(trashing.gallery)
    sweep_and_die(trashing, "rename", 1)
    shutil.move(trashing.trash, trashing.home / "unmounted")
    trashing.recover()
    assert moves_of(trashing)[0].state is MoveState.GONE
    assert run(trashing, "undo", "--yes").err.strip() == "Nothing to restore."
    shutil.move(trashing.home / "unmounted", trashing.trash)
    with trashing.open() as connection:
        sweep = list_sweeps(connection)[0].header.id
    ended = run(trashing, "undo", *([sweep] if by_name else []), "--yes", "--json")
    assert ended.code == 0, ended.err
    assert ended.document["summary"]["restored"] == 1
    assert compare(trashing, before).flawless


@pytest.mark.parametrize("deleted", [False, True])
def test_the_trash_keeps_what_another_move_of_the_same_name_put_there(
    trashing: World, *, deleted: bool
) -> None:
    """One file by two names: the first is in the trash, under the name that the second was to have there."""
    both = twins(trashing, "a/x.jpg", "b/x.jpg", linked=True)
    before = facts_of(trashing.gallery)
    sweep_and_die(trashing, "sync_folder", 2, only=both)
    if deleted:
        (trashing.gallery / "b/x.jpg").unlink()
        del before["b/x.jpg"]
    trashing.recover()
    assert (trashing.trash / "files/x.jpg").exists()
    assert (trashing.trash / "info/x.jpg.trashinfo").exists()
    states = {move.relative: move.state for move in moves_of(trashing)}
    assert states == {"a/x.jpg": MoveState.MOVED, "b/x.jpg": MoveState.GONE if deleted else MoveState.STAYED}
    trashing.undo_all()
    assert facts_of(trashing.gallery) == before
    assert not trashing.leftovers()


@contextmanager
def one_folder_by_two_names(folder: Path, alias: Path) -> Iterator[None]:
    """As on a disk that takes capitals and small letters for the same."""
    alias.mkdir()
    subprocess.run(["mount", "--bind", str(folder), str(alias)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", str(alias)], check=True)


@pytest.mark.skipif(why_no_mounts() is not None, reason=f"{why_no_mounts()}")
def test_the_holding_folder_keeps_what_another_move_of_the_same_name_put_there(world: World) -> None:
    both = twins(world, "a/x.jpg", "b/x.jpg")
    before = facts_of(world.gallery)
    sweep_and_die(world, "sync_folder", 2, only=both)
    (pictures,) = world.holding.glob("*/pictures")  # type: ignore[union-attr]
    with one_folder_by_two_names(pictures / "a", pictures / "b"):
        world.recover()
        assert (pictures / "a/x.jpg").exists()
    assert [move.state for move in moves_of(world)] == [MoveState.MOVED, MoveState.STAYED]
    world.undo_all()
    assert facts_of(world.gallery) == before


def test_a_sweep_first_recovers_an_undo_that_was_interrupted(world: World) -> None:
    """Else it takes again what the undo has brought back, and two sweeps hold one picture."""
    before = facts_of(world.gallery)
    first = world.sweep(Tampered(exdev=True))
    undo_and_die(world, "unlink", 1, When.BEFORE, exdev=True)
    world.sweep(Tampered(exdev=True))
    with world.open() as connection:
        record = find_sweep(connection, first.header.id)
        assert record is not None
        assert not record.is_open
        undo(record, Tampered(exdev=True), connection, Event())
    world.undo_all(Tampered(exdev=True))
    assert compare(world, before).flawless


@pytest.mark.parametrize("by_sweep", [True, False])
@pytest.mark.parametrize("kind", ["world", "trashing"])
def test_a_file_that_came_back_and_was_deleted_is_not_asked_for_again(
    request: pytest.FixtureRequest, kind: str, *, by_sweep: bool
) -> None:
    world: World = request.getfixturevalue(kind)
    world.sweep(Tampered())
    undo_and_die(world, "rename", 1)
    (back,) = facts_of(world.gallery)
    (world.gallery / back).unlink()
    if by_sweep:
        world.recover()
        assert moves_of(world)[0].state is MoveState.GONE
    assert run(world, "undo", "--yes").code == 3
    assert {move.state for move in moves_of(world)} == {MoveState.GONE, MoveState.RESTORED}
    again = run(world, "undo", "--yes")
    assert (again.code, again.err.strip()) == (0, "Nothing to restore.")


def test_what_was_taken_out_of_the_holding_folder_is_asked_for_once(world: World) -> None:
    record = world.sweep(Tampered())
    shutil.move(record.header.holding / "pictures/IMG-0000.jpg", world.home)  # type: ignore[operator]
    ended = run(world, "undo", "--yes", "--json")
    assert ended.code == 3
    assert [one["message"] for one in ended.document["errors"]] == ["it is gone"]
    assert run(world, "undo", "--yes").code == 0
