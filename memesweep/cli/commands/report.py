"""`memesweep report`: a page to look at before a sweep, or after one."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from memesweep.cli.exits import CommandError, ExitCode
from memesweep.cli.folders import parse_folder
from memesweep.cli.options import (
    CsvFile,
    Exclude,
    HtmlFile,
    IncludePrivate,
    IncludeSent,
    Json,
    MinAge,
    Model,
    Nice,
    Quiet,
    SweepAt,
    SweepCamera,
    SweepCameraShaped,
    Workers,
)
from memesweep.cli.settings import variable
from memesweep.cli.terminal.console import Console

if TYPE_CHECKING:
    from memesweep.report.files import ReportFiles


def report(
    gallery: Annotated[
        Path | None,
        typer.Argument(
            metavar="DIR",
            envvar=variable("gallery"),
            parser=parse_folder,
            help="The folder of pictures; by default the configured gallery, else the one scanned last.",
        ),
    ] = None,
    *,
    html: HtmlFile = None,
    csv: CsvFile = None,
    sweep: Annotated[
        str | None,
        typer.Option(
            "--sweep",
            metavar="SWEEP",
            help="Report on a sweep instead, by its id from memesweep history: what went, and where it is.",
        ),
    ] = None,
    json: Json = False,
    quiet: Quiet = False,
    exclude: Exclude = None,
    include_sent: IncludeSent = False,
    include_private: IncludePrivate = False,
    sweep_camera: SweepCamera = False,
    sweep_camera_shaped: SweepCameraShaped = False,
    min_age: MinAge = 0.0,
    sweep_at: SweepAt = None,
    workers: Workers = None,
    nice: Nice = 0,
    model: Model = None,
) -> None:
    """Write a page that shows what would be swept, what needs a look, and what is kept and why."""
    from memesweep.cli.commands.scan import run_scan
    from memesweep.cli.show.scan_output import JsonOutput, NoOutput
    from memesweep.report.files import ReportFiles
    from memesweep.workspace import ScanOptions, Workspace

    files = ReportFiles(html=html, csv=csv)
    if not files:
        raise CommandError("Name the file to write: --html FILE, or --csv FILE for a table.")
    console = Console(quiet=quiet)
    if sweep is not None:
        raise typer.Exit(_report_sweep(sweep, files, console, as_json=json))
    options = ScanOptions(
        exclude=tuple(exclude or ()),
        include_sent=include_sent,
        include_private=include_private,
        sweep_camera=sweep_camera,
        sweep_camera_shaped=sweep_camera_shaped,
        min_age_days=min_age,
        sweep_at=sweep_at,
        workers=workers,
        model=model,
    )
    os.nice(nice)
    workspace = Workspace()
    with workspace.open_gallery(gallery or workspace.last_gallery(), options) as opened:
        files = files.checked(opened.root)
        output = JsonOutput("report", opened.root, console) if json else NoOutput()
        raise typer.Exit(run_scan(opened, output, console, files))


def _report_sweep(which: str, files: ReportFiles, console: Console, *, as_json: bool) -> ExitCode:
    from threading import Event

    from memesweep.cli.commands.scan import tell_written
    from memesweep.cli.terminal.observer import watching
    from memesweep.cli.terminal.signals import stopping
    from memesweep.report.documents import history_document
    from memesweep.workspace import Workspace

    record = Workspace().find_sweep(which)
    files = files.checked(record.header.root)
    stop = Event()
    with stopping(stop), watching(console) as observer:
        advance = observer.counting("Making the report", len(record.moves))
        files.write_sweep(record, workers=2, stop=stop, on_progress=advance)
    if as_json:
        console.data(history_document([record], "report").to_json())
    tell_written(files, console)
    return ExitCode.DONE
