"""Which files a report goes into, and writing them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from memesweep.report.output import check_report_file, open_report
from memesweep.report.previews import Previews, side_for
from memesweep.report.table import write_gallery_table, write_sweep_table
from memesweep.workspace import preview_swept

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from threading import Event

    from memesweep.report.gallery_report import CopyGroup, GalleryReport
    from memesweep.workspace import GallerySession, Move, Preview, SweepRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFiles:
    """Where a report goes."""

    html: Path | None = None
    csv: Path | None = None

    def __bool__(self) -> bool:
        """Tell whether there is anything to write."""
        return self.html is not None or self.csv is not None

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files that are asked for."""
        return tuple(path for path in (self.html, self.csv) if path is not None)

    def checked(self, gallery: Path) -> ReportFiles:
        """Return the files as they would be written, before a scan takes its time.

        Raises:
            BadUsageError: a file lies in the gallery, or another one is there.
            UnfitEnvironmentError: a file cannot be looked at.

        """
        return ReportFiles(
            html=self.html and check_report_file(self.html, gallery),
            csv=self.csv and check_report_file(self.csv, gallery),
        )

    def write(
        self, report: GalleryReport, gallery: GallerySession, stop: Event, on_progress: Callable[[int], None]
    ) -> None:
        """Write a report of an open gallery.

        Args:
            report: from `report_of`.
            gallery: makes the previews.
            stop: when set, no unfinished page is left.
            on_progress: called with 1 for each preview.

        Raises:
            StoppedError: `stop` was set.
            UnfitEnvironmentError: a file cannot be written.

        """
        if self.csv is not None:
            with open_report(self.csv, "utf-8-sig") as stream:
                write_gallery_table(report, stream)
        if self.html is None:
            return
        from memesweep.report.html.page import write_gallery_page  # noqa: PLC0415 - loads Jinja

        side = side_for(group_count(report))

        def make(group: CopyGroup) -> Preview | None:
            return gallery.preview(group.pictures[0], side)

        previews = Previews(make=make, workers=gallery.workers, stop=stop, on_progress=on_progress)
        with open_report(self.html) as stream:
            write_gallery_page(report, previews, stream)

    def write_sweep(
        self, record: SweepRecord, workers: int, stop: Event, on_progress: Callable[[int], None]
    ) -> None:
        """Write a report of a sweep; see `write`."""
        if self.csv is not None:
            with open_report(self.csv, "utf-8-sig") as stream:
                write_sweep_table(record, stream)
        if self.html is None:
            return
        from memesweep.report.html.sweep_page import write_sweep_page  # noqa: PLC0415 - loads Jinja

        side = side_for(len(record.moves))

        def make(move: Move) -> Preview | None:
            return preview_swept(record, move, side)

        previews = Previews(make=make, workers=workers, stop=stop, on_progress=on_progress)
        with open_report(self.html) as stream:
            write_sweep_page(record, previews, stream)


def group_count(report: GalleryReport) -> int:
    """Return the number of previews that the page of a report takes."""
    return sum(len(section.groups) for section in report.sections)
