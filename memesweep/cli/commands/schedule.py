"""`memesweep schedule`: let a timer clean a gallery."""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from memesweep.cli.exits import CommandError, ExitCode
from memesweep.cli.folders import parse_folder
from memesweep.cli.options import Quiet
from memesweep.cli.terminal.console import Console
from memesweep.schedule.scheduler import SchedulerKind

if TYPE_CHECKING:
    from memesweep.schedule.run import ScheduledRun
    from memesweep.schedule.scheduler import Scheduler
    from memesweep.schedule.timing import Timing

_UNSCHEDULED: Final = frozenset({"dry_run", "yes", "trash", "interactive", "also", "json", "files_from"})
"""Options of `clean` that need a person, or that the scheduled command has anyway."""


def schedule(
    context: typer.Context,
    gallery: Annotated[Path, typer.Argument(metavar="DIR", parser=parse_folder, help="The gallery.")],
    *,
    daily: Annotated[bool, typer.Option("--daily", help="Every day.")] = False,
    weekly: Annotated[bool, typer.Option("--weekly", help="Every Sunday; the default.")] = False,
    at: Annotated[
        str, typer.Option("--at", metavar="HH:MM", help="The time of day, in this machine's time zone.")
    ] = "03:30",
    using: Annotated[
        SchedulerKind,
        typer.Option(
            "--using",
            metavar="|".join(SchedulerKind),
            help="Who starts it: cron, your systemd, the machine's systemd, or launchd (untested).",
        ),
    ] = SchedulerKind.LAUNCHD if sys.platform == "darwin" else SchedulerKind.CRON,
    install: Annotated[bool, typer.Option("--install", help="Install it; else it is only printed.")] = False,
    remove: Annotated[bool, typer.Option("--remove", help="Take the gallery's scheduled run away.")] = False,
    status: Annotated[
        bool, typer.Option("--status", help="Show the scheduled run, when it comes next, and the last one.")
    ] = False,
    quiet: Quiet = False,
) -> None:
    """Print or install a timer that cleans a gallery; options of `clean` may be given as well.

    It first shows what the first run would do, and moves nothing.
    """
    from memesweep.schedule.run import run_name
    from memesweep.schedule.scheduler import SchedulerError, scheduler
    from memesweep.schedule.words import UnschedulableError

    console = Console(quiet=quiet)
    chosen = scheduler(using)
    try:
        root = _resolved(gallery)
        if daily and weekly:
            raise CommandError("--daily and --weekly cannot be used together.")
        if sum((install, remove, status)) > 1:
            raise CommandError("--install, --remove and --status cannot be used together.")
        if remove:
            raise typer.Exit(_remove(chosen, run_name(root), root, console))
        if status:
            raise typer.Exit(_show_status(chosen, run_name(root), root, console))
        run = _scheduled_run(context, root, _timing(at, daily=daily))
        text = chosen.text(run)
        _show_first_run(run, console)
        if install:
            run.state.mkdir(parents=True, exist_ok=True)
            run.holding.mkdir(parents=True, exist_ok=True)
            if run.log_folder is not None:
                run.log_folder.mkdir(parents=True, exist_ok=True)
            chosen.install(run)
            console.notice(f'Installed: "{root}" is cleaned {run.timing}. Look at it with --status.')
        else:
            console.data(text.rstrip("\n"))
            if using is not SchedulerKind.LAUNCHD:
                console.notice("Nothing is installed yet: add --install.")
    except (SchedulerError, UnschedulableError) as error:
        raise CommandError(f"{using} cannot be used: {error}.", ExitCode.ENVIRONMENT) from error
    except OSError as error:
        raise CommandError(
            f'"{error.filename}" cannot be used ({error.strerror}).', ExitCode.ENVIRONMENT
        ) from error


def _resolved(path: Path) -> Path:
    """Follow symlinks as the workspace does.

    Raises:
        CommandError: they lead in a circle.

    """
    try:
        return path.resolve()
    except RuntimeError as error:  # so says Python before 3.13
        raise CommandError(f'"{path}" is a symlink that leads in a circle.') from error


def _timing(at: str, *, daily: bool) -> Timing:
    from memesweep.schedule.timing import Frequency, Timing, parse_time

    try:
        hour, minute = parse_time(at)
    except ValueError as error:
        raise CommandError(f"'{at}' is not a valid time: use 03:30.") from error
    frequency = Frequency.DAILY if daily else Frequency.WEEKLY
    return Timing(frequency=frequency, hour=hour, minute=minute)


