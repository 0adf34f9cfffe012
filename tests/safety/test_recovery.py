"""Recovery: what an interruption left open is settled by what can be seen, and by nothing else."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from memesweep.catalog.record import Move, MoveState
from memesweep.catalog.sweeps import list_sweeps
from tests.support.program import Ended, Program
from tests.torture.tampered import Crash, Tampered, When, crash_on
from tests.torture.world import World, compare, facts_of

if TYPE_CHECKING:
    from pathlib import Path


def run(world: World, *arguments: str | Path) -> Ended:
    """Run the program on the world's own catalog."""
    return Program(world.home)(*arguments, extra={"MEMESWEEP_HOME": str(world.catalog.parent)})


def moves_of(world: World) -> tuple[Move, ...]:
    """The moves of the newest sweep as the catalog has them."""
    with world.open() as connection:
        return list_sweeps(connection)[0].moves


def sweep_and_die(world: World, name: str, nth: int, when: When = When.AFTER) -> None:
    with pytest.raises(Crash):
        world.sweep(Tampered(crash_on(name, nth, when)))


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
    assert run(trashing, "undo", "--yes").err.strip() == "There is nothing to bring back."
    shutil.move(trashing.home / "unmounted", trashing.trash)
    with trashing.open() as connection:
        sweep = list_sweeps(connection)[0].header.id
    ended = run(trashing, "undo", *([sweep] if by_name else []), "--yes", "--json")
    assert ended.code == 0, ended.err
    assert ended.document["summary"]["restored"] == 1
    assert compare(trashing, before).flawless
