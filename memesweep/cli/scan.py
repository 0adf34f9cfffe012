"""`memesweep scan`: what is in this gallery, and what would be swept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from memesweep.cli.console import Console
from memesweep.cli.exits import ExitCode
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

if TYPE_CHECKING:
    from memesweep.cli.session import Session


def scan(
    directory: Annotated[
        Path, typer.Argument(metavar="DIR", parser=parse_folder, help="The folder of pictures.")
    ],
    *,
    json: Json = False,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="Print one JSON object a picture, as they come.")
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
    from memesweep.cli.session import ScanRequest, open_session

    if json and jsonl:
        raise typer.BadParameter("--json and --jsonl exclude one another")
    request = ScanRequest(
        include_sent, include_private, sweep_camera, sweep_camera_shaped, min_age, workers, model, nice
    )
    console = Console(quiet=quiet)
    with open_session(directory, request) as session:
        raise typer.Exit(run_scan("scan", session, console, as_json=json, as_lines=jsonl))


def run_scan(command: str, session: Session, console: Console, *, as_json: bool, as_lines: bool) -> ExitCode:
    """Scan and render; `demo` does the same on its own gallery."""
    from memesweep.cli.scan_output import JsonOutput, LinesOutput, TablesOutput
    from memesweep.cli.signals import stopping
    from memesweep.verdict.purpose import ScanPurpose

    scan = session.scan(ScanPurpose.REPORT)
    kind = JsonOutput if as_json else LinesOutput if as_lines else TablesOutput
    output = kind(command, session.root, console)
    with stopping(scan.stop):
        for result in session.results(scan, console, skip_unchanged=not (as_json or as_lines)):
            output.picture(result)
    output.end(scan.counts)
    if scan.counts.interrupted:
        console.error("interrupted; what was scored is kept, and the next scan goes on from here.")
        return ExitCode.INTERRUPTED
    return ExitCode.PARTIAL if output.failed else ExitCode.DONE
