"""The program at a real pseudo-terminal, with somebody who answers its question."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.support.program import Program

PATIENCE_S: Final = 120.0


@dataclass(frozen=True)
class Talk:
    """How a run at a terminal ended, and everything that it showed."""

    code: int
    seen: str


def converse(
    program: Program,
    *arguments: str | Path,
    answer: str,
    question: str = "[y/N]",
    terminal: str = "xterm",
    meanwhile: Callable[[], object] = lambda: None,
) -> Talk:
    """Run with a terminal for all three streams; do `meanwhile` when the question comes, then answer."""
    ours, theirs = pty.openpty()
    running = subprocess.Popen(
        program.command(*arguments),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**program.environment, "TERM": terminal, "COLUMNS": "100"},
        start_new_session=True,
    )
    os.close(theirs)
    seen, answered = "", False
    deadline = time.monotonic() + PATIENCE_S
    try:
        while time.monotonic() < deadline:
            if select.select([ours], [], [], 0.1)[0]:
                try:
                    seen += os.read(ours, 65536).decode("utf-8", "replace")
                except OSError:
                    break  # the other end has closed
            elif running.poll() is not None:
                break
            if question in seen and not answered:
                meanwhile()
                os.write(ours, answer.encode())
                answered = True
        return Talk(running.wait(PATIENCE_S), seen)
    finally:
        os.close(ours)
        running.kill()
