"""`memesweep demo`: a small gallery to try things on, made on the spot and scanned."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from memesweep.cli.exits import CommandError, ExitCode
from memesweep.cli.folders import parse_folder
from memesweep.cli.options import Json, Quiet
from memesweep.cli.terminal.console import Console


def demo(
    folder: Annotated[
        Path | None,
        typer.Option(
            "--folder",
            metavar="DIR",
            parser=parse_folder,
            help="Make the gallery here instead of in a temporary folder.",
        ),
    ] = None,
    *,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Make a small gallery of sample photographs and drawn memes, and scan it."""
    import tempfile

    from memesweep.cli.commands.scan import run_scan
    from memesweep.cli.show.scan_output import JsonOutput, TablesOutput
    from memesweep.demo import make_demo_gallery
    from memesweep.home import Home
    from memesweep.workspace import Workspace

    console = Console(quiet=quiet)
    try:
        gallery = folder or Path(tempfile.mkdtemp(prefix="memesweep-demo-")) / "WhatsApp Images"
        made = make_demo_gallery(gallery)
    except FileExistsError as error:
        raise CommandError(f"{folder} is not an empty folder. Name a new one for the demo.") from error
    except OSError as error:
        place = folder or "the temporary folder"
        raise CommandError(
            f"The demo cannot be created in {place} ({error.strerror}).", ExitCode.ENVIRONMENT
        ) from error
    if not made.real_photographs:
        console.notice("The pictures are drawn: install memesweep[demo] for real sample photographs.")
    # A catalog of its own: `memesweep clean` without a folder must go on meaning the user's gallery.
    with tempfile.TemporaryDirectory(prefix="memesweep-demo-state-") as state:
        workspace = Workspace(Home(config_folder=Path(state), state_folder=Path(state)))
        with workspace.open_gallery(gallery) as opened:
            output = (JsonOutput if json else TablesOutput)("demo", opened.root, console)
            code = run_scan(opened, output, console)
    console.notice(f"The demo gallery stays in {gallery}.")
    raise typer.Exit(code)
