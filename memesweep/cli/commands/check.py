"""`memesweep check`: score and verdict of single pictures."""

from __future__ import annotations

import errno
import os
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from memesweep.cli.exits import CommandError, ExitCode
from memesweep.cli.file_lists import STDIN, read_file_list
from memesweep.cli.folders import parse_path, read_token
from memesweep.cli.options import FilesFrom, Json, Model, Quiet, SweepCamera, SweepCameraShaped
from memesweep.cli.terminal.console import Console

if TYPE_CHECKING:
    from collections.abc import Callable

    from memesweep.report.envelope import Envelope
    from memesweep.workspace import Checked


_LOOKS_AGAIN: Final = (
    "These are the scores of `scan`. Before `clean` moves anything it looks at the whole picture and asks a "
    "second net: --second-opinion shows what comes of that."
)


def check(
    images: Annotated[
        list[str] | None, typer.Argument(metavar="FILE", help="Pictures; - reads one from stdin.")
    ] = None,
    *,
    files_from: FilesFrom = None,
    json: Json = False,
    quiet: Quiet = False,
    sweep_camera: SweepCamera = False,
    sweep_camera_shaped: SweepCameraShaped = False,
    model: Model = None,
    second_opinion: Annotated[
        bool,
        typer.Option(
            "--second-opinion",
            help="Look as `clean` does before it moves something: whole pictures, and a second net.",
        ),
    ] = False,
    server: Annotated[
        str | None,
        typer.Option("--server", metavar="URL", help="Ask this `memesweep serve` instead of the model here."),
    ] = None,
    token_file: Annotated[
        Path | None,
        typer.Option("--token-file", metavar="FILE", parser=parse_path, help="Holds the server's token."),
    ] = None,
) -> None:
    """Score single pictures and say what would become of them.

    The scores are those of `scan`.
    """
    from memesweep import Stage, Verdict
    from memesweep.workspace import ScanOptions, Workspace

    named = _named(images or [], files_from)
    if server is None:
        options = ScanOptions(model=model, sweep_camera=sweep_camera, sweep_camera_shaped=sweep_camera_shaped)
        with Workspace().open_checker(options, second_opinion=second_opinion) as check_picture:
            envelope = _check_all(named, check_picture)
    else:
        if sweep_camera or sweep_camera_shaped:
            raise CommandError("--server and --sweep-camera cannot be used together: the server decides.")
        envelope = _ask(server, token_file, model, named, second_opinion=second_opinion)
    console = Console(quiet=quiet)
    if json:
        console.data(envelope.to_json())
    elif envelope.images:
        _render(envelope, console)
        listed = [image for image in envelope.images if image["verdict"] != Verdict.KEEP]
        if any(image["stage"] != Stage.JOINT for image in listed):
            console.notice(_LOOKS_AGAIN)
    for trouble in envelope.errors if not json else ():
        console.error(f"{trouble['path']}: {trouble['message']}")
    raise typer.Exit(ExitCode.PARTIAL if envelope.errors else ExitCode.DONE)


def _named(images: list[str], files_from: str | None) -> list[str]:
    if files_from is None and not images:
        raise CommandError("Name the pictures, or a list of them with --files-from.")
    if files_from == STDIN and STDIN in images:
        raise CommandError("- and --files-from - cannot be used together: both read stdin.")
    return [*images, *map(str, read_file_list(files_from) or ())]


def _ask(
    server: str, token_file: Path | None, model: str | None, images: list[str], *, second_opinion: bool
) -> Envelope:
    from memesweep.cli.remote import RemoteChecker
    from memesweep.workspace import Workspace

    token = None if token_file is None else read_token(token_file)
    remote = RemoteChecker(server, token=token, model=model, second_opinion=second_opinion)
    # What was decided here is known here alone.
    with Workspace().open_past_decisions() as with_decision:
        return _check_all(images, lambda data: with_decision(data, remote.check(data)))


def _check_all(images: list[str], check_picture: Callable[[bytes], Checked]) -> Envelope:
    from memesweep.cli.remote import ServerRefusalError
    from memesweep.cli.words.reasons import REASONS
    from memesweep.report.envelope import Envelope
    from memesweep.report.images import describe_picture

    envelope = Envelope("check")
    for image in images:
        try:
            data = _read(image)
            checked = check_picture(data)
        except OSError as error:
            envelope.fail(image, error.strerror or str(error))
            continue
        except ServerRefusalError as error:
            envelope.fail(image, str(error))
            continue
        envelope.images.append(describe_picture(image, checked))
        if checked.score is None:
            envelope.fail(image, REASONS[checked.reason])
    verdicts = [image["verdict"] for image in envelope.images]
    envelope.summary = {
        "pictures": len(images),
        "verdicts": {verdict: verdicts.count(verdict) for verdict in sorted(set(verdicts))},
    }
    return envelope


def _read(image: str) -> bytes:
    """Read one byte more than can be decoded at most, so that a disk image does not fill the memory."""
    from memesweep.workspace import MAX_BYTES

    if image == STDIN:
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    # Opening a FIFO as usual would wait for somebody who writes into it.
    with os.fdopen(os.open(image, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as stream:
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            raise OSError(errno.EINVAL, "not a regular file")
        return stream.read(MAX_BYTES + 1)


def _render(envelope: Envelope, console: Console) -> None:
    from rich.table import Table
    from rich.text import Text

    from memesweep.cli.terminal.names import printable
    from memesweep.cli.words.stages import seen_by

    table = Table(box=None, pad_edge=False)
    table.add_column("score", justify="right", no_wrap=True)
    table.add_column("verdict", no_wrap=True)
    table.add_column("reason", no_wrap=True)
    table.add_column("seen by", no_wrap=True)
    table.add_column("picture", overflow="fold")
    for image in envelope.images:
        score = "" if image["score"] is None else f"{image['score']:.3f}"
        nets = seen_by(image["stage"], image["depth"])
        table.add_row(score, image["verdict"], image["reason"], nets, Text(printable(image["path"])))
    console.render(table)
