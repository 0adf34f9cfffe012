"""`memesweep history`: the sweeps so far."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import typer

from memesweep.cli.exits import ExitCode
from memesweep.cli.options import Json, Quiet
from memesweep.cli.terminal.console import Console

if TYPE_CHECKING:
    from pathlib import Path

    from memesweep.workspace import SweepRecord


def history(*, json: Json = False, quiet: Quiet = False) -> None:
    """List sweeps, the newest first."""
    from memesweep.report.documents import history_document
    from memesweep.workspace import Workspace

    records = Workspace().history()
    console = Console(quiet=quiet)
    if json:
        console.data(history_document(records).to_json())
    elif records:
        _render(records, console)
    else:
        console.notice("No sweeps yet.")
    raise typer.Exit(ExitCode.DONE)


def _render(records: tuple[SweepRecord, ...], console: Console) -> None:
    from rich.table import Table
    from rich.text import Text

    from memesweep.cli.terminal.names import printable
    from memesweep.workspace import MoveState

    table = Table(box=None, pad_edge=False)
    for column in ("sweep", "when", "away", "back", "stayed"):
        table.add_column(column, no_wrap=True)
    table.add_column("gallery", overflow="fold")
    table.add_column("went to", overflow="fold")
    for record in records:
        header = record.header
        table.add_row(
            header.id,
            time.strftime("%Y-%m-%d %H:%M", time.localtime(header.started_at)),
            str(record.count(MoveState.MOVED)),
            str(record.count(MoveState.RESTORED)),
            str(record.count(MoveState.STAYED)) + ("" if record.finished_at else " (interrupted)"),
            Text(printable(str(header.root))),
            Text("trash" if header.holding is None else _held_in(record, header.holding)),
        )
    console.render(table)


def _held_in(record: SweepRecord, holding: Path) -> str:
    from memesweep.cli.terminal.names import printable
    from memesweep.workspace import trashed_folder

    trashed = trashed_folder(record)
    return printable(str(holding)) if trashed is None else f"{printable(str(trashed))} (in the trash by now)"
