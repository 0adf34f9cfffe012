"""Everything that can be configured, once: the option, its environment variable, its key in the file."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import typer

from memesweep.cli.exits import CommandError
from memesweep.cli.folders import parse_folder
from memesweep.cli.values import parse_days, parse_score, parse_share

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing to configure."""

    key: str
    type: type | tuple[type, ...]
    """What the configuration file may hold."""
    default: str
    """In words, where no value is set."""
    form: str
    """The allowed form, as a value in the configuration file."""
    about: str
    """One line, for whoever writes the file."""
    parse: Callable[[Any], object] = lambda value: value
    """Raises `typer.BadParameter` for what a command would refuse."""

    @property
    def variable(self) -> str:
        """Its environment variable."""
        return f"MEMESWEEP_{self.key.upper()}"


def _whole(lowest: int, highest: int) -> Callable[[Any], object]:
    """Return a check of whole numbers."""

    def check(value: object) -> object:
        try:
            number = int(str(value))
        except ValueError as error:
            raise typer.BadParameter(f"{value!r} is not a whole number") from error
        if not lowest <= number <= highest:
            raise typer.BadParameter(f"{value!r} is not between {lowest} and {highest}")
        return number

    return check


_NO_LIMIT: Final = 10**12

SETTINGS: Final = (
    Setting(
        "gallery",
        str,
        "the gallery of the last scan",
        '"/path/to/WhatsApp Images"',
        "The gallery that commands work on where none is named.",
    ),
    Setting("move_to", str, "the trash", '"/path/to/swept-memes"', "Where swept pictures go."),
    Setting(
        "sweep_at",
        (int, float),
        "the model's own",
        "0.995",
        "Sweep from this score on.",
        parse_score,
    ),
    Setting(
        "max_files",
        int,
        "1000 in unattended runs",
        "200",
        "Move nothing if more pictures would be moved.",
        _whole(0, _NO_LIMIT),
    ),
    Setting(
        "max_share",
        (str, int, float),
        "50% in unattended runs of more than 50 pictures",
        '"30%"',
        "Move nothing if a larger share of the gallery would be moved.",
        parse_share,
    ),
    Setting(
        "min_age",
        (str, int, float),
        "7 days in unattended runs of clean, else 0",
        "14",
        "Keep pictures younger than so many days.",
        parse_days,
    ),
    Setting("yes_synced", bool, "no", "true", "Sweep with --yes even in a synchronised folder."),
    Setting("yes_incomplete", bool, "no", "true", "Sweep with --yes even where the gallery looks half gone."),
    Setting(
        "log_file",
        str,
        "none",
        '"/path/to/memesweep.log"',
        "Unattended runs add a line for each moved picture.",
    ),
    Setting("ping", str, "nobody", '"https://hc-ping.com/..."', "Unattended runs tell this monitor."),
    Setting("notify", str, "nobody", '"ntfy://..."', "Unattended runs tell this person."),
    Setting("include_sent", bool, "no", "true", "Look into Sent folders."),
    Setting("include_private", bool, "no", "true", "Look into Private folders."),
    Setting("sweep_camera", bool, "no", "true", "Let pictures with camera metadata be swept."),
    Setting(
        "sweep_camera_shaped", bool, "no", "true", "Let pictures with the shape of a phone's camera be swept."
    ),
    Setting(
        "workers", int, "the cores this process may use", "2", "Threads that decode and score.", _whole(1, 64)
    ),
    Setting(
        "nice", int, "0: as other programs", "10", "Leave the machine to others, 0 to 19.", _whole(0, 19)
    ),
    Setting(
        "model", str, "the bundled model", '"/path/to/bundle"', "Another model: a name, or a bundle's folder."
    ),
)
_BY_KEY: Final = {setting.key: setting for setting in SETTINGS}


def variable(key: str) -> str:
    """Return the environment variable of a setting."""
    return _BY_KEY[key].variable


def read_config(file: Path) -> dict[str, Any]:
    """Read the configuration file; an absent one is empty.

    Raises:
        CommandError: it is not TOML, or has a key that nobody knows or a value that a command would refuse.

    """
    import tomllib

    text = ""
    try:
        text = file.read_text("utf-8")
        values = tomllib.loads(text)
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise CommandError(f"The configuration {file} cannot be read: {error}") from error
    for key, value in values.items():
        setting = _BY_KEY.get(key)
        where = f"{file}, line {_line_of(key, text)}"
        if setting is None:
            raise CommandError(f"{where}: unknown key {key!r}. Known: {', '.join(_BY_KEY)}.")
        trouble = _trouble(setting, value)
        if trouble is not None:
            raise CommandError(f"{where}: {key} cannot be {value!r}{trouble}. Write: {key} = {setting.form}")
    return values


def _trouble(setting: Setting, value: object) -> str | None:
    """Return what is wrong with a value of the configuration file, as the rest of a sentence."""
    if not isinstance(value, setting.type) or (isinstance(value, bool) and setting.type is not bool):
        return ""
    # An empty path would be the current folder, and no path holds a zero byte.
    if isinstance(value, str) and (not value or "\0" in value):
        return ""
    try:
        setting.parse(value)
    except typer.BadParameter as error:
        return f" ({error.message})"
    return None


def _line_of(key: str, text: str) -> int:
    """Return the line that sets a key at the top level of a TOML text."""
    pattern = re.compile(rf"""\s*["']?{re.escape(key)}["']?\s*[=.]""")
    lines = text.splitlines()
    return next((number for number, line in enumerate(lines, 1) if pattern.match(line)), 1)


def commented_file() -> str:
    """Return a configuration file in which every setting is a comment: what it is, and how to write it."""
    parts = [
        "# Settings of memesweep. Take away the # before a line to set it.",
        "# The option of a command wins over its environment variable, that over this file.",
    ]
    parts += [
        f"\n# {setting.about} Without it: {setting.default}.\n#{setting.key} = {setting.form}"
        for setting in SETTINGS
    ]
    return "\n".join(parts) + "\n"


def configured_gallery(file: Path) -> Path | None:
    """Return the gallery that the environment or the configuration file names, or None.

    Raises:
        CommandError: the file has a mistake.

    """
    value = os.environ.get(variable("gallery")) or read_config(file).get("gallery")
    return None if value is None else parse_folder(value)


@dataclass(frozen=True, slots=True)
class Effective:
    """A setting's value and where it comes from."""

    setting: Setting
    value: str
    source: str


def effective_settings(file: Path, environment: Mapping[str, str] = os.environ) -> list[Effective]:
    """Return every setting as a command without options would see it."""
    config = read_config(file)
    effective = []
    for setting in SETTINGS:
        if environment.get(setting.variable):
            try:
                setting.parse(environment[setting.variable])
            except typer.BadParameter as error:
                raise CommandError(f"{setting.variable}: {error.message}.") from error
            effective.append(Effective(setting, environment[setting.variable], setting.variable))
        elif setting.key in config:
            effective.append(Effective(setting, str(config[setting.key]), str(file)))
        else:
            effective.append(Effective(setting, setting.default, "default"))
    return effective
