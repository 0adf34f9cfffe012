"""`memesweep config`: the effective settings and where each comes from."""

from __future__ import annotations

import typer

from memesweep.cli.exits import ExitCode
from memesweep.cli.options import Json
from memesweep.cli.settings import Effective, effective_settings
from memesweep.cli.terminal.console import Console
from memesweep.home import find_home


def config(*, json: Json = False) -> None:
    """Show the effective settings and where each comes from."""
    home = find_home()
    settings = effective_settings(home.config_file)
    console = Console()
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
    raise typer.Exit(ExitCode.DONE)


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
