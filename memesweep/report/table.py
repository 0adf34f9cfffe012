"""Write a report as a table for spreadsheets: one row a picture, the sections one after another."""

from __future__ import annotations

import csv
import time
from typing import TYPE_CHECKING, Final

from memesweep.report.names import printable
from memesweep.workspace import place_of

if TYPE_CHECKING:
    from typing import TextIO

    from memesweep.report.gallery_report import GalleryReport
    from memesweep.workspace import PictureResult, SweepRecord

COLUMNS: Final = (
    "path",
    "verdict",
    "reason",
    "score",
    "group",
    "copies",
    "kind",
    "width",
    "height",
    "bytes",
    "modified",
)

SWEEP_COLUMNS: Final = ("path", "state", "place", "reason", "score", "bytes", "modified", "note", "sha256")


def write_gallery_table(report: GalleryReport, stream: TextIO) -> None:
    """Write what the page of a report lists.

    `group` numbers pictures that are copies of one another. Names are shown as on the page, escaped; absolute
    paths begin with a slash, so that no spreadsheet takes a name for a formula. JSON has them byte for byte.

    Args:
        report: what to say.
        stream: UTF-8, opened with `newline=""`.

    """
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    groups = (group for section in report.sections for group in section.groups)
    for number, group in enumerate(groups, 1):
        for picture in group.pictures:
            writer.writerow(_row(picture, number, len(group.pictures)))


def write_sweep_table(record: SweepRecord, stream: TextIO) -> None:
    """Write what a sweep moved, and where each picture is by the journal; see `write_gallery_table`."""
    writer = csv.writer(stream)
    writer.writerow(SWEEP_COLUMNS)
    for move in record.moves:
        place = place_of(record, move)
        writer.writerow(
            (
                printable(str(record.header.root / move.relative)),
                move.state,
                "" if place is None else printable(str(place)),
                move.reason,
                f"{move.score:.5f}",
                move.size,
                _iso(move.mtime_ns / 1e9),
                printable(move.note),
                move.sha256.hex(),
            )
        )


def _row(picture: PictureResult, number: int, copies: int) -> tuple[object, ...]:
    stamp, info = picture.file.stamp, picture.info
    return (
        printable(str(picture.file.path)),
        picture.verdict,
        picture.reason,
        "" if picture.score is None else f"{picture.score:.5f}",
        number,
        copies,
        info.kind or "",
        info.width or "",
        info.height or "",
        stamp.size,
        _iso(stamp.mtime_ns / 1e9),
    )


def _iso(timestamp: float) -> str:
    """Return a local time as ISO 8601 writes it; a year beyond all calendars is left out."""
    try:
        return time.strftime("%Y-%m-%dT%H:%M:%S%z", time.localtime(timestamp))
    except (OverflowError, ValueError, OSError):
        return ""
