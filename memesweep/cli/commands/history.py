"""`memesweep history`: the sweeps so far."""

from __future__ import annotations

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

    from memesweep.cli.terminal.tables import room_beside, shown_path
    from memesweep.workspace import MoveState

    # An id begins with date and time. What is open is rare, and worth a column only then.
    interrupted = any(not record.finished_at for record in records)
    numbers = {"away": MoveState.MOVED, "back": MoveState.RESTORED, "stayed": MoveState.STAYED}
    # Neither here nor there: worth a column only where somebody emptied the trash.
    if any(record.count(MoveState.GONE) for record in records):
        numbers["gone"] = MoveState.GONE
    taken = 20 + sum(map(len, numbers)) + (11 if interrupted else 0) + 2 * (3 + len(numbers))
    room = room_beside(taken)
    half = None if room is None else room // 2
    table = Table(box=None, pad_edge=False)
    table.add_column("sweep", no_wrap=True)
    for column in numbers:
        table.add_column(column, no_wrap=True, justify="right")
    if interrupted:
        table.add_column("", no_wrap=True)
    table.add_column("gallery", overflow="fold")
    table.add_column("went to", overflow="fold")
    for record in records:
        header = record.header
        table.add_row(
            header.id,
            *(str(record.count(state)) for state in numbers.values()),
            *(["" if record.finished_at else "interrupted"] if interrupted else []),
            Text(shown_path(header.root, half)),
            Text("trash" if header.holding is None else _held_in(record, header.holding, half)),
        )
    console.render(table)


def _held_in(record: SweepRecord, holding: Path, room: int | None) -> str:
    from memesweep.cli.terminal.tables import shown_path
    from memesweep.workspace import trashed_folder

    trashed = trashed_folder(record)
    if trashed is None:
        return shown_path(holding, room)
    suffix = " (in the trash by now)"
    return shown_path(trashed, None if room is None else max(10, room - len(suffix))) + suffix
