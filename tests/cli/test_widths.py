"""Tables in terminals of any width, and in pipes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pexpect
import pytest

from tests.support.pictures import meme_bytes
from tests.support.trees import build

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.program import Program

LONG = (
    "Holidays in a place with a long name/and a folder below it/IMG-20240201-WA0001 forwarded many times.jpg"
)


def shown(program: Program, columns: int, *arguments: str | Path) -> list[str]:
    command = program.command(*arguments)
    environment = {**program.environment, "TERM": "xterm"}
    output = pexpect.run(
        command[0] + " " + " ".join(f"'{word}'" for word in command[1:]),
        env=environment,
        encoding="utf-8",
        timeout=120,
        dimensions=(50, columns),
    )
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", str(output))
    return [line.rstrip() for line in plain.splitlines()]


@pytest.fixture
def swept(program: Program, tmp_path: Path) -> Path:
    gallery = build(tmp_path / "a gallery whose name is long too", {LONG: meme_bytes()})
    held = tmp_path / "held in a folder with a name"
    program("clean", gallery, "--move-to", held, "--yes", "--min-age", "0", "--max-share", "100%")
    return gallery


@pytest.mark.parametrize("columns", [80, 120])
def test_history_has_a_line_for_each_sweep(program: Program, swept: Path, columns: int) -> None:
    lines = [line for line in shown(program, columns, "history") if line]
    assert len(lines) == 2
    assert max(map(len, lines)) <= columns
    assert "…" in lines[1]
    sweep = program("history", "--json").document["summary"]["sweeps"][0]
    assert sweep["id"] in lines[1]
    piped = program("history").out
    assert str(swept) in piped
    assert "…" not in piped


@pytest.mark.parametrize("columns", [80, 120])
def test_paths_are_shortened_in_a_terminal_and_whole_in_a_pipe(
    program: Program, tmp_path: Path, columns: int
) -> None:
    gallery = build(tmp_path / "gallery", {LONG: meme_bytes()})
    (row,) = [line for line in shown(program, columns, "scan", gallery) if line.endswith(LONG[-20:])]
    assert "…" in row
    assert len(row) <= columns
    assert LONG in program("scan", gallery).out
