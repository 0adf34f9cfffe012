"""`memesweep config`: the effective settings and where each comes from."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

import typer

from memesweep.cli.exits import CommandError, ExitCode
from memesweep.cli.options import Json
from memesweep.cli.settings import Effective, commented_file, configured_gallery, effective_settings
from memesweep.cli.terminal.console import Console
from memesweep.home import find_home

if TYPE_CHECKING:
    from pathlib import Path

    from memesweep.home import Home


def config(
    *,
    init: Annotated[
        bool, typer.Option("--init", help="Write a configuration file in which every setting is explained.")
    ] = False,
    path: Annotated[bool, typer.Option("--path", help="Print the configuration file's path.")] = False,
    json: Json = False,
) -> None:
    """Show the effective settings and where each comes from."""
    home = find_home()
    console = Console()
    if path:
        console.data(str(home.config_file))
        raise typer.Exit(ExitCode.DONE)
    if init:
        _write_new(home.config_file, console)
        raise typer.Exit(ExitCode.DONE)
    settings = effective_settings(home.config_file)
    if json:
        from memesweep.report.envelope import Envelope

        described = [
            {"key": effective.setting.key, "value": effective.value, "source": effective.source}
            for effective in settings
        ]
        summary = {"file": str(home.config_file), "state": str(home.state_folder), "settings": described}
        console.data(Envelope("config", summary=summary).to_json())
        raise typer.Exit(ExitCode.DONE)
    _render(settings, console)
    console.notice(f"Configuration file: {home.config_file}")
    console.notice(f"Catalog and locks: {home.state_folder}")
    console.notice(_default_gallery(home))
    raise typer.Exit(ExitCode.DONE)


def _write_new(file: Path, console: Console) -> None:
    """Write a commented file; one that is there stays as it is."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o644)
    except FileExistsError as error:
        raise CommandError(f'"{file}" is there already. Edit it, or move it away first.') from error
    except OSError as error:
        raise CommandError(f'"{file}" cannot be written ({error.strerror}).', ExitCode.ENVIRONMENT) from error
    with os.fdopen(descriptor, "w", encoding="utf-8") as out:
        out.write(commented_file())
    console.notice(f'Written: "{file}"')


def _default_gallery(home: Home) -> str:
    """Name the folder that a command without one works on."""
    from memesweep.errors import MemesweepError
    from memesweep.workspace import Workspace

    configured = configured_gallery(home.config_file)
    if configured is not None:
        return f'A command without a folder works on "{configured}", which is configured.'
    try:
        return (
            f'A command without a folder works on "{Workspace(home).last_gallery()}", which was scanned last.'
        )
    except MemesweepError:
        return "A command without a folder has none yet: nothing is configured, and nothing was scanned."


def _render(settings: list[Effective], console: Console) -> None:
    from rich.table import Table
    from rich.text import Text

    from memesweep.cli.terminal.names import printable

    table = Table(box=None, pad_edge=False)
    for column in ("key", "value", "from"):
        table.add_column(column, overflow="fold")
    for effective in settings:
        table.add_row(
            effective.setting.key, Text(printable(effective.value)), Text(printable(effective.source))
        )
    console.render(table)
