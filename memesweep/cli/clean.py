"""`memesweep clean`: plan, ask, sweep."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from memesweep.cli.console import Console
from memesweep.cli.folders import parse_folder
from memesweep.cli.options import (
    CleanMinAge,
    IncludePrivate,
    IncludeSent,
    Json,
    Model,
    Nice,
    Quiet,
    SweepCamera,
    SweepCameraShaped,
    Workers,
    Yes,
    YesSynced,
    parse_share,
)
from memesweep.cli.settings import variable
from memesweep.errors import BadUsageError, RefusedError

_UNATTENDED_MIN_AGE: Final = 7.0
"""Days that a new picture has to be seen in before a run that nobody watches may take it."""


def clean(
    context: typer.Context,
    # Named as its key in the configuration file, which finds it by that.
    gallery: Annotated[
        Path | None,
        typer.Argument(
            metavar="[DIR]",
            envvar=variable("gallery"),
            parser=parse_folder,
            help="The folder of pictures; by default the configured gallery, else the one scanned last.",
        ),
    ] = None,
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", "-n", help="Show the plan and move nothing.")] = False,
    move_to: Annotated[
        Path | None,
        typer.Option(
            "--move-to",
            envvar=variable("move_to"),
            parser=parse_folder,
            metavar="FOLDER",
            help="Move memes into this holding folder instead of the trash.",
        ),
    ] = None,
    trash: Annotated[bool, typer.Option("--trash", help="Use the trash, whatever is configured.")] = False,
    yes: Yes = False,
    yes_synced: YesSynced = False,
    max_files: Annotated[
        int | None,
        typer.Option(
            "--max-files",
            envvar=variable("max_files"),
            min=0,
            help="Sweep nothing where the plan takes more pictures; 1000 with --yes.",
        ),
    ] = None,
    max_share: Annotated[
        float | None,
        typer.Option(
            "--max-share",
            envvar=variable("max_share"),
            parser=parse_share,
            metavar="P%",
            help="Sweep nothing where the plan takes a larger share of the gallery; 50% with --yes.",
        ),
    ] = None,
    json: Json = False,
    quiet: Quiet = False,
    include_sent: IncludeSent = False,
    include_private: IncludePrivate = False,
    sweep_camera: SweepCamera = False,
    sweep_camera_shaped: SweepCameraShaped = False,
    min_age: CleanMinAge = None,
    workers: Workers = None,
    nice: Nice = 0,
    model: Model = None,
) -> None:
    """Move the memes of a folder to the trash or a holding folder, after asking."""
    from memesweep.cli.clean_run import CleanOrder, last_gallery, run_clean
    from memesweep.cli.session import ScanRequest, open_session
    from memesweep.sweep.sweep_limits import SweepLimits

    source = context.get_parameter_source("move_to")
    if trash and source is not None and source.name == "COMMANDLINE":
        raise BadUsageError("--trash and --move-to exclude one another.")
    console = Console(quiet=quiet)
    if not (yes or dry_run or console.interactive):
        raise RefusedError("there is no terminal to ask at. Add --yes to sweep without asking, or --dry-run.")
    if min_age is None:
        min_age = _UNATTENDED_MIN_AGE if yes and not console.interactive else 0.0
    request = ScanRequest(
        include_sent, include_private, sweep_camera, sweep_camera_shaped, min_age, workers, model, nice
    )
    limits = SweepLimits(max_files, max_share)
    order = CleanOrder(None if trash else move_to, dry_run, yes, yes_synced, limits, as_json=json)
    with open_session(gallery or last_gallery(), request) as session:
        raise typer.Exit(run_clean(session, order, console))
