"""`memesweep scan`: what is in this gallery, and what would be swept."""

from __future__ import annotations

import os
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Annotated

import typer

from memesweep.cli.exits import CommandError, ExitCode
from memesweep.cli.folders import parse_folder
from memesweep.cli.options import (
    IncludePrivate,
    IncludeSent,
    Json,
    MinAge,
    Model,
    Nice,
    Quiet,
    SweepCamera,
    SweepCameraShaped,
    Workers,
)
from memesweep.cli.terminal.console import Console

if TYPE_CHECKING:
    from memesweep.workspace import GallerySession


def scan(
    directory: Annotated[
        Path, typer.Argument(metavar="DIR", parser=parse_folder, help="The folder of pictures.")
    ],
    *,
    json: Json = False,
    jsonl: Annotated[
        bool,
        typer.Option("--jsonl", help="Print one JSON object per picture as results arrive (JSON Lines)."),
    ] = False,
    quiet: Quiet = False,
    include_sent: IncludeSent = False,
    include_private: IncludePrivate = False,
    sweep_camera: SweepCamera = False,
    sweep_camera_shaped: SweepCameraShaped = False,
    min_age: MinAge = 0.0,
    workers: Workers = None,
    nice: Nice = 0,
    model: Model = None,
) -> None:
    """Show which pictures of a folder are memes. Writes nothing under it."""
    from memesweep.workspace import ScanOptions, Workspace

    if json and jsonl:
        raise CommandError("--json and --jsonl cannot be used together.")
    options = ScanOptions(
        include_sent=include_sent,
        include_private=include_private,
        sweep_camera=sweep_camera,
        sweep_camera_shaped=sweep_camera_shaped,
        min_age_days=min_age,
        workers=workers,
        model=model,
    )
    os.nice(nice)
    console = Console(quiet=quiet)
    with Workspace().open_gallery(directory, options) as gallery:
        raise typer.Exit(run_scan("scan", gallery, console, as_json=json, as_lines=jsonl))


def run_scan(
    command: str, gallery: GallerySession, console: Console, *, as_json: bool, as_lines: bool
) -> ExitCode:
    """Scan and render; `demo` does the same on its own gallery."""
    from memesweep.cli.show.scan_output import JsonOutput, LinesOutput, TablesOutput
    from memesweep.cli.terminal.observer import watching
    from memesweep.cli.terminal.signals import stopping

    kind = JsonOutput if as_json else LinesOutput if as_lines else TablesOutput
    output = kind(command, gallery.root, console)
    stop = Event()
    with stopping(stop), watching(console) as observer:
        run = gallery.scan(skip_unchanged=not (as_json or as_lines), stop=stop, observer=observer)
        for picture in run:
            output.picture(picture)
    output.end(run)
    if run.counts.interrupted:
        console.error("interrupted; what was scored is kept, and the next scan goes on from here.")
        return ExitCode.INTERRUPTED
    return ExitCode.PARTIAL if run.troubles else ExitCode.DONE
