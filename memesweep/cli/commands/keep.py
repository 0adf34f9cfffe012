"""`memesweep keep`: pictures that are never swept, by content."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from memesweep.cli.exits import CommandError, ExitCode
from memesweep.cli.file_lists import read_file_list
from memesweep.cli.folders import parse_path
from memesweep.cli.options import FilesFrom, Json, Quiet
from memesweep.cli.terminal.console import Console

if TYPE_CHECKING:
    from memesweep.workspace import Decision, KeepResult


def keep(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="PATH...", parser=parse_path, help="Pictures to keep.")
    ] = None,
    *,
    files_from: FilesFrom = None,
    forget: Annotated[
        bool, typer.Option("--forget", help="Take the pictures off the keep-list again.")
    ] = False,
    list_all: Annotated[bool, typer.Option("--list", help="Show the keep-list.")] = False,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Remember pictures by their content; they are never swept, wherever they move."""
    from memesweep.cli.words.reasons import words_of
    from memesweep.report.documents import keep_document
    from memesweep.workspace import Workspace

    if not (paths or list_all or files_from):
        raise CommandError("Name the pictures to keep, or use --list.")
    named = (*(paths or ()), *(read_file_list(files_from) or ()))
    console = Console(quiet=quiet)
    workspace = Workspace()
    result = (workspace.forget if forget else workspace.keep)(named)
    kept = workspace.kept()
    if json:
        console.data(keep_document(result, kept, words_of).to_json())
    else:
        _show(result, kept, console, forget=forget, list_all=list_all)
    raise typer.Exit(ExitCode.PARTIAL if result.troubles else ExitCode.DONE)


def _show(
    result: KeepResult, kept: tuple[Decision, ...], console: Console, *, forget: bool, list_all: bool
) -> None:
    from memesweep.cli.terminal.names import counted, printable
    from memesweep.cli.words.reasons import words_of

    if list_all:
        for decision in kept:
            console.data(f"{decision.sha256.hex()[:16]}  {printable(str(decision.path))}")
    else:
        changed = counted(result.changed, "picture")
        console.notice(f"{changed} {'forgotten' if forget else 'added'}; {len(kept)} on the keep-list.")
    for trouble in result.troubles:
        console.error(f"{trouble.path}: {words_of(trouble)}")
