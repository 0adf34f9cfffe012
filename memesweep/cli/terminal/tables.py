"""Tables for people."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from memesweep.cli.terminal.layout import Columns
from memesweep.cli.terminal.names import counted, human_size, printable
from memesweep.cli.words.reasons import REASONS, SKIPPED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from memesweep.workspace import ScanCounts, SkipReason

_LEAST: Final = 20
"""Columns of a path, however narrow a terminal is."""
_BESIDE_PICTURE: Final = 20
"""Columns of score, size and the gaps between."""
ROWS: Final = 20
"""Rows of a table before it says how many more there are."""


def room_beside(taken: int) -> int | None:
    """Return the columns that are left in a terminal; None for a pipe, where nothing is shortened."""
    if not sys.stdout.isatty():
        return None
    return max(_LEAST, shutil.get_terminal_size().columns - taken)


def shown_path(path: Path | str, room: int | None) -> str:
    """Return a path for a table: in a terminal with ~ for the home, and shortened in the middle.

    Args:
        path: absolute, or relative to a gallery that is named above the table.
        room: columns that it may take; None for all of it.

    """
    text = printable(str(path))
    if room is None:
        return text
    home = os.path.expanduser("~")  # noqa: PTH111 - no error where there is none
    if text.startswith(f"{home}/"):
        text = f"~{text.removeprefix(home)}"
    if len(text) <= room:
        return text
    # The end of a path tells more than its beginning.
    head = (room - 1) // 3
    return f"{text[:head]}…{text[len(text) - (room - 1 - head) :]}"


@dataclass(frozen=True, slots=True)
class PictureRow:
    """One picture of a table."""

    score: float | None
    size: int
    """Bytes."""
    relative: str


def pictures_table(
    pictures: Iterable[PictureRow], *, rows: int | None = None, least_sure_first: bool = False
) -> Columns:
    """Show pictures with score and size.

    Args:
        pictures: all of them.
        rows: how many to show; None for all.
        least_sure_first: lowest scores first, else highest.

    """
    table = Columns(("score", "size", "picture"), folds=True)
    sign = 1 if least_sure_first else -1
    ordered = sorted(pictures, key=lambda row: (sign * (row.score or 0.0), row.relative))
    room = room_beside(_BESIDE_PICTURE)
    for row in ordered[:rows]:
        score = "" if row.score is None else f"{row.score:.3f}"
        table.rows.append((score, human_size(row.size), shown_path(row.relative, room)))
    if rows is not None and len(ordered) > rows:
        table.more = f"and {len(ordered) - rows} more"
    return table


def counts_table(counts: ScanCounts, left_out: Mapping[SkipReason, int]) -> Columns:
    """Show what was kept and what was skipped, each by reason.

    Args:
        counts: of the scan.
        left_out: pictures, by their names, in folders that were skipped.

    """
    table = Columns(("count", "why"))
    for reason, count in sorted(counts.reasons.items(), key=lambda item: -item[1]):
        words = REASONS.get(reason)
        if words:
            table.rows.append((str(count), words))
    for skipped, count in sorted(counts.skipped.items(), key=lambda item: -item[1]):
        inside = left_out.get(skipped)
        held = "" if inside is None else f", with {counted(inside, 'picture')}"
        table.rows.append((str(count), f"skipped: {SKIPPED[skipped]}{held}"))
    return table


def closing_line(counts: ScanCounts) -> str:
    """Sum a scan up in one sentence."""
    files = counts.scored_now + counts.scored_before
    seen = f"{counted(counts.pictures, 'picture')} among {counted(files, 'file')}"
    return f"{seen}; looked at now: {counts.scored_now}, known from before: {counts.scored_before}."
