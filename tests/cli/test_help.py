"""What commands say of themselves: on one screen, whatever its width, with examples that can be typed."""

from __future__ import annotations

import re
import shlex
from typing import Any

import pytest
from typer.main import get_command

from memesweep import __version__
from memesweep.cli.app import app
from memesweep.cli.command_table import COMMANDS
from memesweep.cli.help import GROUPS
from tests.support.program import Program

SCREEN = 60
"""Lines: a terminal of a laptop, full."""


def parameters(name: str) -> list[Any]:
    group: Any = get_command(app)
    return list(group.commands[name].params)


@pytest.mark.parametrize("columns", ["80", "120"])
@pytest.mark.parametrize("name", COMMANDS)
def test_it_fits_a_screen(program: Program, name: str, columns: str) -> None:
    shown = program(name, "-h", extra={"COLUMNS": columns, "TERMINAL_WIDTH": columns})
    assert (shown.code, shown.err) == (0, "")
    lines = shown.out.splitlines()
    assert len(lines) <= SCREEN
    assert max(map(len, lines)) <= int(columns)
    assert "env var" not in shown.out
    assert not re.search(r"[a-z]\.\.\.", shown.out)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_shown_and_explained(program: Program, name: str) -> None:
    shown = program(name, "--help", extra={"COLUMNS": "120"}).out
    for parameter in parameters(name):
        assert parameter.help
        if parameter.param_type_name == "option":
            assert re.search(rf"(^|[ ,]){re.escape(parameter.opts[0])}\b", shown, re.MULTILINE), (
                parameter.opts
            )


@pytest.mark.parametrize("name", COMMANDS)
def test_its_examples_name_what_there_is(program: Program, name: str) -> None:
    shown = program(name, "-h", extra={"COLUMNS": "120"}).out
    known = {flag for parameter in parameters(name) for flag in parameter.opts}
    if COMMANDS[name].context_settings:  # `schedule` hands on what it does not know
        known |= {flag for parameter in parameters("clean") for flag in parameter.opts}
    assert len(COMMANDS[name].examples) >= 2
    for example in COMMANDS[name].examples:
        assert example in shown
        words = shlex.split(example)
        assert words[:2] == ["memesweep", name]
        assert {word for word in words if word.startswith("-")} <= known


def test_groups_name_options_that_there_are() -> None:
    names = {parameter.name for name in COMMANDS for parameter in parameters(name)}
    assert {name for group in GROUPS.values() for name in group} <= names


def test_all_commands_are_listed_with_whole_sentences(program: Program) -> None:
    shown = program("-h", extra={"COLUMNS": "80"}).out
    flat = re.sub(r"\s+", " ", shown)
    assert all(f"{name} {entry.summary}" in flat for name, entry in COMMANDS.items())


@pytest.mark.parametrize("flag", ["-V", "--version"])
def test_the_version(program: Program, flag: str) -> None:
    assert program(flag).out == f"memesweep {__version__}\n"


def test_a_near_name_is_offered_and_a_far_one_is_not(program: Program) -> None:
    near = program("clean", ".", "--max-file", "3")
    assert near.code == 2
    assert "--max-files" in near.err
    far = program("clean", ".", "--threshold", "3")
    assert far.code == 2
    assert "--trash" not in far.err
