"""Set one key in the configuration file and leave the rest of it as its owner wrote it."""

from __future__ import annotations

import os
import re
import tempfile
from contextlib import suppress
from pathlib import Path

from memesweep.cli.exits import CommandError, ExitCode
from memesweep.cli.settings import read_config


def set_in_config(file: Path, key: str, value: str) -> None:
    """Write `key = value` in place of the line that sets it, or at the end; in one step.

    Every key of ours is a line of its own at the top level, so lines are all that has to be understood.

    Args:
        file: the configuration file; made where it is not there.
        key: a known setting.
        value: as TOML writes it.

    Raises:
        CommandError: the file has a mistake, or cannot be written.

    """
    read_config(file)
    try:
        lines = file.read_text("utf-8").splitlines() if file.exists() else []
        setting = re.compile(rf"""\s*["']?{re.escape(key)}["']?\s*=""")
        found = [number for number, line in enumerate(lines) if setting.match(line)]
        if found:
            lines[found[0]] = f"{key} = {value}"
        else:
            lines.append(f"{key} = {value}")
        _replace(file, "\n".join(lines) + "\n")
    except OSError as error:
        raise CommandError(f'"{file}" cannot be written ({error.strerror}).', ExitCode.ENVIRONMENT) from error


def _replace(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    # Through a symlink, as people keep their settings elsewhere.
    target = file.resolve()
    descriptor, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        Path(name).chmod(target.stat().st_mode & 0o777 if target.exists() else 0o644)
        Path(name).replace(target)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
