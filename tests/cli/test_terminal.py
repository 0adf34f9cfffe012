"""With a terminal: the question, its default, and a progress bar that leaves nothing behind."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import time
from pathlib import Path

import pytest

from tests.conftest import MEMES
from tests.support.program import Program
from tests.support.trees import snapshot

PATIENCE_S = 120.0


def converse(program: Program, *arguments: str | Path, question: str, answer: str) -> tuple[int, str]:
    """Run with a terminal for all three streams; answer the question when it comes."""
    master, slave = pty.openpty()
    process = subprocess.Popen(
        program.command(*arguments),
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env={**program.environment, "TERM": "xterm", "COLUMNS": "100"},
        start_new_session=True,
    )
    os.close(slave)
    seen = ""
    answered = False
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        if select.select([master], [], [], 0.1)[0]:
            try:
                seen += os.read(master, 65536).decode("utf-8", "replace")
            except OSError:
                break  # the other end has closed
        elif process.poll() is not None:
            break
        if question in seen and not answered:
            os.write(master, answer.encode())
            answered = True
    os.close(master)
    return process.wait(PATIENCE_S), seen


@pytest.mark.parametrize("answer", ["\n", "n\n", "what?\n"])
def test_anything_but_yes_moves_nothing(program: Program, gallery: Path, answer: str) -> None:
    before = snapshot(gallery)
    code, seen = converse(program, "clean", gallery, question="[y/N]", answer=answer)
    assert code == 0
    assert "Nothing was moved" in seen
    assert snapshot(gallery) == before


def test_the_question_says_how_many_what_share_and_how_large(
    program: Program, gallery: Path, tmp_path: Path
) -> None:
    code, seen = converse(
        program, "clean", gallery, "--move-to", tmp_path / "held", question="[y/N]", answer="y\n"
    )
    assert code == 0, seen
    question = next(line for line in seen.splitlines() if "[y/N]" in line)
    assert all(part in question for part in ("Move ", "% of the gallery", "kB", str(tmp_path / "held")))
    moved = {path.name for path in (tmp_path / "held").rglob("*.jpg")}
    assert moved
    assert moved <= {Path(meme).name for meme in MEMES}
    code, seen = converse(program, "undo", question="[Y/n]", answer="\n")
    assert code == 0, seen
    assert not list((tmp_path / "held").rglob("*.jpg"))


def test_progress_is_shown_to_a_terminal(program: Program, gallery: Path) -> None:
    _, seen = converse(program, "scan", gallery, question="no question", answer="")
    assert "Scanning" in seen
    _, quiet = converse(program, "scan", gallery, "--quiet", question="no question", answer="")
    assert "Scanning" not in quiet
