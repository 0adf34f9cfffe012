"""`memesweep undo`: restore the pictures of a sweep."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from memesweep.cli.exits import CommandError, ExitCode
from memesweep.cli.folders import parse_path
from memesweep.cli.options import Json, Quiet, Yes
from memesweep.cli.terminal.console import Console

if TYPE_CHECKING:
    from memesweep.workspace import UndoProposal, Workspace


def undo(
    sweep: Annotated[
        str | None,
        typer.Argument(
            metavar="[SWEEP]",
            help="A sweep's id from `memesweep history`, or a holding folder; by default the last sweep.",
        ),
    ] = None,
    *,
    keep: Annotated[
        bool, typer.Option("--keep", help="Also put restored pictures on the keep-list, so that they stay.")
    ] = False,
    yes: Yes = False,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Restore the pictures of a sweep to where they were."""
    from memesweep.cli.terminal.observer import watching
    from memesweep.report.documents import declined_undo_document
    from memesweep.workspace import Workspace

    if sweep is not None:
        parse_path(sweep)  # an empty one would be the current folder
    console = Console(quiet=quiet)
    workspace = Workspace()
    with watching(console) as observer:
        proposal = workspace.prepare_undo(sweep, keep=keep, observer=observer)
    if proposal is not None and proposal.away and not yes and not _confirmed(proposal, console):
        console.notice("Nothing was moved.")
        if json:
            console.data(declined_undo_document(proposal).to_json())
        raise typer.Exit(ExitCode.DONE)
    raise typer.Exit(_restore(workspace, proposal, console, keep=keep, as_json=json))


def _confirmed(proposal: UndoProposal, console: Console) -> bool:
    from memesweep.cli.terminal.names import counted, printable

    if not console.interactive:
        raise CommandError(
            "there is no terminal to ask at. Add --yes to undo without asking.", ExitCode.REFUSED
        )
    away, root = counted(proposal.away, "picture"), printable(str(proposal.record.header.root))
    return console.confirm(f"Restore {away} to {root}?", default=True)


def _restore(
    workspace: Workspace, proposal: UndoProposal | None, console: Console, *, keep: bool, as_json: bool
) -> ExitCode:
    from threading import Event

    from memesweep.cli.show.undo_output import show_nothing_to_restore, show_restored
    from memesweep.cli.terminal.observer import watching
    from memesweep.cli.terminal.signals import stopping
    from memesweep.cli.words.reasons import words_of
    from memesweep.report.documents import undo_document
    from memesweep.workspace import Ending

    result = None
    stop = Event()
    if proposal is not None:
        with stopping(stop), watching(console) as observer:
            result = workspace.undo(proposal, keep=keep, stop=stop, observer=observer)
    if result is None or proposal is None or not proposal.away:
        show_nothing_to_restore(result, console)
        if as_json:
            console.data(undo_document(result, words_of).to_json())
        return ExitCode.DONE
    show_restored(result, console, keep=keep, as_json=as_json)
    if result.ending is Ending.INTERRUPTED:
        return ExitCode.INTERRUPTED
    return ExitCode.PARTIAL if result.ending is Ending.PARTIAL else ExitCode.DONE
