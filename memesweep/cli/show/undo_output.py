"""What `undo` shows at its end."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from memesweep.cli.terminal.names import counted, printable
from memesweep.cli.words.errors import sentence_of
from memesweep.cli.words.reasons import words_of
from memesweep.report.documents import undo_document
from memesweep.workspace import Initiator, MoveState

if TYPE_CHECKING:
    from memesweep.cli.terminal.console import Console
    from memesweep.workspace import SweepRecord, UndoResult


def describe_sweep(record: SweepRecord) -> str:
    """Say of a sweep when and by whom it was, how much is away, and where it went: local time, as in ids."""
    header = record.header
    when = time.strftime("%Y-%m-%d %H:%M", time.localtime(header.started_at))
    by = "unattended" if header.initiator is Initiator.TIMER else "by hand"
    away = counted(record.count(MoveState.MOVED), "picture")
    where = "the trash" if header.holding is None else printable(str(header.holding))
    return f"{when}, {by}, {away} in {where}"


def show_nothing_to_restore(result: UndoResult | None, console: Console) -> None:
    """Say that everything is back already, and what of it is on the keep-list now."""
    console.notice("Nothing to restore.")
    if result is not None and result.kept:
        kept = counted(result.kept, "picture")
        console.notice(f"On the keep-list now: {kept} of sweep {result.record.header.id}, back already.")


def show_restored(result: UndoResult, console: Console, *, keep: bool, as_json: bool) -> None:
    """Say what is back, what is not, and what could not be written down."""
    if as_json:
        console.data(undo_document(result, words_of).to_json())
    else:
        root = printable(str(result.record.header.root))
        if not console.quiet:
            kept = " Later sweeps leave them alone; --not-kept would not." if result.remembered else ""
            console.render(f"Restored {counted(len(result.restored), 'picture')} to {root}.{kept}")
        for trouble in result.troubles:
            console.error(f"{trouble.path} is not back: {words_of(trouble)}")
    if result.unwritten is not None:
        what = "the journal and the keep-list" if keep else "the journal"
        console.error(f"{what} could not be kept up to date: {sentence_of(result.unwritten)}")
