"""The machine's schedulers, asked through their own programs: put a run there, find it, take it away."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from memesweep.schedule import crontab, systemd
from memesweep.schedule.launchd import property_list
from memesweep.schedule.timing import Timing, timing_of_crontab_line, timing_of_timer

if TYPE_CHECKING:
    from memesweep.schedule.run import ScheduledRun

_PATIENCE_S: Final = 60


class SchedulerError(Exception):
    """A scheduler is not there, or refused. The text is the end of a sentence that names it."""


class SchedulerKind(StrEnum):
    """Who starts the run."""

    CRON = "cron"
    SYSTEMD = "systemd"
    """The user's own systemd: while the user is logged in, or always after `loginctl enable-linger`."""
    SYSTEMD_SYSTEM = "systemd-system"
    LAUNCHD = "launchd"


@dataclass(frozen=True, slots=True, kw_only=True)
class Installed:
    """A run that a scheduler has."""

    where: str
    """The crontab's line or the unit's file, for people."""
    timing: Timing | None
    """None where somebody has changed it to another than we write."""


class Scheduler(Protocol):
    """One of the machine's schedulers."""

    def text(self, run: ScheduledRun) -> str:
        """Return what would be installed, to read and to copy."""
        ...

    def install(self, run: ScheduledRun) -> None:
        """Install a run, in place of the same gallery's earlier one."""
        ...

    def remove(self, name: str) -> bool:
        """Take a run away; False where there was none."""
        ...

    def find(self, name: str) -> Installed | None:
        """Return a run that is installed."""
        ...


def scheduler(kind: SchedulerKind) -> Scheduler:
    """Return a scheduler of this machine."""
    match kind:
        case SchedulerKind.CRON:
            return Cron()
        case SchedulerKind.SYSTEMD:
            return Systemd(_user_units(), ("systemctl", "--user"))
        case SchedulerKind.SYSTEMD_SYSTEM:
            return Systemd(Path("/etc/systemd/system"), ("systemctl",))
        case SchedulerKind.LAUNCHD:
            return Launchd()


class Cron:
    """The user's own crontab."""

    def text(self, run: ScheduledRun) -> str:
        """Return the line."""
        return crontab.crontab_line(run) + "\n"

    def install(self, run: ScheduledRun) -> None:
        """Add the line.

        Raises:
            SchedulerError: there is no cron, or it refuses.

        """
        _write_crontab(crontab.with_run(_read_crontab(), run))

    def remove(self, name: str) -> bool:
        """Take the line out.

        Raises:
            SchedulerError: there is no cron, or it refuses.

        """
        before = _read_crontab()
        after = crontab.without_run(before, name)
        if after != before:
            _write_crontab(after)
        return after != before

    def find(self, name: str) -> Installed | None:
        """Return the line.

        Raises:
            SchedulerError: there is no cron, or it refuses.

        """
        line = crontab.find_line(_read_crontab(), name)
        return None if line is None else Installed(where=line, timing=timing_of_crontab_line(line))


