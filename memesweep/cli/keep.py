"""`memesweep keep`: pictures that are never swept, by content."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from memesweep.cli.console import Console
from memesweep.cli.exits import ExitCode
from memesweep.cli.folders import parse_path, resolved
from memesweep.cli.options import Json, Quiet
from memesweep.errors import BadUsageError

if TYPE_CHECKING:
    import sqlite3

    from memesweep.report.envelope import Envelope


def keep(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="PATH...", parser=parse_path, help="Pictures to keep.")
    ] = None,
    *,
    forget: Annotated[
        bool, typer.Option("--forget", help="Take the pictures off the keep-list again.")
    ] = False,
    list_all: Annotated[bool, typer.Option("--list", help="Show the keep-list.")] = False,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Remember pictures by their content; they are never swept, wherever they move."""
    from memesweep.catalog.database import open_catalog
    from memesweep.home import find_home
    from memesweep.report.envelope import Envelope

    if not paths and not list_all:
        raise BadUsageError("Name the pictures to keep, or use --list.")
    console = Console(quiet=quiet)
    envelope = Envelope("keep")
    with open_catalog(find_home().catalog_file) as connection:
        changed = _change(paths or [], connection, envelope, forget=forget)
        envelope.summary = {"changed": changed, "kept": _describe_all(connection)}
    if json:
        console.data(envelope.to_json())
    else:
        _tell(envelope, console, forget=forget, list_all=list_all)
    raise typer.Exit(ExitCode.PARTIAL if envelope.errors else ExitCode.DONE)


def _change(paths: list[Path], connection: sqlite3.Connection, envelope: Envelope, *, forget: bool) -> int:
    from memesweep.catalog.keeps import add_keep, remove_keep
    from memesweep.gallery.digest import digest_file

    changed = 0
    for path in paths:
        try:
            real = resolved(path)
            digested = digest_file(real)
        except OSError as error:
            envelope.fail(str(path), error.strerror or str(error))
            continue
        if digested is None:
            envelope.fail(str(path), "no regular file; name the pictures themselves")
            continue
        sha256, stamp = digested
        if forget:
            changed += remove_keep(connection, sha256)
        else:
            changed += add_keep(connection, sha256, stamp.size, real)
    return changed


def _describe_all(connection: sqlite3.Connection) -> list[dict[str, object]]:
    from memesweep.catalog.keeps import list_keeps

    return [
        {"sha256": kept.sha256.hex(), "size": kept.size, "path": str(kept.path), "kept_at": kept.decided_at}
        for kept in list_keeps(connection)
    ]


def _tell(envelope: Envelope, console: Console, *, forget: bool, list_all: bool) -> None:
    from memesweep.cli.names import counted, printable

    kept = envelope.summary["kept"]
    if list_all:
        for one in kept:
            console.data(f"{one['sha256'][:16]}  {printable(one['path'])}")
    else:
        changed = counted(envelope.summary["changed"], "picture")
        console.notice(f"{changed} {'forgotten' if forget else 'added'}; {len(kept)} on the keep-list.")
    for trouble in envelope.errors:
        console.error(f"{trouble['path']}: {trouble['message']}")
