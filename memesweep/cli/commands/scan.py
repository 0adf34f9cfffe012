"""`memesweep scan`: what is in this gallery, and what would be swept."""

from __future__ import annotations

import os
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Annotated

import typer

from memesweep.cli.exits import CommandError, ExitCode
from memesweep.cli.file_lists import read_file_list
from memesweep.cli.folders import parse_folder
from memesweep.cli.options import (
    CsvFile,
    Exclude,
    FilesFrom,
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
from memesweep.cli.settings import configured_gallery
from memesweep.cli.terminal.console import Console

if TYPE_CHECKING:
    from collections.abc import Iterable

    from memesweep.cli.show.scan_output import ScanOutput
    from memesweep.report.files import ReportFiles
    from memesweep.report.gallery_report import ReportedPictures
    from memesweep.workspace import GallerySession, ScanCounts, Trouble


def scan(
    directories: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="DIR...",
            parser=parse_folder,
            help="Folders of pictures; by default the configured gallery, else the one scanned last.",
        ),
    ] = None,
    *,
    json: Json = False,
    jsonl: Annotated[
        bool,
        typer.Option("--jsonl", help="Print one JSON object per picture as results arrive (JSON Lines)."),
    ] = False,
    html: HtmlFile = None,
    csv: CsvFile = None,
    quiet: Quiet = False,
    files_from: FilesFrom = None,
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
    """Show which pictures of a folder are memes. Writes nothing under it."""
    from memesweep.cli.show.scan_output import JsonOutput, LinesOutput, TablesOutput
    from memesweep.workspace import ScanOptions, Workspace

    if json and jsonl:
        raise CommandError("--json and --jsonl cannot be used together.")
    workspace = Workspace()
    folders = directories or [configured_gallery(workspace.home.config_file) or workspace.last_gallery()]
    if len(folders) > 1 and (json or html or csv):
        raise CommandError("--json, --html and --csv take one folder at a time; --jsonl takes several.")
    options = ScanOptions(
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
    os.nice(nice)
    console = Console(quiet=quiet)
    kind = JsonOutput if json else LinesOutput if jsonl else TablesOutput
    codes = []
    for folder in folders:
        with workspace.open_gallery(folder, options) as gallery:
            files = _checked_files(html, csv, gallery.root)
            output = kind("scan", gallery.root, console)
            codes.append(run_scan(gallery, output, console, files))
        if codes[-1] is ExitCode.INTERRUPTED:
            break
    raise typer.Exit(max(codes))


def _checked_files(html: Path | None, csv: Path | None, root: Path) -> ReportFiles | None:
    """Return where a report goes; None where none is asked for."""
    if html is None and csv is None:
        return None
    from memesweep.report.files import ReportFiles

    return ReportFiles(html=html, csv=csv).checked(root)


def run_scan(
    gallery: GallerySession, output: ScanOutput, console: Console, files: ReportFiles | None = None
) -> ExitCode:
    """Scan, render, and write what a report was asked for; other commands do the same."""
    from memesweep.cli.terminal.observer import watching
    from memesweep.cli.terminal.signals import stopping

    stop = Event()
    listed = _nothing_reported() if files else None
    with stopping(stop), watching(console) as observer:
        skip_unchanged = output.skips_unchanged and listed is None
        run = gallery.scan(skip_unchanged=skip_unchanged, stop=stop, observer=observer)
        for picture in run:
            output.picture(picture)
            if listed is not None:
                listed.add(picture)
    output.end(run)
    troubles = run.troubles
    if troubles:
        _tell_troubles(troubles, console, only_named=run.counts.only_named)
    if run.counts.interrupted:
        console.error("interrupted; what was scored is kept, and the next scan goes on from here.")
        return ExitCode.INTERRUPTED
    if files and listed is not None:
        write_report(gallery, run.counts, listed, files, console)
    return ExitCode.PARTIAL if troubles else ExitCode.DONE


def _nothing_reported() -> ReportedPictures:
    from memesweep.report.gallery_report import ReportedPictures

    return ReportedPictures()


def _tell_troubles(troubles: Iterable[Trouble], console: Console, *, only_named: bool) -> None:
    from memesweep.cli.words.reasons import staying
    from memesweep.workspace import TroubleCode

    for trouble in troubles:
        if only_named or trouble.code is TroubleCode.EVERYTHING_SKIPPED:
            console.error(staying(trouble))


def write_report(
    gallery: GallerySession,
    counts: ScanCounts,
    listed: ReportedPictures,
    files: ReportFiles,
    console: Console,
) -> None:
    """Write what was listed of an open gallery, and name the files."""
    from memesweep.cli.terminal.observer import watching
    from memesweep.cli.terminal.signals import stopping
    from memesweep.report.files import group_count
    from memesweep.report.gallery_report import report_of

    report = report_of(gallery, counts, listed)
    stop = Event()
    with stopping(stop), watching(console) as observer:
        files.write(report, gallery, stop, observer.counting("Making the report", group_count(report)))
    tell_written(files, console)


def tell_written(files: ReportFiles, console: Console) -> None:
    """Name the files that a report is in now."""
    from memesweep.cli.terminal.names import human_size

    for file in files.paths:
        console.notice(f"Written: {file} ({human_size(file.stat().st_size)})")
