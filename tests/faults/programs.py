"""Two real programs at once in one gallery: one works, the other waits for nothing and takes nothing."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from memesweep.cli.exits import ExitCode
from tests.faults.strace import real_program
from tests.faults.ways import Way
from tests.faults.world import Figures, account, compare, facts_of

if TYPE_CHECKING:
    from tests.faults.strace import RealProgram


@dataclass
class Rounds:
    """What two programs came to."""

    figures: Figures = field(default_factory=Figures)
    locked_out: int = 0
    faults: list[str] = field(default_factory=list)


def two_programs(rounds: int, files: int) -> Rounds:
    """Start two at once, round after round: every other round under two users' state folders."""
    result = Rounds()
    with real_program(Way.RENAME, files) as program:
        before = facts_of(program.world.gallery)
        for number in range(rounds):
            running = [_start(program, str(one) if number % 2 else "") for one in range(2)]
            for one in running:
                _, said = one.communicate(timeout=300)
                result.locked_out += one.returncode == ExitCode.LOCKED
                if one.returncode not in {ExitCode.DONE, ExitCode.LOCKED}:
                    result.faults.append(said.decode())
            result.figures += account(program.world, before, recovered=True)
            for own in ("", "0", "1"):
                _undo(program, own)
            result.figures += compare(program.world, before)
            program.reset()
    return result


def _environment(program: RealProgram, own: str) -> dict[str, str]:
    state = program.world.catalog.parent
    return {**program.environment, "MEMESWEEP_HOME": str(state) + own}


def _start(program: RealProgram, own: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        program.arguments(),
        env=_environment(program, own),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def _undo(program: RealProgram, own: str) -> None:
    command = [*program.arguments()[:3], "undo", "--yes", "--quiet"]
    subprocess.run(command, env=_environment(program, own), capture_output=True, timeout=300, check=False)
