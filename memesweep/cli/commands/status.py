"""`memesweep status`: how the last unattended runs went, for people and monitors."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from memesweep.cli.exits import CommandError, ExitCode
from memesweep.cli.folders import parse_folder
from memesweep.cli.options import Json, Quiet
from memesweep.cli.terminal.console import Console
from memesweep.cli.values import parse_days

if TYPE_CHECKING:
    from memesweep.workspace import GalleryRuns, RunRecord

_DAY_S = 86_400.0


def status(
    gallery: Annotated[
        Path | None,
        typer.Argument(metavar="DIR", parser=parse_folder, help="Only this gallery; by default all."),
    ] = None,
    *,
    max_age: Annotated[
        float | None,
        typer.Option(
            "--max-age",
            parser=parse_days,
            metavar="DAYS",
            help="Exit with 5 unless every gallery had a good run within this time; 8d, 36h or 8.",
        ),
    ] = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Show how the last unattended run of each gallery went."""
    from memesweep.report.unattended_documents import status_document
    from memesweep.workspace import Workspace

    console = Console(quiet=quiet)
    try:
        runs = {name: each for name, each in Workspace().runs().items() if each.last is not None}
    except OSError as error:
        raise CommandError(
            f"{error.filename} cannot be read ({error.strerror}).", ExitCode.ENVIRONMENT
        ) from error
    if gallery is not None:
        name = os.path.realpath(gallery)
        runs = {name: runs[name]} if name in runs else {}
    if max_age is not None and not runs:
        raise CommandError("no unattended run was recorded yet.", ExitCode.ENVIRONMENT)
    late = [] if max_age is None else _late(runs, max_age)
    if json:
        console.data(status_document(runs, late).to_json())
    else:
        if runs:
            _render(runs, console)
        else:
            console.notice("No unattended run yet. See: memesweep schedule --help")
        for name in late:
            console.error(f'"{name}": no good run within --max-age.')
    raise typer.Exit(ExitCode.ENVIRONMENT if late else ExitCode.DONE)


def _late(runs: dict[str, GalleryRuns], max_age: float) -> list[str]:
    now = time.time()
    return [
        gallery
        for gallery, each in runs.items()
        if each.last_good is None or not 0 <= now - each.last_good.finished_at <= max_age * _DAY_S
    ]


def _render(runs: dict[str, GalleryRuns], console: Console) -> None:
    from rich.table import Table
    from rich.text import Text

    from memesweep.cli.terminal.names import printable

    for gallery, each in runs.items():
        if each.last is None:
            continue
        table = Table(box=None, pad_edge=False, show_header=False)
        table.add_column(no_wrap=True)
        table.add_column(overflow="fold")
        table.add_row("last run", Text(f"{_when(each.last)}: {printable(each.last.message)}"))
        if each.last_good is not None and each.last_good != each.last:
            table.add_row("last good run", Text(_when(each.last_good)))
        elif each.last_good is None:
            table.add_row("last good run", Text("none yet"))
        console.render(Text(f'"{printable(gallery)}"'), table)


def _when(record: RunRecord) -> str:
    return time.strftime("%Y-%m-%d %H:%M", time.localtime(record.finished_at))
