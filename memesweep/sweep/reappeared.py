"""Files that were written down as gone and are where they were put after all: a disk was mounted again."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from memesweep.errors import UnfitEnvironmentError
from memesweep.sweep.fileops.anchor import Anchor
from memesweep.sweep.journal.record import MoveState, SweepRecord
from memesweep.sweep.recovery import Recovery

if TYPE_CHECKING:
    from memesweep.sweep.fileops.operations import FileOperations


def count_reappeared(record: SweepRecord, files: FileOperations) -> int:
    """Count them by a look at the disk; none can be counted where gallery or holding folder are not there."""
    gone = [move for move in record.moves if move.state is MoveState.GONE]
    if not gone:
        return 0
    try:
        with ExitStack() as stack:
            gallery = stack.enter_context(Anchor(record.header.root))
            holding = stack.enter_context(Anchor(record.header.holding)) if record.header.holding else None
            recovery = Recovery(files, gallery, holding, record.header.swept_from or record.header.root)
            return sum(recovery.is_where_put(move) for move in gone)
    except UnfitEnvironmentError:
        return 0
