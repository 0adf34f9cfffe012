"""`memesweep serve`: answer over HTTP what `check` answers here."""

from __future__ import annotations

import logging
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Annotated

import typer

from memesweep.cli.exits import CommandError, ExitCode
from memesweep.cli.folders import parse_path, read_token
from memesweep.cli.options import Model, Quiet, Workers
from memesweep.cli.terminal.console import Console
from memesweep.cli.terminal.signals import stopping

if TYPE_CHECKING:
    from memesweep.web.service.serve import Service


def serve(
    *,
    host: Annotated[str, typer.Option("--host", help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="0 takes one that is free.")] = 8765,
    token_file: Annotated[
        Path | None,
        typer.Option(
            "--token-file",
            metavar="FILE",
            parser=parse_path,
            help="Clients have to bring what this file holds. Without it, only this machine is listened to.",
        ),
    ] = None,
    workers: Workers = None,
    model: Model = None,
    quiet: Quiet = False,
) -> None:
    """Score pictures for other programs and for browsers, over HTTP. Needs memesweep[web]."""
    console = Console(quiet=quiet)
    token = None if token_file is None else read_token(token_file)
    service = _open(host, port, token, workers, model, console)
    address = f"[{host}]" if ":" in host else host
    console.notice(f"Serving on http://{address}:{service.port}/. Ctrl-C ends it.")
    # What it says of broken bodies holds pieces of them.
    logging.getLogger("python_multipart").disabled = True
    stop = Event()
    with stopping(stop):
        service.run(stop)
    console.notice("Stopped.")


def _open(
    host: str, port: int, token: str | None, workers: int | None, model: str | None, console: Console
) -> Service:
    from memesweep.classifier.cores import usable_cores
    from memesweep.workspace.models import naming_model

    try:
        from memesweep.web.service.serve import Service, is_loopback
    except ImportError as error:
        raise CommandError(
            f"{error.name} is missing. Install memesweep[web].", ExitCode.ENVIRONMENT
        ) from error
    if token is None and not is_loopback(host):
        raise CommandError(
            f"Others can reach {host}. Name a file with a token (--token-file), or listen on 127.0.0.1.",
            ExitCode.REFUSED,
        )
    from memesweep.classifier.classifier import Classifier

    with naming_model(model):
        classifier = Classifier(model)
    try:
        return Service(
            classifier,
            host=host,
            port=port,
            token=token,
            workers=workers or usable_cores(),
            log=console.notice,
            report=lambda error: console.error(f"Internal error: {error!r}"),
        )
    except OSError as error:
        raise CommandError(
            f"Cannot listen on {host} port {port} ({error.strerror}). Name another with --host or --port.",
            ExitCode.ENVIRONMENT,
        ) from error
