"""Everything that can be configured, once: the option, its environment variable, its key in the file."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from memesweep.cli.exits import CommandError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing to configure."""

    key: str
    type: type | tuple[type, ...]
    """What the configuration file may hold."""
    default: str
    """In words, where no value is set."""

    @property
    def variable(self) -> str:
        """Its environment variable."""
        return f"MEMESWEEP_{self.key.upper()}"


SETTINGS: Final = (
    Setting("gallery", str, "the gallery of the last scan"),
    Setting("move_to", str, "the trash"),
    Setting("max_files", int, "1000 in unattended runs"),
    Setting("max_share", (str, int, float), "50% in unattended runs of more than 50 pictures"),
    Setting("min_age", (int, float), "7 days in unattended runs of clean, else 0"),
    Setting("yes_synced", bool, "no"),
    Setting("yes_incomplete", bool, "no"),
    Setting("log_file", str, "none"),
    Setting("ping", str, "nobody"),
    Setting("notify", str, "nobody"),
    Setting("include_sent", bool, "no"),
    Setting("include_private", bool, "no"),
    Setting("sweep_camera", bool, "no"),
    Setting("sweep_camera_shaped", bool, "no"),
    Setting("workers", int, "the cores this process may use"),
    Setting("nice", int, "0: as other programs"),
    Setting("model", str, "the bundled model"),
)
_BY_KEY: Final = {setting.key: setting for setting in SETTINGS}


def variable(key: str) -> str:
    """Return the environment variable of a setting."""
    return _BY_KEY[key].variable


def read_config(file: Path) -> dict[str, Any]:
    """Read the configuration file; an absent one is empty.

    Raises:
        CommandError: it is not TOML, or has a key or a value that nobody knows.

    """
    import tomllib

    try:
        values = tomllib.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise CommandError(f"The configuration {file} cannot be read: {error}") from error
    for key, value in values.items():
        setting = _BY_KEY.get(key)
        if setting is None:
            raise CommandError(f"{file}: unknown key {key!r}. Known: {', '.join(_BY_KEY)}.")
        if not isinstance(value, setting.type) or (isinstance(value, bool) and setting.type is not bool):
            raise CommandError(f"{file}: {key} cannot be {value!r}.")
        # An empty path would be the current folder, and no path holds a zero byte.
        if isinstance(value, str) and (not value or "\0" in value):
            raise CommandError(f"{file}: {key} cannot be {value!r}.")
    return values


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
            effective.append(Effective(setting, environment[setting.variable], setting.variable))
        elif setting.key in config:
            effective.append(Effective(setting, str(config[setting.key]), str(file)))
        else:
            effective.append(Effective(setting, setting.default, "default"))
    return effective
