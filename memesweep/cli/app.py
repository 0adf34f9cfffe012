"""The command line as a whole: its commands, its configuration, and what errors become."""

from __future__ import annotations

import gc
import io
import os
import sys
from typing import Annotated

import typer

from memesweep import __version__
from memesweep.cli.check import check
from memesweep.cli.clean import clean
from memesweep.cli.config import config
from memesweep.cli.console import Console
from memesweep.cli.demo import demo
from memesweep.cli.evaluate import evaluate
from memesweep.cli.exits import ExitCode, exit_code_of
from memesweep.cli.history import history
from memesweep.cli.keep import keep
from memesweep.cli.scan import scan
from memesweep.cli.settings import read_config
from memesweep.cli.undo import undo
from memesweep.errors import MemesweepError
from memesweep.home import find_home

app = typer.Typer(
    name="memesweep",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    rich_markup_mode=None,
    help="Sweep forwarded memes out of a phone gallery and never take a personal photo with them.",
)
for command in (scan, check, clean, undo, history, keep, evaluate, demo, config):
    app.command()(command)


def _show_version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"memesweep {__version__}\n")
        raise typer.Exit


@app.callback()
def configure(
    context: typer.Context,
    *,
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_show_version, help="Show the version.")
    ] = False,
) -> None:
    """Sweep forwarded memes out of a phone gallery and never take a personal photo with them."""
    del version  # its callback has ended the program
    if context.invoked_subcommand not in {None, "config"}:
        context.default_map = {str(context.invoked_subcommand): read_config(find_home().config_file)}


def main() -> None:
    """Run the command line; every error that a user can cause ends in one sentence and a code."""
    # A scan makes millions of small tuples and no cycles: looking for some is a sixteenth of a rescan's time.
    gc.set_threshold(50_000)
    for stream in (sys.stdout, sys.stderr):
        # A letter that the terminal or cron's locale cannot show must not end a sweep in the middle.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        app()
    except MemesweepError as error:
        _end(str(error), exit_code_of(error))
    except KeyboardInterrupt:
        _end("interrupted", ExitCode.INTERRUPTED)
    except Exception as error:
        if os.environ.get("MEMESWEEP_DEBUG"):
            raise
        _end(
            f"unexpected fault: {error!r}. Set MEMESWEEP_DEBUG=1 to see where, and please report it.",
            ExitCode.FAULT,
        )


def _end(sentence: str, code: ExitCode) -> None:
    from memesweep.cli.names import printable

    console = Console()
    console.error(printable(sentence))
    options = sys.argv[1:]
    if "--json" in options[: options.index("--") if "--" in options else None]:
        _print_error_document(sentence, options, console)
    sys.exit(code)


def _print_error_document(sentence: str, options: list[str], console: Console) -> None:
    """A script that asked for a document gets one, whatever happened."""
    from memesweep.report.envelope import Envelope, Status

    command = next((option for option in options if not option.startswith("-")), "")
    errors = [{"path": "", "message": sentence}]
    console.data(Envelope(command, Status.ERROR, errors=errors).to_json())
