"""What a sweep took, made small, from where it lies now."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from memesweep.gallery.files import FileStamp, GalleryFile
from memesweep.gallery.preview import preview_file
from memesweep.sweep.journal.record import MoveState

if TYPE_CHECKING:
    from collections.abc import Iterator

    from memesweep.sweep.journal.record import Move, SweepRecord


def swept_previews(record: SweepRecord, side: int) -> Iterator[tuple[Move, bytes]]:
    """Yield the moved pictures that can be opened, in the order of the sweep.

    Args:
        record: a sweep into a holding folder or into a trash of files.
        side: pixels of a preview's longer side.

    Returns:
        each move with a WebP file without metadata.

    """
    for move in record.moves:
        if move.state is not MoveState.MOVED or move.destination is None:
            continue
        base = Path("/") if record.header.holding is None else record.header.holding
        place = base / move.destination
        try:
            stamp = FileStamp.of(os.lstat(place))
        except OSError:
            continue  # restored or emptied meanwhile
        preview = preview_file(GalleryFile(str(place.parent), "", place.name, stamp), side)
        if preview is not None and preview.webp is not None:
            yield move, preview.webp
