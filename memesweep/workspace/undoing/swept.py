"""The pictures of a sweep: where they are now, and what they look like."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from memesweep.gallery.files import FileStamp, GalleryFile
from memesweep.sweep.journal.record import MoveState

if TYPE_CHECKING:
    from collections.abc import Iterator

    from memesweep.gallery.preview import Preview
    from memesweep.sweep.journal.record import Move, SweepRecord


def place_of(record: SweepRecord, move: Move) -> Path | None:
    """Return where a picture of a sweep is by the journal; None where it was lost sight of."""
    if move.state in {MoveState.STAYED, MoveState.RESTORED}:
        return record.header.root / move.relative
    if move.state is MoveState.GONE or move.destination is None:
        return None
    holding = record.header.holding
    return Path(move.destination) if holding is None else holding / move.destination


def preview_swept(record: SweepRecord, move: Move, side: int) -> Preview | None:
    """Return a picture of a sweep made small, from where it is now.

    Returns:
        the preview; None where another file, or none, is in its place.

    """
    from memesweep.gallery.preview import preview_file  # noqa: PLC0415 - loads the picture libraries

    place = place_of(record, move)
    if place is None:
        return None
    try:
        stamp = FileStamp.of(place.lstat())
    except OSError:
        return None
    if stamp.size != move.size:
        return None
    preview = preview_file(GalleryFile(str(place.parent), "", place.name, stamp), side)
    return preview if preview is not None and preview.sha256 == move.sha256 else None


def swept_previews(record: SweepRecord, side: int) -> Iterator[tuple[Move, bytes]]:
    """Yield the pictures that are away and can be shown, in the order of the sweep.

    Args:
        record: a sweep.
        side: pixels of a preview's longer side.

    Returns:
        each move with a WebP file without metadata.

    """
    for move in record.moves:
        preview = preview_swept(record, move, side) if move.state is MoveState.MOVED else None
        if preview is not None and preview.webp is not None:
            yield move, preview.webp