class Systemd:
    """Units in a folder, and the systemd that reads them."""

    def __init__(self, folder: Path, systemctl: tuple[str, ...]) -> None:
        """`folder` is where the units go, `systemctl` the words that reach their systemd."""
        self._folder = folder
        self._systemctl = systemctl

    def text(self, run: ScheduledRun) -> str:
        """Return both units, each after its file's name."""
        units = self._units(run)
        return "\n".join(f"# {file}\n{text}" for file, text in units.items())

    def install(self, run: ScheduledRun) -> None:
        """Write the units and start the timer; where that fails, nothing stays behind.

        Raises:
            SchedulerError: systemd is not running, or refuses.

        """
        units = self._units(run)
        before = {file: _read_if_there(file) for file in units}
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            for file, text in units.items():
                file.write_bytes(os.fsencode(text))
            self._ask("daemon-reload")
            self._ask("enable", "--now", f"{run.name}.timer")
        except BaseException as error:
            for file, content in before.items():
                _put_back(file, content)
            if isinstance(error, OSError):
                raise SchedulerError(f"{error.filename} cannot be written ({error.strerror})") from error
            raise

    def remove(self, name: str) -> bool:
        """Stop the timer and remove the units.

        Raises:
            SchedulerError: a unit cannot be removed, or systemd is not running.

        """
        files = [file for file in self._files(name) if file.exists()]
        if not files:
            return False
        self._ask("disable", "--now", f"{name}.timer")
        try:
            for file in files:
                file.unlink()
        except OSError as error:
            raise SchedulerError(f"{error.filename} cannot be removed ({error.strerror})") from error
        self._ask("daemon-reload")
        return True

    def find(self, name: str) -> Installed | None:
        """Return the timer."""
        timer = self._files(name)[1]
        content = _read_if_there(timer)
        if content is None:
            return None
        return Installed(where=str(timer), timing=timing_of_timer(content.decode("utf-8", "replace")))

    def _files(self, name: str) -> tuple[Path, Path]:
        return self._folder / f"{name}.service", self._folder / f"{name}.timer"

    def _units(self, run: ScheduledRun) -> dict[Path, str]:
        service, timer = self._files(run.name)
        return {service: systemd.service_unit(run), timer: systemd.timer_unit(run)}

    def _ask(self, *words: str) -> None:
        _ask([*self._systemctl, *words])


class Launchd:
    """macOS: the list is printed, to be put where its owner wants it."""

    _WHY: Final = "is printed only; put the list into ~/Library/LaunchAgents yourself"

    def text(self, run: ScheduledRun) -> str:
        """Return the property list."""
        return property_list(run)

    def install(self, run: ScheduledRun) -> None:
        """Refuse.

        Raises:
            SchedulerError: always.

        """
        del run
        raise SchedulerError(f"launchd {self._WHY}")

    def remove(self, name: str) -> bool:
        """Refuse.

        Raises:
            SchedulerError: always.

        """
        raise SchedulerError(f"launchd {self._WHY}, and take {name}.plist away there")

    def find(self, name: str) -> Installed | None:
        """Find nothing: nothing is ever installed."""
        del name
        return None


def _user_units() -> Path:
    base = os.environ.get("XDG_CONFIG_HOME")
    return (Path(base) if base else Path.home() / ".config") / "systemd/user"


def _read_crontab() -> str:
    ended = _run(["crontab", "-l"])
    if ended.returncode and b"no crontab for" not in ended.stderr:
        raise SchedulerError(f"crontab refuses: {_last_line(ended.stderr)}")
    return "" if ended.returncode else ended.stdout.decode("utf-8", "surrogateescape")


def _write_crontab(text: str) -> None:
    _ask(["crontab", "-"], stdin=text.encode("utf-8", "surrogateescape"))


def _ask(command: list[str], stdin: bytes = b"") -> None:
    ended = _run(command, stdin)
    if ended.returncode:
        raise SchedulerError(f"{command[0]} refuses: {_last_line(ended.stderr)}")


def _run(command: list[str], stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "LC_ALL": "C"}
    try:
        return subprocess.run(  # noqa: S603 - fixed programs and our own unit names
            command, input=stdin, capture_output=True, env=environment, timeout=_PATIENCE_S, check=False
        )
    except FileNotFoundError as error:
        raise SchedulerError(f"{command[0]} is not installed") from error
    except subprocess.TimeoutExpired as error:
        raise SchedulerError(f"{command[0]} does not answer") from error


def _last_line(stderr: bytes) -> str:
    lines = stderr.decode("utf-8", "replace").strip().splitlines()
    return lines[-1] if lines else "no reason given"


def _read_if_there(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise SchedulerError(f"{file} cannot be read ({error.strerror})") from error


def _put_back(file: Path, content: bytes | None) -> None:
    if content is None:
        file.unlink(missing_ok=True)
    else:
        file.write_bytes(content)
