"""`memesweep clean`: plan, ask, sweep."""

from __future__ import annotations

import os
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from memesweep.cli.exits import CommandError, ExitCode
from memesweep.cli.file_lists import read_file_list
from memesweep.cli.folders import parse_path
from memesweep.cli.options import (
    CleanMinAge,
    Exclude,
    FilesFrom,
    IncludePrivate,
    IncludeSent,
    Json,
    LogFile,
    MaxFiles,
    MaxShare,
    Model,
    MoveTo,
    Nice,
    Notify,
    OptionalGallery,
    Ping,
    Quiet,
    SweepAt,
    SweepCamera,
    SweepCameraShaped,
    Trash,
    Workers,
    Yes,
    YesIncomplete,
    YesSynced,
)
from memesweep.cli.settings import variable
from memesweep.cli.terminal.console import Console

if TYPE_CHECKING:
    from collections.abc import Iterator

    from memesweep.cli.unattended import UnattendedRun


def clean(
    context: typer.Context,
    # Named as its key in the configuration file, which finds it by that.
    gallery: OptionalGallery = None,
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", "-n", help="Show the plan and move nothing.")] = False,
    interactive: Annotated[
        bool,
        typer.Option("--interactive", "-i", help="First look at the pictures in the terminal, and decide."),
    ] = False,
    move_to: MoveTo = None,
    trash: Trash = False,
    also: Annotated[
        list[Path] | None,
        typer.Option(
            "--also",
            metavar="FILE",
            parser=parse_path,
            help="Move this picture too, which was to review and which you looked at. Once for each.",
        ),
    ] = None,
    yes: Yes = False,
    yes_synced: YesSynced = False,
    yes_incomplete: YesIncomplete = False,
    max_files: MaxFiles = None,
    max_share: MaxShare = None,
    json: Json = False,
    quiet: Quiet = False,
    files_from: FilesFrom = None,
    exclude: Exclude = None,
    include_sent: IncludeSent = False,
    include_private: IncludePrivate = False,
    sweep_camera: SweepCamera = False,
    sweep_camera_shaped: SweepCameraShaped = False,
    min_age: CleanMinAge = None,
    sweep_at: SweepAt = None,
    workers: Workers = None,
    nice: Nice = 0,
    model: Model = None,
    log_file: LogFile = None,
    ping: Ping = None,
    notify: Notify = None,
) -> None:
    """Move the memes of a folder to the trash or a holding folder, after asking."""
    from memesweep.cli.commands.clean_steps import approved_objections, picked_files, run_clean
    from memesweep.cli.unattended import named_listeners, unattended_run
    from memesweep.workspace import Attendance, CleanOptions, ScanOptions, SweepLimits, Workspace

    if trash and _source(context, "move_to") == "COMMANDLINE":
        raise CommandError("--trash and --move-to cannot be used together.")
    if yes and not dry_run and gallery is None:
        raise CommandError(
            "--yes needs a folder: the gallery of the last scan may be another one. Name it, or set gallery "
            "in the configuration (memesweep config --init)."
        )
    console = Console(quiet=quiet)
    if not (yes or dry_run or console.interactive):
        raise CommandError(
            "there is no terminal to ask at. Add --yes to sweep without asking, or --dry-run.",
            ExitCode.REFUSED,
        )
    if interactive and (yes or json or not console.interactive):
        raise CommandError("--interactive needs a terminal, and goes with neither --yes nor --json.")
    attendance = Attendance.ASKED
    if yes:
        attendance = Attendance.WATCHED if console.interactive else Attendance.UNATTENDED
    scan_options = ScanOptions(
        exclude=tuple(exclude or ()),
        include_sent=include_sent,
        include_private=include_private,
        sweep_camera=sweep_camera,
        sweep_camera_shaped=sweep_camera_shaped,
        min_age_days=min_age,
        sweep_at=sweep_at,
        workers=workers,
        only=read_file_list(files_from),
        model=model,
    )
    options = CleanOptions(
        move_to=None if trash else move_to,
        dry_run=dry_run,
        limits=SweepLimits(max_files=max_files, max_share=max_share),
    )
    approved = approved_objections(synced=yes_synced, incomplete=yes_incomplete)
    os.nice(nice)
    workspace = Workspace()
    root = gallery or workspace.last_gallery()
    with ExitStack() as stack:
        stack.enter_context(_explained(context))
        run: UnattendedRun | None = None
        if attendance is Attendance.UNATTENDED:
            # A dry run tells nobody; that it could is what whoever schedules it wants to know.
            listeners = named_listeners(log_file=log_file, ping=ping, notify=notify)
            if not dry_run:
                run = stack.enter_context(unattended_run(root, workspace, listeners, console))
        opened = stack.enter_context(workspace.open_gallery(root, scan_options))
        if interactive:
            from memesweep.cli.interactive.walk import walk_through

            walk_through(opened, console)
        options = replace(options, chosen=picked_files(also or (), opened.root))
        outcome = run_clean(opened, options, attendance, console, approved=approved, as_json=json)
        if run is not None:
            run.result = outcome.result
        raise typer.Exit(outcome.code)


def _source(context: typer.Context, name: str) -> str:
    """Return where a parameter's value comes from, as click calls it."""
    source = context.get_parameter_source(name)
    return "DEFAULT" if source is None else source.name


@contextmanager
def _explained(context: typer.Context) -> Iterator[None]:
    """Say of a refusal where the limits came from.

    Raises:
        CommandError: the block was refused.

    """
    from memesweep.cli.words.objections import refusal_of
    from memesweep.errors import RefusedError
    from memesweep.home import find_home

    try:
        yield
    except RefusedError as error:
        if not error.objections:
            raise
        sources = {}
        for key in ("max_files", "max_share"):
            origins = {
                "ENVIRONMENT": f" (from the environment: {variable(key)})",
                "DEFAULT_MAP": f" (from {key} in {find_home().config_file})",
                "DEFAULT": " (the default)",
            }
            sources[key] = origins.get(_source(context, key), "")
        raise CommandError(refusal_of(error.objections, sources), ExitCode.REFUSED) from error
