"""A gallery with something for every section of a report, and the report of it."""

from __future__ import annotations

import io
import os
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PIL import Image

from memesweep.home import Home
from memesweep.report.files import ReportFiles
from memesweep.report.gallery_report import GalleryReport, ReportedPictures, report_of
from memesweep.verdict.thresholds import Thresholds
from memesweep.workspace.options import ScanOptions
from memesweep.workspace.workspace import Workspace
from tests.support.pictures import encoded, meme, meme_bytes, photo_bytes
from tests.support.trees import build

if TYPE_CHECKING:
    from memesweep.workspace.session import GallerySession

HOSTILE = "\u202egpj.<img src=x onerror=alert(1)>\u2067.jpg"
"""Would run as script, and turn the text around it, were it taken for anything but a name."""


def recompressed(data: bytes, quality: int) -> bytes:
    with Image.open(io.BytesIO(data)) as image:
        return encoded(image.resize((image.width * 4 // 5, image.height * 4 // 5)), quality=quality)


def report_gallery(root: Path) -> Path:
    """Memes with copies, one from a camera, a damaged one, names as they come, and photographs."""
    exif = Image.Exif()
    exif[0x010F] = "Camera Works"
    files = {
        "IMG-20240201-WA0001.jpg": meme_bytes(),
        "again/IMG-20240203-WA0007.jpg": meme_bytes(),
        "again/IMG-20240204-WA0002.jpg": recompressed(meme_bytes(), 60),
        HOSTILE: meme_bytes("coffee.png", "monday morning mood"),
        "IMG-20240205-WA0001.html": meme_bytes("astronaut.png", "me leaving work on friday"),
        "DSC0001.jpg": encoded(meme("motorcycle_left.png"), exif=exif),
        "half.jpg": meme_bytes()[:4000],
        "photo.jpg": photo_bytes("coffee.png"),
        "video.mp4": b"\0\0\0\x18ftypmp42" + bytes(1000),
    }
    for day, relative in enumerate(files):
        build(root, {relative: files[relative]})
        os.utime(root / relative, (1_700_000_000 + day * 86_400,) * 2)
    (root / os.fsdecode(b"\xff\xfe.jpg")).write_bytes(meme_bytes("astronaut.png", "no text at all"))
    return root


def scanned_report(session: GallerySession) -> GalleryReport:
    listed = ReportedPictures()
    scan = session.scan()
    for result in scan:
        listed.add(result)
    return report_of(session, scan.counts, listed)


def written_page(tmp_path: Path) -> tuple[GalleryReport, Path]:
    """The report of such a gallery, and the page that says it."""
    gallery = report_gallery(tmp_path / "WhatsApp Images")
    home = Home(config_folder=tmp_path / "home", state_folder=tmp_path / "home")
    thresholds = Thresholds(sweep=0.9, review=0.01)
    files = ReportFiles(html=tmp_path / "report.html").checked(gallery)
    with Workspace(home).open_gallery(gallery, ScanOptions(workers=1, thresholds=thresholds)) as session:
        report = scanned_report(session)
        files.write(report, session, Event(), lambda _done: None)
    return report, tmp_path / "report.html"
