"""`memesweep undo`: restore the pictures of a sweep, or some of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from memesweep.cli.exits import CommandError, ExitCode
from memesweep.cli.folders import parse_folder, parse_path
from memesweep.cli.options import Json, Quiet, Yes
from memesweep.cli.terminal.console import Console

if TYPE_CHECKING:
    from memesweep.workspace import Origin, UndoProposal, Workspace


def _complete_sweep(incomplete: str) -> list[tuple[str, str]]:
    """Offer the ids of sweeps that have files away, each with what it was."""
    from memesweep.cli.show.undo_output import describe_sweep
    from memesweep.errors import MemesweepError
    from memesweep.workspace import MoveState, Workspace

    try:
        records = Workspace().history()
    except MemesweepError:
        return []
    return [
        (record.header.id, describe_sweep(record))
        for record in records
        if record.header.id.startswith(incomplete) and record.count(MoveState.MOVED)
    ]


def undo(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SWEEP|FILE",
            autocompletion=_complete_sweep,
            help="A sweep's id, the beginning of one, or a holding folder; by default the last sweep. With "
            "files (paths, names, patterns in quotes) only those.",
        ),
    ] = None,
    *,
    to: Annotated[
        Path | None,
        typer.Option(
            "--to", metavar="DIR", parser=parse_folder, help="Where the gallery is now, if it was moved."
        ),
    ] = None,
    keep: Annotated[
        bool, typer.Option("--keep", help="Also put restored pictures on the keep-list.")
    ] = False,
    not_kept: Annotated[
        bool, typer.Option("--not-kept", help="Let later sweeps take the pictures again.")
    ] = False,
    yes: Yes = False,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Restore the pictures of a sweep to where they were."""
    from memesweep.cli.terminal.observer import watching
    from memesweep.report.documents import declined_undo_document
    from memesweep.workspace import Origin, Workspace

    if keep and not_kept:
        raise CommandError("--keep and --not-kept cannot be used together.")
    for word in words or ():
        parse_path(word)  # an empty one would be the current folder
    console = Console(quiet=quiet)
    workspace = Workspace()
    with watching(console) as observer:
        proposal = workspace.prepare_undo(*(words or ()), keep=keep, to=to, observer=observer)
    if proposal is not None and proposal.away and not yes and not _confirmed(proposal, console):
        console.notice("Nothing was moved.")
        if json:
            console.data(declined_undo_document(proposal).to_json())
        raise typer.Exit(ExitCode.DONE)
    origin = Origin.COMMAND if keep else None if not_kept else Origin.UNDO
    raise typer.Exit(_restore(workspace, proposal, console, origin=origin, as_json=json))


def _confirmed(proposal: UndoProposal, console: Console) -> bool:
    from memesweep.cli.show.undo_output import describe_sweep
    from memesweep.cli.terminal.names import counted, printable

    if not console.interactive:
        raise CommandError(
            "there is no terminal to ask at. Add --yes to undo without asking.", ExitCode.REFUSED
        )
    record = proposal.record
    return console.confirm(
        f"Sweep {record.header.id}: {describe_sweep(record)}.\n"
        f"Restore {counted(proposal.away, 'picture')} to {printable(str(proposal.root))}?",
        default=True,
    )


def _restore(
    workspace: Workspace,
    proposal: UndoProposal | None,
    console: Console,
    *,
    origin: Origin | None,
    as_json: bool,
) -> ExitCode:
    from threading import Event

    from memesweep.cli.show.undo_output import show_nothing_to_restore, show_restored
    from memesweep.cli.terminal.observer import watching
    from memesweep.cli.terminal.signals import stopping
    from memesweep.cli.words.reasons import words_of
    from memesweep.report.documents import undo_document
    from memesweep.workspace import Ending, Origin

    result = None
    stop = Event()
    if proposal is not None:
        with stopping(stop), watching(console) as observer:
            result = workspace.undo(proposal, origin=origin, stop=stop, observer=observer)
    if result is None or proposal is None or not proposal.away:
        show_nothing_to_restore(result, console)
        if as_json:
            console.data(undo_document(result, words_of).to_json())
        return ExitCode.DONE
    show_restored(result, console, keep=origin is Origin.COMMAND, as_json=as_json)
    if result.ending is Ending.INTERRUPTED:
        return ExitCode.INTERRUPTED
    return ExitCode.PARTIAL if result.ending is Ending.PARTIAL else ExitCode.DONE
