"""`memesweep undo`: bring a sweep back."""

from __future__ import annotations

from typing import Annotated

import typer

from memesweep.cli.console import Console
from memesweep.cli.folders import parse_path
from memesweep.cli.options import Json, Quiet, Yes


def undo(
    sweep: Annotated[
        str | None,
        typer.Argument(
            metavar="[SWEEP]",
            help="A sweep's id from `memesweep history`, or a holding folder; by default the last sweep.",
        ),
    ] = None,
    *,
    keep: Annotated[
        bool, typer.Option("--keep", help="Also put what comes back on the keep-list, so that it stays.")
    ] = False,
    yes: Yes = False,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Bring the pictures of a sweep back to where they were."""
    from memesweep.cli.undo_run import UndoOrder, run_undo

    if sweep is not None:
        parse_path(sweep)  # an empty one would be the current folder

    raise typer.Exit(run_undo(UndoOrder(sweep, keep, yes, json), Console(quiet=quiet)))
