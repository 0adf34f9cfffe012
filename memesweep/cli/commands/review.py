"""`memesweep review`: a page to look at pictures and decide about them, for this machine alone."""

from __future__ import annotations

import os
import sys
from threading import Event
from typing import TYPE_CHECKING, Annotated, Final

import typer

from memesweep.cli.exits import CommandError, ExitCode
from memesweep.cli.options import (
    Exclude,
    IncludePrivate,
    IncludeSent,
    MaxFiles,
    MaxShare,
    MinAge,
    Model,
    MoveTo,
    Nice,
    OptionalGallery,
    Quiet,
    SweepAt,
    SweepCamera,
    SweepCameraShaped,
    Trash,
    Workers,
)
from memesweep.cli.terminal.console import Console

if TYPE_CHECKING:
    from memesweep.web.review.desk import Assignment

_NEEDED: Final = ("fastapi", "uvicorn", "jinja2")
_DISPLAYS: Final = ("DISPLAY", "WAYLAND_DISPLAY")


def review(
    context: typer.Context,
    # Named as its key in the configuration file, which finds it by that.
    gallery: OptionalGallery = None,
    *,
    move_to: MoveTo = None,
    trash: Trash = False,
    no_browser: Annotated[
        bool,
        typer.Option(
            "--no-browser",
            help="Open no browser; the page's address is the first line of stdout. It works once.",
        ),
    ] = False,
    port: Annotated[
        int,
        typer.Option("--port", min=0, max=65535, help="The port to listen on; by default one that is free."),
    ] = 0,
    idle_minutes: Annotated[
        float,
        typer.Option("--idle-minutes", min=0.01, help="End after so many minutes with nobody at the page."),
    ] = 30.0,
    max_files: MaxFiles = None,
    max_share: MaxShare = None,
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
    """Look at pictures on a page in your browser, decide, and sweep exactly what you decided.

    The page is served on this machine alone. Through SSH, forward its port: ssh -L 8080:127.0.0.1:8080 NAS
    """
    source = context.get_parameter_source("move_to")
    if trash and source is not None and source.name == "COMMANDLINE":
        raise CommandError("--trash and --move-to cannot be used together.")
    from importlib.util import find_spec

    if not all(map(find_spec, _NEEDED)):
        sentence = "The review page needs more packages: pip install 'memesweep[web]'"
        raise CommandError(sentence, ExitCode.ENVIRONMENT)
    from memesweep.cli.words.spoken import TerminalSentences
    from memesweep.web.review.desk import Assignment
    from memesweep.workspace import CleanOptions, DecisionBook, Origin, ScanOptions, SweepLimits, Workspace

    os.nice(nice)
    workspace = Workspace()
    scan = ScanOptions(
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
    # Says at once, and here, what else the page would have to say.
    with workspace.open_gallery(gallery or workspace.last_gallery(), scan) as opened:
        root = opened.root
    assignment = Assignment(
        workspace=workspace,
        root=root,
        scan=scan,
        clean=CleanOptions(
            move_to=None if trash else move_to,
            limits=SweepLimits(max_files=max_files, max_share=max_share),
        ),
        book=DecisionBook(workspace.home.catalog_file, Origin.PAGE),
        sentences=TerminalSentences(),
    )
    raise typer.Exit(
        _serve(assignment, Console(quiet=quiet), port, idle_minutes, open_browser=not no_browser)
    )


def _serve(
    assignment: Assignment, console: Console, port: int, idle_minutes: float, *, open_browser: bool
) -> ExitCode:
    import webbrowser

    from memesweep.cli.terminal.signals import stopping
    from memesweep.web.review.serve import ReviewServer
    from memesweep.web.review.stage import WORKING, Stage

    def report(error: Exception) -> None:
        console.error(f"internal error: {error!r}. Set MEMESWEEP_DEBUG=1 to see where, and please report it.")
        if os.environ.get("MEMESWEEP_DEBUG"):
            import traceback

            traceback.print_exception(error)

    try:
        server = ReviewServer(assignment, report, port=port)
    except OSError as error:
        sentence = f"Port {port} of this machine cannot be used ({error.strerror}). Name another, or none."
        raise CommandError(sentence, ExitCode.ENVIRONMENT) from error
    console.data(server.address)
    sys.stdout.flush()
    if open_browser and not (_has_display() and webbrowser.open(server.address)):
        console.notice("There is no browser to open here. Open the address above in one; it works once.")
    console.notice("Decisions are saved as you make them. Ctrl-C ends the page.")
    stop = Event()
    with stopping(stop):
        stage = server.run(stop, idle_minutes)
    if stage is Stage.ENDED or stop.is_set():
        return ExitCode.INTERRUPTED if stage in WORKING else ExitCode.DONE
    console.notice("Nobody was at the page any more. What you decided is saved.")
    return ExitCode.DONE


def _has_display() -> bool:
    """Tell whether a browser would have a window: a text browser in this terminal is not what is wanted."""
    return sys.platform == "darwin" or any(os.environ.get(name) for name in _DISPLAYS)
