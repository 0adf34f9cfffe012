"""`memesweep check`: score and verdict of single pictures."""

from __future__ import annotations

import errno
import os
import stat
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from memesweep.cli.exits import CommandError, ExitCode
from memesweep.cli.file_lists import STDIN, read_file_list
from memesweep.cli.options import FilesFrom, Json, Model, Quiet, SweepCamera, SweepCameraShaped
from memesweep.cli.terminal.console import Console

if TYPE_CHECKING:
    from memesweep.report.envelope import Envelope
    from memesweep.workspace import ScanOptions


def check(
    images: Annotated[
        list[str] | None, typer.Argument(metavar="IMAGE...", help="Pictures; - reads one from stdin.")
    ] = None,
    *,
    files_from: FilesFrom = None,
    json: Json = False,
    quiet: Quiet = False,
    sweep_camera: SweepCamera = False,
    sweep_camera_shaped: SweepCameraShaped = False,
    model: Model = None,
) -> None:
    """Score single pictures and say what would become of them."""
    from memesweep.workspace import ScanOptions

    options = ScanOptions(model=model, sweep_camera=sweep_camera, sweep_camera_shaped=sweep_camera_shaped)
    envelope = _check_all(_named(images or [], files_from), options)
    console = Console(quiet=quiet)
    if json:
        console.data(envelope.to_json())
    elif envelope.images:
        _render(envelope, console)
    for trouble in envelope.errors if not json else ():
        console.error(f"{trouble['path']}: {trouble['message']}")
    raise typer.Exit(ExitCode.PARTIAL if envelope.errors else ExitCode.DONE)


def _named(images: list[str], files_from: str | None) -> list[str]:
    if files_from is None and not images:
        raise CommandError("Name the pictures, or a list of them with --files-from.")
    if files_from == STDIN and STDIN in images:
        raise CommandError("- and --files-from - cannot be used together: both read stdin.")
    return [*images, *map(str, read_file_list(files_from) or ())]


def _check_all(images: list[str], options: ScanOptions) -> Envelope:
    from memesweep.cli.words.reasons import REASONS
    from memesweep.report.envelope import Envelope
    from memesweep.report.images import describe_picture
    from memesweep.workspace import Workspace

    envelope = Envelope("check")
    with Workspace().open_checker(options) as check_picture:
        for image in images:
            try:
                data = _read(image)
            except OSError as error:
                envelope.fail(image, error.strerror or str(error))
                continue
            checked = check_picture(data)
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

    table = Table(box=None, pad_edge=False)
    table.add_column("score", justify="right", no_wrap=True)
    table.add_column("verdict", no_wrap=True)
    table.add_column("reason", no_wrap=True)
    table.add_column("picture", overflow="fold")
    for image in envelope.images:
        score = "" if image["score"] is None else f"{image['score']:.3f}"
        table.add_row(score, image["verdict"], image["reason"], Text(printable(image["path"])))
    console.render(table)
