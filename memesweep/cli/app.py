"""The command line as a whole: its commands, its configuration, and what errors become."""

from __future__ import annotations

import gc
import os
import sys
import warnings
from typing import Annotated, NoReturn

import typer

from memesweep import __version__
from memesweep.classifier import runtime
from memesweep.cli.command_table import CommandGroup
from memesweep.cli.exits import CommandError, ExitCode, exit_code_of
from memesweep.cli.help import HELP_SETTINGS
from memesweep.cli.terminal.console import Console
from memesweep.cli.terminal.native_stderr import silence_libtiff, silence_native_stderr
from memesweep.cli.terminal.signals import Interruption, die_on_signals, end_on_signals
from memesweep.cli.terminal.streams import OutputError, discard_output, watch_streams
from memesweep.errors import MemesweepError
from memesweep.gallery import pillow

app = typer.Typer(
    name="memesweep",
    cls=CommandGroup,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings=HELP_SETTINGS,
    rich_markup_mode=None,
    help="Sweep forwarded memes out of a phone gallery and never take a personal photo with them.",
)


def _show_version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"memesweep {__version__}\n")
        raise typer.Exit


@app.callback()
def configure(
    context: typer.Context,
    *,
    version: Annotated[
        bool, typer.Option("--version", "-V", is_eager=True, callback=_show_version, help="Show the version.")
    ] = False,
) -> None:
    """Sweep forwarded memes out of a phone gallery and never take a personal photo with them."""
    del version  # its callback has ended the program
    if context.invoked_subcommand not in {None, "config"}:
        # `--help` of the whole program does without.
        from memesweep.cli.settings import read_config
        from memesweep.home import find_home

        try:
            context.default_map = {str(context.invoked_subcommand): read_config(find_home().config_file)}
        except CommandError:
            if not _asks_for_help():
                raise
            _show_help(context)


def _asks_for_help() -> bool:
    return not {"-h", "--help"}.isdisjoint(_options())


def _show_help(context: typer.Context) -> NoReturn:
    """Explain a command to somebody whose configuration file has a mistake.

    Nothing else is done here, even if the word was meant as an option's value: without the file, a command
    could do what its owner has configured it not to.
    """
    name = str(context.invoked_subcommand)
    group = context.command
    command = group.get_command(context, name) if isinstance(group, CommandGroup) else None
    if command is not None:
        sys.stdout.write(command.get_help(typer.Context(command, info_name=name, parent=context)) + "\n")
    raise typer.Exit


def _options() -> list[str]:
    """Return the words of the command line that may be options."""
    words = sys.argv[1:]
    return words[: words.index("--") if "--" in words else None]


def main() -> None:
    """Run the command line; every error that a user can cause ends in one sentence and a code."""
    # A scan makes millions of small tuples and no cycles: looking for some is a sixteenth of a rescan's time.
    gc.set_threshold(50_000)
    watch_streams()
    end_on_signals()
    _silence_libraries()
    try:
        try:
            app()
        finally:
            sys.stdout.flush()
    except CommandError as error:
        _end(str(error), error.code)
    except MemesweepError as error:
        from memesweep.cli.words.errors import sentence_of

        die_on_signals()
        _end(sentence_of(error), exit_code_of(error))
    except Interruption as interruption:
        die_on_signals()
        _end(str(interruption) or "interrupted.", ExitCode.INTERRUPTED)
    except OutputError as error:
        _end_without_output(error)
    except Exception as error:
        if os.environ.get("MEMESWEEP_DEBUG"):
            raise
        _end(
            f"Internal error: {error!r}. Set MEMESWEEP_DEBUG=1 to see where, and please report it.",
            ExitCode.FAULT,
        )


def _silence_libraries() -> None:
    """Under cron, what Pillow says of odd metadata and the runtime of itself would be mails."""
    warnings.filterwarnings("ignore", category=UserWarning, module=r"PIL\.")
    runtime.while_opening = silence_native_stderr
    pillow.before_tiff = silence_libtiff


def _end(sentence: str, code: ExitCode) -> NoReturn:

    console = Console()
    console.error(sentence)
    if "--json" in _options():
        try:
            _print_error_document(sentence, console)
        except OutputError:
            discard_output()  # the exit code says it too
    sys.exit(code)


def _print_error_document(sentence: str, console: Console) -> None:
    """A script that asked for a document gets one, whatever happened."""
    from memesweep.report.envelope import Envelope, Status

    command = next((option for option in _options() if not option.startswith("-")), "")
    errors = [{"path": "", "message": sentence}]
    console.data(Envelope(command, Status.ERROR, errors=errors).to_json())
    sys.stdout.flush()


def _end_without_output(error: OutputError) -> NoReturn:
    discard_output()
    if error.closed:
        sys.exit(ExitCode.INTERRUPTED)
    Console().error(str(error))
    sys.exit(ExitCode.ENVIRONMENT)
