"""The command-line reference, made from the program itself: `python -m tests.support.reference`."""

from __future__ import annotations

import sys
from typing import Any

from typer.main import get_command

from memesweep.cli.app import app

PREAMBLE = """# Commands

Made by `python -m tests.support.reference > docs/commands.md`; do not edit.

`memesweep --install-completion` sets up completion for your shell. `python -m memesweep` is the same program.
"""


def reference() -> str:
    """All commands as Markdown, from their parameters, so that no version of the help's layout matters."""
    group: Any = get_command(app)
    return PREAMBLE + "".join(_section(name, command) for name, command in group.commands.items())


def _section(name: str, command: Any) -> str:
    arguments = [one for one in command.params if one.param_type_name == "argument"]
    options = [one for one in command.params if one.param_type_name == "option"]
    usage = " ".join(["memesweep", name, "[OPTIONS]", *map(_argument, arguments)])
    lines = [f"\n## {name}\n", f"`{usage}`\n", f"{command.help}\n", "| | |", "| --- | --- |"]
    lines += [_row(f"`{_argument(one)}`", one) for one in arguments]
    lines += [_row(", ".join(f"`{flag}`" for flag in one.opts) + _value(one), one) for one in options]
    return "\n".join(lines) + "\n"


def _argument(argument: Any) -> str:
    name = str(argument.metavar or argument.name.upper())
    return (
        ("" if argument.required else "[")
        + name
        + ("" if argument.required else "]")
        + ("..." if argument.nargs == -1 else "")
    )


def _value(option: Any) -> str:
    return "" if option.is_flag else f" {option.metavar or 'N'}"


def _row(left: str, parameter: Any) -> str:
    variable = f" Also `{parameter.envvar}`." if parameter.envvar else ""
    return f"| {left} | {parameter.help}{variable} |"


if __name__ == "__main__":
    sys.stdout.write(reference())
