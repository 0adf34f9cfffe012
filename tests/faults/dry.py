"""Dry run against real run, on galleries where much has changed since the plan was made."""

from __future__ import annotations

import os
from dataclasses import dataclass
from random import Random
from threading import Event
from typing import TYPE_CHECKING

from memesweep.catalog.keeps import add_keep
from memesweep.sweep.journal.record import MoveState, SweepRecord
from memesweep.sweep.run import Destination, sweep
from tests.faults.tampered import Tampered
from tests.faults.ways import Way, world_of
from tests.support.trees import snapshot

if TYPE_CHECKING:
    from memesweep.sweep.plan import Plan
    from tests.faults.world import World


@dataclass(frozen=True)
class DryFigures:
    """What the two runs said."""

    galleries: int
    files: int
    differing: int
    """Galleries where they named other files, or other files as moved."""
    moved_by_dry_runs: int


def compare_runs(galleries: int) -> DryFigures:
    """Compare as many galleries, each of another size, changed in another way."""
    files = differing = moved = 0
    for seed in range(galleries):
        random = Random(seed)  # noqa: S311 - the same galleries every time
        with world_of(random.choice(list(Way)), random.randrange(1, 25)) as world:
            plan = world.plan(lambda _relative, random=random: random.random() < 0.7)  # type: ignore[misc]
            files += len(plan.files)
            _disturb(world, plan, random)
            before = snapshot(world.gallery)
            dry = _run(world, plan, Destination(world.holding, dry=True))
            moved += snapshot(world.gallery) != before
            real = _run(world, plan, Destination(world.holding))
            differing += _outcomes(dry, MoveState.INTENDED) != _outcomes(real, MoveState.MOVED)
    return DryFigures(galleries, files, differing, moved)


def _run(world: World, plan: Plan, destination: Destination) -> SweepRecord:
    with world.open() as connection:
        return sweep(plan, destination, Tampered(), connection, "test", Event())


def _outcomes(record: SweepRecord, done: MoveState) -> list[tuple[str, bool, str]]:
    return [(move.relative, move.state is done, move.note) for move in record.moves]


def _disturb(world: World, plan: Plan, random: Random) -> None:
    """Change a third of the planned files after the plan was made."""
    for file in plan.files:
        path = world.gallery / file.relative
        match random.randrange(20):
            case 0:
                path.unlink()
            case 1:
                path.chmod(0o644)
                path.write_bytes(b"rewritten")
            case 2:
                path.rename(path.with_suffix(".png"))
                path.symlink_to(path.with_suffix(".png"))
            case 3:
                os.utime(path)
            case 4:
                path.unlink()
                path.mkdir()
            case 5:
                path.unlink()
                os.mkfifo(path)
            case 6:
                with world.open() as connection:
                    add_keep(connection, file.sha256, file.stamp.size, path)
            case _:
                pass
