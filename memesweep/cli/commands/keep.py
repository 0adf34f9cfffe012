"""`memesweep keep`: what people said of pictures, by content."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from memesweep.cli.exits import CommandError, ExitCode
from memesweep.cli.file_lists import read_file_list
from memesweep.cli.folders import parse_folder, parse_path
from memesweep.cli.options import FilesFrom, Json, Quiet, Yes
from memesweep.cli.terminal.console import Console

if TYPE_CHECKING:
    from memesweep.workspace import Decision, KeepResult, Workspace


def keep(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="FILE", parser=parse_path, help="Pictures to keep.")
    ] = None,
    *,
    files_from: FilesFrom = None,
    remove: Annotated[
        bool,
        typer.Option(
            "--remove",
            "--forget",
            help="Forget what was said of the pictures: named by path, or by the hash that --list shows.",
        ),
    ] = False,
    list_all: Annotated[
        bool, typer.Option("--list", help="Show what was said of pictures: kept ones, and those to sweep.")
    ] = False,
    export_to: Annotated[
        Path | None,
        typer.Option(
            "--export",
            parser=parse_folder,
            metavar="FILE",
            help="Write all that was said into a file that outlives this catalog; - for stdout.",
        ),
    ] = None,
    import_from: Annotated[
        Path | None,
        typer.Option(
            "--import",
            parser=parse_folder,
            metavar="FILE",
            help="Take in such a file. Of a picture that both know, what was said last counts.",
        ),
    ] = None,
    yes: Yes = False,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Remember pictures by their content; they are never swept, wherever they move."""
    from memesweep.cli.words.reasons import words_of
    from memesweep.report.documents import keep_document
    from memesweep.workspace import Workspace

    if not (paths or files_from or list_all or export_to or import_from):
        raise CommandError("Name the pictures to keep, or use --list.")
    named = (*(paths or ()), *(read_file_list(files_from) or ()))
    if sum((bool(named), export_to is not None, import_from is not None)) > 1:
        raise CommandError("Keep pictures, --export and --import one at a time.")
    console = Console(quiet=quiet)
    workspace = Workspace()
    if not remove:
        named = _opened(named, workspace, console, yes=yes)
    result = _change(workspace, named, import_from, remove=remove)
    decisions = workspace.decisions()
    if export_to is not None:
        _export(decisions, export_to, console)
    elif json:
        console.data(keep_document(result, decisions, words_of).to_json())
    elif list_all:
        for decision in decisions:
            console.data(_line(decision))
    else:
        _tell(result, decisions, console, verb="forgotten" if remove else "added")
    for trouble in result.troubles if not json else ():
        console.error(f"{trouble.path}: {words_of(trouble)}")
    raise typer.Exit(ExitCode.PARTIAL if result.troubles else ExitCode.DONE)


def _opened(
    paths: tuple[Path, ...], workspace: Workspace, console: Console, *, yes: bool
) -> tuple[Path, ...]:
    """Put the pictures of folders in the place of the folders, once that is agreed to.

    Raises:
        CommandError: nobody can be asked, or the answer was no.

    """
    from memesweep.cli.terminal.names import counted, printable

    opened: list[Path] = []
    for path in paths:
        if not path.is_dir():
            opened.append(path)
            continue
        pictures = workspace.pictures_below(path)
        if not yes and not console.interactive:
            raise CommandError(
                f"'{path}' is a folder with {counted(len(pictures), 'picture')}, and there is no terminal "
                "to ask at. Add --yes to keep them all.",
                ExitCode.REFUSED,
            )
        question = f"Keep {counted(len(pictures), 'picture')} in '{printable(str(path))}'?"
        if yes or console.confirm(question, default=False):
            opened += pictures
    return tuple(opened)


def _change(
    workspace: Workspace, paths: tuple[Path, ...], import_from: Path | None, *, remove: bool
) -> KeepResult:
    from memesweep.workspace import KeepResult

    if import_from is not None:
        return KeepResult(changed=workspace.import_decisions(import_from), troubles=())
    if remove:
        return KeepResult(changed=workspace.remove_decisions(map(str, paths)), troubles=())
    return workspace.keep(paths)


def _line(decision: Decision) -> str:
    from memesweep.cli.terminal.names import printable
    from memesweep.report.dates import day

    return (
        f"{decision.sha256.hex()[:16]}  {decision.choice:5}  {day(decision.decided_at)}  "
        f"{decision.origin:8}  {printable(str(decision.path))}"
    )


def _tell(result: KeepResult, decisions: tuple[Decision, ...], console: Console, *, verb: str) -> None:
    from memesweep.cli.terminal.names import counted
    from memesweep.workspace import Choice

    kept = sum(decision.choice is Choice.KEEP for decision in decisions)
    if not result.changed and not result.troubles:
        console.notice(f"Nothing to change; {kept} on the keep-list.")
        return
    console.notice(f"{counted(result.changed, 'picture')} {verb}; {kept} on the keep-list.")


def _export(decisions: tuple[Decision, ...], file: Path, console: Console) -> None:
    from memesweep.cli.terminal.names import counted
    from memesweep.report.output import check_report_file, open_report
    from memesweep.workspace import format_decisions

    text = format_decisions(decisions) + "\n"
    if str(file) == "-":
        sys.stdout.write(text)
        return
    with open_report(check_report_file(file)) as stream:
        stream.write(text)
    console.notice(f"Written: {file} ({counted(len(decisions), 'decision')})")
