"""Lists of files that other programs have made: `find -print0`, rmlint, czkawka, one's own."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

from memesweep.cli.exits import CommandError, ExitCode

STDIN: Final = "-"


def read_file_list(source: str | None) -> tuple[Path, ...] | None:
    """Read the files that `--files-from` names; None where it was not given.

    A list with a zero byte anywhere has one after each name; any other has one name a line. Empty names are
    no files: they part the groups in the lists of programs that look for copies.

    Raises:
        CommandError: the list cannot be read.

    """
    if source is None:
        return None
    try:
        content = sys.stdin.buffer.read() if source == STDIN else Path(source).read_bytes()
    except OSError as error:
        raise CommandError(
            f'--files-from: "{source}" cannot be read ({error.strerror}).', ExitCode.ENVIRONMENT
        ) from error
    names = content.split(b"\0" if b"\0" in content else b"\n")
    return tuple(Path(os.fsdecode(name)) for name in names if name)
