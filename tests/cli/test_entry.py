"""The way in: both spellings of the program, version, help, completion, and nothing left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from memesweep import __version__
from memesweep.cli.command_table import COMMANDS, LazyCommands
from tests.support.program import Program

SCRIPT = Path(sys.executable).with_name("memesweep")


def test_both_spellings_are_one_program(program: Program) -> None:
    by_script = subprocess.run([SCRIPT, "--version"], capture_output=True, text=True, check=True)
    assert by_script.stdout == program("--version").out == f"memesweep {__version__}\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(program: Program, command: str) -> None:
    ended = program(command, "--help")
    assert ended.code == 0
    assert ended.out.startswith("Usage: ")
    assert ended.err == ""


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_says_of_a_command_what_the_command_says(command: str) -> None:
    """The summary stands in a table, so that the help loads no command."""
    text = LazyCommands()[command].help.split("\n\n")[0]
    assert " ".join(text.split()).startswith(COMMANDS[command].summary)


def test_help_loads_no_command() -> None:
    code = """
import sys
from memesweep.cli.app import main
sys.argv = ["memesweep", "--help"]
try:
    main()
finally:
    assert not [name for name in sys.modules if name.startswith("memesweep.cli.commands.")]
"""
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, timeout=60)


def test_help_names_every_command(program: Program) -> None:
    assert all(f"\n  {command} " in program("--help").out for command in COMMANDS)


@pytest.mark.parametrize(
    ("typed", "offered"), [("memesweep sc", "scan"), ("memesweep clean --mo", "--move-to")]
)
def test_shell_completion(program: Program, typed: str, offered: str) -> None:
    asking = {
        "_MEMESWEEP_COMPLETE": "complete_bash",
        "COMP_WORDS": typed,
        "COMP_CWORD": str(typed.count(" ")),
    }
    ended = subprocess.run(
        [SCRIPT], env={**program.environment, **asking}, capture_output=True, text=True, check=False
    )
    assert offered in ended.stdout.split()


def test_reading_commands_leave_the_working_folder_alone(program: Program, gallery: Path) -> None:
    before = sorted(os.listdir(program.home))
    program("check", gallery / "IMG-20240201-WA0001.jpg")
    assert sorted({*os.listdir(program.home)} - {"memesweep"}) == before


def test_demo_shows_the_real_thing(program: Program, tmp_path: Path) -> None:
    ended = program("demo", "--folder", tmp_path / "demo", "--json")
    assert ended.code == 0, ended.err
    assert ended.document["command"] == "demo"
    verdicts = ended.document["summary"]["verdicts"]
    assert verdicts["sweep"] >= 3
    assert verdicts["keep"] >= 5
    assert str(tmp_path / "demo") in ended.err
    # The user's own last gallery is not the demo's.
    assert program("clean", "--dry-run").code == 2
    assert program("demo", "--folder", tmp_path / "demo").code == 2


INTERRUPTED_AT = """
import builtins, os, signal, sys
import memesweep.entry

load, when, loaded = builtins.__import__, int(sys.argv.pop(1)), 0

def load_and_interrupt(*arguments, **options):
    global loaded
    loaded += 1
    if loaded == when:
        os.kill(os.getpid(), signal.SIGINT)
    return load(*arguments, **options)

builtins.__import__ = load_and_interrupt
memesweep.entry.main()
"""


@pytest.mark.parametrize("when", [1, 10, 100, 1000])
def test_ctrl_c_while_the_program_loads_ends_it_without_a_word(program: Program, when: int) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", INTERRUPTED_AT, str(when), "history"],
        env=program.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode in {-signal.SIGINT, 130}
    assert "Traceback" not in ended.stderr
