"""How large a report becomes, and how long it takes."""

from __future__ import annotations

import os
import time
from threading import Event
from typing import TYPE_CHECKING, Final

from memesweep.gallery.files import GalleryFile
from memesweep.gallery.picture import ImageInfo
from memesweep.home import Home
from memesweep.report.files import ReportFiles
from memesweep.report.gallery_report import GalleryReport, ReportedPictures
from memesweep.scan.results import PictureResult, ScanCounts
from memesweep.verdict.verdict import Reason, Verdict
from memesweep.workspace import Workspace
from tests.benchmarks.galleries import whatsapp_copies
from tests.benchmarks.measure import SHARED, Figure

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PICTURES: Final = 5000


def pages(folder: Path) -> Iterator[Figure]:
    """Write the page of a report that lists 5,000 pictures in WhatsApp's shape, none of them a copy."""
    if not (SHARED / "perf").is_dir():
        return
    root = folder / "gallery"
    root.mkdir()
    files = whatsapp_copies(root, 1)
    listed, counts = ReportedPictures(), ScanCounts()
    for number in range(_PICTURES):
        result = _result(root, files[number % len(files)], number)
        listed.add(result)
        counts.add(result)
    page = folder / "report.html"
    with Workspace(Home(folder / "home", folder / "home")).open_gallery(root) as gallery:
        report = GalleryReport(
            root=root,
            made_at=time.time(),
            model=gallery.model,
            thresholds=gallery.thresholds,
            counts=counts,
            sections=listed.sections(),
        )
        begun = time.perf_counter()
        ReportFiles(html=page).write(report, gallery, Event(), lambda _done: None)
    detail = f"{(time.perf_counter() - begun) / _PICTURES * 1e3:.1f} ms a picture"
    yield Figure("MB of a report that shows 5,000 pictures", page.stat().st_size / 1e6, "under 60", detail)


def _result(root: Path, file: GalleryFile, number: int) -> PictureResult:
    """Another name of one of the few files, as a picture of its own."""
    name = f"IMG-{number:06}.jpg"
    os.link(file.path, root / name)
    sweep = number % 2 == 0
    return PictureResult(
        file=GalleryFile(file.root, file.folder, name, file.stamp),
        info=ImageInfo(),
        score=1.0 - number / 1e5,
        verdict=Verdict.SWEEP if sweep else Verdict.REVIEW,
        reason=Reason.MEME if sweep else Reason.UNSURE,
    )
