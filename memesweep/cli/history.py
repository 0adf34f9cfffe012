"""`memesweep history`: the sweeps so far."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import typer

from memesweep.cli.console import Console
from memesweep.cli.exits import ExitCode
from memesweep.cli.options import Json, Quiet

if TYPE_CHECKING:
    from memesweep.sweep.journal.record import SweepRecord


def history(*, json: Json = False, quiet: Quiet = False) -> None:
    """List sweeps, the newest first."""
    from memesweep.catalog.database import open_catalog
    from memesweep.home import find_home
    from memesweep.report.envelope import Envelope
    from memesweep.sweep.journal.table import list_sweeps

    with open_catalog(find_home().catalog_file) as connection:
        records = list_sweeps(connection)
    console = Console(quiet=quiet)
    if json:
        summary = {"sweeps": [_describe(record) for record in records]}
        console.data(Envelope("history", summary=summary).to_json())
    elif records:
        _render(records, console)
    else:
        console.notice("No sweeps yet.")
    raise typer.Exit(ExitCode.DONE)


def _describe(record: SweepRecord) -> dict[str, Any]:
    from memesweep.sweep.journal.record import MoveState

    header = record.header
    return {
        "id": header.id,
        "started_at": header.started_at,
        "finished_at": record.finished_at,
        "gallery": str(header.root),
        "destination": "trash" if header.holding is None else str(header.holding),
        "files": {state.value: record.count(state) for state in MoveState},
    }


def _render(records: list[SweepRecord], console: Console) -> None:
    from rich.table import Table
    from rich.text import Text

    from memesweep.cli.names import printable
    from memesweep.sweep.journal.record import MoveState

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
            Text("trash" if header.holding is None else printable(str(header.holding))),
        )
    console.render(table)
