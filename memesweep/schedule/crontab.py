r"""Lines of a crontab.

What a line holds is read twice: cron takes `%` for a line break and `\%` for a percent sign, and hands the
rest to `sh`. Some crons (Vixie's, Debian's) also make one backslash of two, others do not; so no backslash is
ever followed by another, or by a percent sign of the word's own.
"""

from __future__ import annotations

import itertools
import re
import shlex
from typing import TYPE_CHECKING, Final

from memesweep.schedule.words import UnschedulableError, refuse_line_breaks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from memesweep.schedule.run import ScheduledRun

LONGEST_COMMAND: Final = 990
"""Bytes: Vixie's cron reads 1,000 and cuts the rest off."""

_TROUBLED_BACKSLASH: Final = re.compile(r"\\(?=[\\%])")
_LINE: Final = re.compile(r"[^\n]*\n|[^\n]+")
"""`str.splitlines` knows more line breaks than cron does."""


def quote(word: str) -> str:
    """Write a word so that cron and `sh` read exactly it.

    Raises:
        UnschedulableError: it holds a line break.

    """
    refuse_line_breaks(word)
    # Inside of single quotes, which shlex puts around every backslash, '' parts two characters and adds none.
    return _TROUBLED_BACKSLASH.sub(r"\\''", shlex.quote(word)).replace("%", r"\%")


def crontab_command(run: ScheduledRun) -> str:
    """Return the command of a crontab line.

    Raises:
        UnschedulableError: a word cannot be written, or the line is longer than cron reads.

    """
    settings = [f"{name}={value}" for name, value in run.environment]
    words = ["env", *settings, *run.command] if settings else run.command
    command = " ".join(quote(word) for word in words)
    if len(command.encode("utf-8", "surrogateescape")) > LONGEST_COMMAND:
        raise UnschedulableError(command, f"is longer than the {LONGEST_COMMAND} bytes that cron reads")
    return command


def crontab_line(run: ScheduledRun) -> str:
    """Return the line for a user's own crontab, without its line break.

    Raises:
        UnschedulableError: a word cannot be written, or the line is longer than cron reads.

    """
    return f"{run.timing.crontab_fields} {crontab_command(run)}"


def _mark(name: str) -> str:
    return f"# {name}: the line below belongs to `memesweep schedule`"


def with_run(crontab: str, run: ScheduledRun) -> str:
    """Return a crontab with a run added, or put in place of the same gallery's earlier one.

    Raises:
        UnschedulableError: the run cannot be written.

    """
    line = crontab_line(run)
    kept = without_run(crontab, run.name)
    end = "" if not kept or kept.endswith("\n") else "\n"
    return f"{kept}{end}{_mark(run.name)}\n{line}\n"


def without_run(crontab: str, name: str) -> str:
    """Return a crontab without a run; everything else stays to the letter."""
    return "".join(_others(_LINE.findall(crontab), _mark(name)))


def find_line(crontab: str, name: str) -> str | None:
    """Return the line of a run, or None where the crontab has none."""
    mark = _mark(name)
    pairs = itertools.pairwise(crontab.split("\n"))
    return next((line for before, line in pairs if before == mark), None)


def _others(lines: Iterable[str], mark: str) -> Iterable[str]:
    belongs = False
    for line in lines:
        if belongs:
            belongs = False
        elif line.removesuffix("\n") == mark:
            belongs = True
        else:
            yield line
