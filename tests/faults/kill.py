"""Kill the process at every file operation of a sweep and of an undo, then recover and undo.

Runs in a process of its own, since it forks: `python -m tests.faults.kill WAY FILES [STRIDE]`.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from dataclasses import asdict
from itertools import count
from typing import TYPE_CHECKING

from tests.faults.tampered import When, kill_at
from tests.faults.ways import Way, world_of
from tests.faults.world import Figures, account, compare, facts_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.faults.tampered import Tampered


def kill_everywhere(way: Way, files: int, stride: int = 1) -> Figures:
    """Try every kill point of a sweep and of an undo, or one in `stride` of them."""
    return _kill_sweeps(way, files, stride) + _kill_undos(way, files, stride)


def _kill_sweeps(way: Way, files: int, stride: int) -> Figures:
    total = Figures()
    with world_of(way, files) as world:
        before = facts_of(world.gallery)
        for number, when in _points(stride):
            killed = _die(world.sweep, way, number, when)
            total += account(world, before, recovered=False)
            # The next run recovers what is open; every third time it is killed as well, and the next again.
            if number % 3 == 0:
                _die(world.recover, way, number // 3 % 17, when)
            world.recover(way.files())
            total += account(world, before, recovered=True)
            world.undo_all(way.files())
            total += compare(world, before)
            world.reset()
            # A call that fails, as a rename to another device does, never comes to its end.
            if not killed and when is When.BEFORE:
                return total
    return total


def _kill_undos(way: Way, files: int, stride: int) -> Figures:
    total = Figures()
    with world_of(way, files) as world:
        before = facts_of(world.gallery)
        for number, when in _points(stride):
            world.sweep(way.files())
            killed = _die(world.undo_all, way, number, when)
            total += account(world, before, recovered=False)
            # The next run may as well be a sweep, which recovers what the undo left open before it looks.
            if number % 2:
                world.recover(way.files())
                total += account(world, before, recovered=True)
            world.undo_all(way.files())
            total += compare(world, before)
            world.reset()
            # A call that fails, as a rename to another device does, never comes to its end.
            if not killed and when is When.BEFORE:
                return total
    return total


def _points(stride: int) -> Iterator[tuple[int, When]]:
    return ((number, when) for number in count(0, stride) for when in When)


def _die(deed: Callable[[Tampered], object], way: Way, number: int, when: When) -> bool:
    """Do something in a child that is to be killed on the way; tell whether it was."""
    child = os.fork()
    if child == 0:
        files = way.files()
        files.disturb = kill_at(number, when)
        deed(files)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return True
    assert os.WEXITSTATUS(status) == 0, "the child failed instead of being killed"
    return False


if __name__ == "__main__":
    figures = kill_everywhere(Way(sys.argv[1]), int(sys.argv[2]), int((sys.argv[3:] or ["1"])[0]))
    sys.stdout.write(json.dumps(asdict(figures)) + "\n")
