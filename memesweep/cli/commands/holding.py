"""`memesweep holding`: what has waited in a holding folder, and how it leaves."""

from __future__ import annotations

import shlex
import time
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Annotated

import typer

from memesweep.cli.exits import CommandError, ExitCode
from memesweep.cli.folders import parse_folder
from memesweep.cli.options import Json, Quiet, Yes
from memesweep.cli.settings import variable
from memesweep.cli.terminal.console import Console
from memesweep.cli.values import parse_days

if TYPE_CHECKING:
    from memesweep.workspace import HeldSweep, TrashResult


def holding(
    # Named as its key in the configuration file, which finds it by that.
    move_to: Annotated[
        Path | None,
        typer.Argument(
            metavar="DIR",
            envvar=variable("move_to"),
            parser=parse_folder,
            help="The holding folder; by default the configured one.",
        ),
    ] = None,
    *,
    older_than: Annotated[
        float,
        typer.Option(
            "--older-than", parser=parse_days, metavar="DAYS", help="Only sweeps older than this: 90d."
        ),
    ] = 0.0,
    trash: Annotated[
        bool, typer.Option("--trash", help="Move what is listed to the trash, after asking.")
    ] = False,
    yes: Yes = False,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """List the sweeps in a holding folder, and move old ones to the trash."""
    from memesweep.workspace import Workspace

    console = Console(quiet=quiet)
    if move_to is None:
        raise CommandError("Name the holding folder: memesweep holding FOLDER")
    workspace = Workspace()
    try:
        held = workspace.held_sweeps(move_to.resolve(), older_than_days=older_than)
    except OSError as error:
        raise CommandError(
            f'"{move_to}" cannot be listed ({error.strerror}). Is its disk mounted?', ExitCode.ENVIRONMENT
        ) from error
    if not json:
        _render(held, console, aged=older_than > 0)
    if not trash or not held:
        _end(held, None, console, as_json=json)
    if not (yes or console.interactive):
        raise CommandError(
            "there is no terminal to ask at. Add --yes to move without asking.", ExitCode.REFUSED
        )
    if not yes and not console.confirm(_question(held), default=False):
        console.notice("Nothing was moved.")
        _end(held, None, console, as_json=json)
    from memesweep.cli.terminal.signals import stopping

    stop = Event()
    with stopping(stop):
        result = workspace.trash_held(held, stop=stop)
    _end(held, result, console, as_json=json)


def _question(held: tuple[HeldSweep, ...]) -> str:
    from memesweep.cli.terminal.names import counted, human_size

    pictures, size = sum(sweep.pictures for sweep in held), sum(sweep.size for sweep in held)
    return (
        f"Move {counted(len(held), 'sweep')} with {counted(pictures, 'picture')} ({human_size(size)}) "
        "to the trash?"
    )


def _render(held: tuple[HeldSweep, ...], console: Console, *, aged: bool) -> None:
    from rich.table import Table
    from rich.text import Text

    from memesweep.cli.terminal.names import human_size, printable

    if not held:
        console.notice("No sweep has waited there for so long." if aged else "No sweep is in that folder.")
        return
    table = Table(box=None, pad_edge=False)
    for column in ("sweep", "swept"):
        table.add_column(column, no_wrap=True)
    for column in ("pictures", "copies", "size"):
        table.add_column(column, no_wrap=True, justify="right")
    table.add_column("gallery", overflow="fold")
    for sweep in held:
        table.add_row(
            sweep.id,
            time.strftime("%Y-%m-%d", time.localtime(sweep.swept_at)),
            str(sweep.pictures),
            str(sweep.copies),
            human_size(sweep.size),
            Text(printable(str(sweep.root)) + (" (interrupted)" if sweep.is_open else "")),
        )
    console.render(table)


def _end(held: tuple[HeldSweep, ...], result: TrashResult | None, console: Console, *, as_json: bool) -> None:
    """Say what came of it, and end the command.

    Raises:
        typer.Exit: always.

    """
    from memesweep.report.unattended_documents import holding_document

    document = holding_document(held, result)
    if as_json:
        console.data(document.to_json())
    else:
        for _, place in () if result is None else result.trashed:
            console.notice(
                f"Moved to the trash. To restore its pictures: memesweep undo {shlex.quote(str(place))}"
            )
        for trouble in document.errors:
            console.error(f'"{trouble["path"]}" stays: {trouble["message"]}')
    raise typer.Exit(ExitCode.PARTIAL if document.errors else ExitCode.DONE)
