"""Tables for people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rich.table import Table
from rich.text import Text

from memesweep.cli.terminal.names import counted, human_size, printable
from memesweep.cli.words.reasons import REASONS, SKIPPED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from memesweep.workspace import ScanCounts

ROWS: Final = 20
"""Rows of a table before it says how many more there are."""


def heading(text: str) -> Text:
    """Return a line above a table; a title of the table's own would wrap at the table's width."""
    return Text(text, style="bold")


@dataclass(frozen=True, slots=True)
class PictureRow:
    """One picture of a table."""

    score: float | None
    size: int
    """Bytes."""
    relative: str


def pictures_table(
    pictures: Iterable[PictureRow], *, rows: int | None = None, least_sure_first: bool = False
) -> Table:
    """Show pictures with score and size.

    Args:
        pictures: all of them.
        rows: how many to show; None for all.
        least_sure_first: lowest scores first, else highest.

    """
    table = Table(box=None, pad_edge=False)
    table.add_column("score", justify="right", no_wrap=True)
    table.add_column("size", justify="right", no_wrap=True)
    table.add_column("picture", overflow="fold")
    sign = 1 if least_sure_first else -1
    ordered = sorted(pictures, key=lambda row: (sign * (row.score or 0.0), row.relative))
    for row in ordered[:rows]:
        score = "" if row.score is None else f"{row.score:.3f}"
        table.add_row(score, human_size(row.size), Text(printable(row.relative)))
    if rows is not None and len(ordered) > rows:
        table.add_row("", "", Text(f"and {len(ordered) - rows} more", style="dim"))
    return table


def counts_table(counts: ScanCounts) -> Table:
    """Show what was kept and what was skipped, each by reason."""
    table = Table(box=None, pad_edge=False)
    table.add_column("count", justify="right", no_wrap=True)
    table.add_column("why")
    for reason, count in sorted(counts.reasons.items(), key=lambda item: -item[1]):
        words = REASONS.get(reason)
        if words:
            table.add_row(str(count), words)
    for skipped, count in sorted(counts.skipped.items(), key=lambda item: -item[1]):
        table.add_row(str(count), f"skipped: {SKIPPED[skipped]}")
    return table


def closing_line(counts: ScanCounts) -> str:
    """Sum a scan up in one sentence."""
    seen = counted(counts.pictures, "picture")
    return f"{seen}; scored now: {counts.scored_now}, known from before: {counts.scored_before}."