def _scheduled_run(context: typer.Context, root: Path, timing: Timing) -> ScheduledRun:
    from memesweep.home import find_home
    from memesweep.schedule.command import carried_environment, program
    from memesweep.schedule.run import ScheduledRun

    options = _clean_options(context, root)
    if options.holding is None:
        raise CommandError(
            "a scheduled run needs a holding folder, since nobody is there to look into the trash: "
            "add --move-to FOLDER."
        )
    words = (*program(), "clean", "--yes", "--quiet", *options.words, "--", str(root))
    return ScheduledRun(
        gallery=root,
        holding=options.holding,
        state=find_home().state_folder,
        command=words,
        environment=carried_environment(),
        timing=timing,
        log_folder=options.log_folder,
        uses_network=options.uses_network,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _CleanOptions:
    """What the command line says beside the schedule's own options."""

    words: tuple[str, ...]
    holding: Path | None
    log_folder: Path | None
    uses_network: bool


def _clean_options(context: typer.Context, root: Path) -> _CleanOptions:
    """Let `clean` read what is its own, and write it down so that it means the same from anywhere.

    Raises:
        click.UsageError: `clean` has no such option, or not that value.

    """
    from memesweep.cli.settings import read_config
    from memesweep.home import find_home

    group: Any = context.find_root().command
    command: Any = group.commands["clean"]
    defaults = read_config(find_home().config_file)
    parsed = command.make_context(
        "clean", [*context.args, "--", str(root)], parent=context.parent, default_map=defaults
    )
    words = []
    for parameter in command.params:
        source = parsed.get_parameter_source(parameter.name or "")
        if parameter.param_type_name != "option" or source is None:
            continue
        if source.name not in {"COMMANDLINE", "ENVIRONMENT"}:
            continue  # the default, or of the configuration file, which the run reads for itself
        if parameter.name in _UNSCHEDULED:
            raise CommandError(f"{parameter.opts[0]} cannot be scheduled.")
        words += _words(parameter, parsed.params[str(parameter.name)])
    holding, log = parsed.params["move_to"], parsed.params["log_file"]
    return _CleanOptions(
        words=tuple(word for word in words if word != "--quiet"),
        holding=None if holding is None else _resolved(Path(holding)),
        log_folder=None if log is None else _resolved(Path(log)).parent,
        uses_network=bool(parsed.params["ping"] or parsed.params["notify"]),
    )


def _words(parameter: Any, value: Any) -> list[str]:
    flag = parameter.opts[0]
    if isinstance(value, bool):
        return [flag] if value else []
    if isinstance(value, list | tuple):
        return [word for single in value for word in _words(parameter, single)]
    if isinstance(value, Path):
        return [f"{flag}={_resolved(value)}"]
    if parameter.name == "max_share":
        return [f"{flag}={value * 100:g}%"]
    return [f"{flag}={value:g}" if isinstance(value, float) else f"{flag}={value}"]


def _show_first_run(run: ScheduledRun, console: Console) -> None:
    """Run the very command that is scheduled, without a terminal, and with nothing moved."""
    words = [word for word in run.command if word != "--quiet"]
    words.insert(words.index("--"), "--dry-run")
    ended = subprocess.run(  # noqa: S603 - our own program and the user's own words
        words,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        text=True,
        errors="backslashreplace",
    )
    if not console.quiet:
        sys.stderr.write(ended.stdout)
    if ended.returncode not in {ExitCode.DONE, ExitCode.PARTIAL} or not console.quiet:
        # What a dry run says of its own repetition would be wrong here.
        sys.stderr.write("".join(line for line in ended.stderr.splitlines(True) if "--dry-run" not in line))
    if ended.returncode not in {ExitCode.DONE, ExitCode.PARTIAL}:
        raise CommandError(
            "the first run would fail as said above; nothing is scheduled.", ExitCode(ended.returncode)
        )


def _remove(chosen: Scheduler, name: str, root: Path, console: Console) -> ExitCode:
    if not chosen.remove(name):
        raise CommandError(f'no run is scheduled for "{root}".')
    console.notice(f'Removed: "{root}" is no longer cleaned by a timer. Nothing else was changed.')
    return ExitCode.DONE


def _show_status(chosen: Scheduler, name: str, root: Path, console: Console) -> ExitCode:
    from memesweep.workspace import GalleryRuns, Workspace

    installed = chosen.find(name)
    if installed is None:
        raise CommandError(f'no run is scheduled for "{root}".')
    console.data(f"scheduled  {installed.where}")
    if installed.timing is None:
        console.data("next run   unknown: somebody has changed the time")
    else:
        following = installed.timing.next_after(datetime.now())  # noqa: DTZ005 - timers go by local time
        console.data(f"next run   {following:%Y-%m-%d %H:%M} ({installed.timing})")
    last = Workspace().runs().get(str(root), GalleryRuns()).last
    if last is None:
        console.data("last run   none yet")
    else:
        when = time.strftime("%Y-%m-%d %H:%M", time.localtime(last.finished_at))
        console.data(f"last run   {when}: {last.message}")
    return ExitCode.DONE
