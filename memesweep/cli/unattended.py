"""What a run leaves behind that nobody watches: a record, a log, and word to those who asked for it."""

from __future__ import annotations

import os
import time
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

import typer

from memesweep.cli.exits import CommandError, ExitCode, exit_code_of
from memesweep.cli.terminal.names import counted, human_size, printable
from memesweep.errors import MemesweepError, RefusedError
from memesweep.workspace import RunRecord

if TYPE_CHECKING:
    from collections.abc import Iterator

    from memesweep.cli.terminal.console import Console
    from memesweep.schedule.notify import Notifier
    from memesweep.schedule.ping import Monitor
    from memesweep.workspace import CleanResult, Workspace

_STATUS = {ExitCode.DONE: "success", ExitCode.PARTIAL: "partial", ExitCode.REFUSED: "refused"}
"""Of a record; every other ending is an error."""

_PREVIEW_SIDE: Final = 160
_MOST_SHOWN: Final = 48
"""On a notification's sheet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listeners:
    """Who wants to hear how an unattended run went, beside the record."""

    log_file: Path | None = None
    monitor: Monitor | None = None
    notifier: Notifier | None = None


def named_listeners(*, log_file: Path | None, ping: str | None, notify: str | None) -> Listeners:
    """Take listeners as options name them, before anything is done that they should hear of.

    Raises:
        CommandError: an address is none, or what it takes is not installed.

    """
    monitor = notifier = None
    if ping is not None:
        from memesweep.schedule.ping import Monitor

        try:
            monitor = Monitor(ping)
        except ValueError as error:
            raise CommandError(f"--ping: '{ping}' is not a valid address: use https://...") from error
    if notify is not None:
        from memesweep.schedule.notify import Notifier, NotifyError

        notifier = Notifier(notify)
        try:
            notifier.check()
        except NotifyError as error:
            raise CommandError(f"--notify: {error}.", ExitCode.ENVIRONMENT) from error
    return Listeners(log_file=log_file, monitor=monitor, notifier=notifier)


@dataclass(slots=True, kw_only=True)
class UnattendedRun:
    """One run under way; the command puts in what it knows."""

    gallery: Path
    """As named, until the workspace has resolved it."""
    started_at: float = field(default_factory=time.time)
    result: CleanResult | None = None


@contextmanager
def unattended_run(
    gallery: Path, workspace: Workspace, listeners: Listeners, console: Console
) -> Iterator[UnattendedRun]:
    """Report a run, however it ends; what it raises goes on to whoever called.

    A listener that cannot be told is an error on stderr, which cron mails, and changes no exit code: the
    pictures are where the journal says.
    """
    # As the workspace resolves it, so that a gallery has one record, be its disk mounted or not.
    run = UnattendedRun(gallery=Path(os.path.realpath(gallery)))
    _tell_monitor(listeners, console, None)
    try:
        yield run
    except typer.Exit as ended:
        _report(run, ExitCode(ended.exit_code), _summary(run), (), workspace, listeners, console)
        raise
    except CommandError as error:
        _report(run, error.code, str(error), (), workspace, listeners, console)
        raise
    except MemesweepError as error:
        from memesweep.cli.words.errors import sentence_of

        objections = error.objections if isinstance(error, RefusedError) else ()
        refused_by = tuple(str(objection.code) for objection in objections) or (str(error.code),)
        _report(run, exit_code_of(error), sentence_of(error), refused_by, workspace, listeners, console)
        raise
    except BaseException as error:
        interrupted = not isinstance(error, Exception)
        code = ExitCode.INTERRUPTED if interrupted else ExitCode.FAULT
        _report(run, code, str(error) or type(error).__name__, (), workspace, listeners, console)
        raise


def _report(
    run: UnattendedRun,
    code: ExitCode,
    message: str,
    refused_by: tuple[str, ...],
    workspace: Workspace,
    listeners: Listeners,
    console: Console,
) -> None:
    record = _record(run, code, message, refused_by)
    try:
        # A name mistyped once is no gallery, and no monitor is to ask for it ever after.
        if record.pictures is not None or run.gallery.is_dir() or record.gallery in workspace.runs():
            workspace.record_run(record)
    except OSError as error:
        # Where the run itself ended in an error, that names the disk or the folder: one sentence is enough.
        if record.is_good:
            state = workspace.home.state_folder
            console.error(f'the record of this run in "{state}" cannot be written ({error.strerror}).')
    if listeners.log_file is not None:
        _log(listeners.log_file, run, record, console)
    _tell_monitor(listeners, console, record)
    if listeners.notifier is not None and (record.moved or not record.is_good):
        _notify(listeners.notifier, run, record, console)


def _record(run: UnattendedRun, code: ExitCode, message: str, refused_by: tuple[str, ...]) -> RunRecord:
    result = run.result
    proposal = None if result is None else result.proposal
    sweep = None if result is None or result.record is None else result.record.header
    return RunRecord(
        gallery=str(run.gallery if proposal is None else proposal.root),
        started_at=run.started_at,
        finished_at=time.time(),
        exit_code=code,
        status=_STATUS.get(code, "error"),
        refused_by=refused_by,
        message=message,
        pictures=None if proposal is None else proposal.counts.pictures,
        verdicts={} if proposal is None else {str(key): n for key, n in proposal.counts.verdicts.items()},
        moved=0 if result is None else len(result.moved),
        moved_bytes=0 if result is None else sum(move.size for move in result.moved),
        sweep=None if sweep is None else sweep.id,
        destination="" if proposal is None else str(proposal.destination.holding or "trash"),
        model="" if sweep is None else sweep.scorer,
    )


def _summary(run: UnattendedRun) -> str:
    result = run.result
    if result is None or result.record is None or not result.moved:
        return "Nothing to sweep."
    size = human_size(sum(move.size for move in result.moved))
    sentences = [
        f"Moved {counted(len(result.moved), 'picture')} ({size}) out of {result.proposal.root}.",
        f"To restore them: memesweep undo {result.record.header.id}",
    ]
    if result.troubles:
        sentences.insert(1, f"{counted(len(result.troubles), 'file')} could not be read or moved.")
    return " ".join(sentences)


def _log(file: Path, run: UnattendedRun, record: RunRecord, console: Console) -> None:
    """Append to a log that rotates: one line a moved file, and one for the run."""
    import logging
    from logging.handlers import RotatingFileHandler

    class Log(RotatingFileHandler):
        def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - its name there
            """Let the error out; the library would print a traceback, which cron mails."""
            del record
            raise  # noqa: PLE0704 - it is called where an error is being handled

    lines = (*_lines(run), f"{record.status} {printable(record.message)}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        log = Log(file, maxBytes=1_000_000, backupCount=5, encoding="utf-8", errors="backslashreplace")
        log.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
        with closing(log):
            for line in lines:
                log.emit(logging.LogRecord("memesweep", logging.INFO, "", 0, line, None, None))
    except OSError as error:
        console.error(f'the log "{file}" cannot be written ({error.strerror}).')


def _lines(run: UnattendedRun) -> Iterator[str]:
    if run.result is None or run.result.record is None:
        return
    header = run.result.record.header
    for move in run.result.moved:
        source = printable(str(header.root / move.relative))
        target = "" if move.destination is None else printable(move.destination)
        yield f'moved "{source}" to "{target}" score {move.score:.3f} sweep {header.id}'


def _tell_monitor(listeners: Listeners, console: Console, record: RunRecord | None) -> None:
    """Say that a run has begun, where there is no record yet, or how it ended."""
    if listeners.monitor is None:
        return
    from memesweep.schedule.ping import PingError

    try:
        if record is None:
            listeners.monitor.started()
        else:
            listeners.monitor.ended(record.exit_code, record.message)
    except PingError as error:
        console.error(f"{error}.")


def _notify(notifier: Notifier, run: UnattendedRun, record: RunRecord, console: Console) -> None:
    import tempfile

    from memesweep.schedule.notify import NotifyError

    title = f"memesweep: {counted(record.moved, 'picture')} moved" if record.is_good else "memesweep"
    with tempfile.TemporaryDirectory(prefix="memesweep-") as folder:
        try:
            notifier.send(title, printable(record.message), _sheet(run, Path(folder)))
        except NotifyError as error:
            console.error(f"{error}.")


def _sheet(run: UnattendedRun, folder: Path) -> Path | None:
    """Draw what went, as far as it can be opened where it lies now; None where nothing can."""
    if run.result is None or run.result.record is None:
        return None
    import io
    from itertools import islice

    from PIL import Image

    from memesweep.evaluation.contact import contact_sheet
    from memesweep.workspace import swept_previews

    shown = list(islice(swept_previews(run.result.record, _PREVIEW_SIDE), _MOST_SHOWN))
    if not shown:
        return None
    target = folder / "swept.png"
    tiles = (
        (Image.open(io.BytesIO(webp)).convert("RGB"), f"{move.score:.3f} {Path(move.relative).name}")
        for move, webp in shown
    )
    contact_sheet(tiles, len(shown), target)
    return target
