"""What people are shown of a picture."""

from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from memesweep.gallery.files import FileStamp, GalleryFile
from memesweep.gallery.picture import Problem
from memesweep.gallery.thumbnail import thumbnail
from tests.support.pictures import encoded, photograph

if TYPE_CHECKING:
    from pathlib import Path

WIDE = photograph().crop((0, 0, 512, 200))


def seen(folder: Path, data: bytes) -> GalleryFile:
    (folder / "picture").write_bytes(data)
    return GalleryFile(str(folder), "", "picture", FileStamp.of(os.lstat(folder / "picture")))


def shown(file: GalleryFile, long_side: int = 320) -> Image.Image:
    data = thumbnail(file, long_side)
    assert isinstance(data, bytes)
    image = Image.open(io.BytesIO(data))
    assert image.format == "WEBP"
    return image


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_a_picture_keeps_its_shape(tmp_path: Path, kind: str) -> None:
    assert shown(seen(tmp_path, encoded(WIDE, kind))).size == (320, 125)


def test_a_small_picture_is_not_enlarged(tmp_path: Path) -> None:
    assert shown(seen(tmp_path, encoded(WIDE)), 1600).size == WIDE.size


def test_a_picture_stands_upright_and_tells_nothing_else(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "a camera"
    image = shown(seen(tmp_path, encoded(WIDE, exif=exif)))
    assert image.size == (125, 320)
    assert not image.getexif()
    # The right edge of a picture that was taken turned is the bottom of what is shown.
    bottom = image.crop((0, 300, 125, 320)).resize((1, 1)).getpixel((0, 0))
    right = WIDE.crop((480, 0, 512, 200)).resize((1, 1)).getpixel((0, 0))
    assert isinstance(bottom, tuple)
    assert isinstance(right, tuple)
    assert all(abs(a - b) < 12 for a, b in zip(bottom, right, strict=True))


@pytest.mark.parametrize(
    ("data", "problem"),
    [(encoded(WIDE)[:-2000], Problem.UNREADABLE), (b"<svg onload=alert(1)>", Problem.NOT_A_PICTURE)],
)
def test_what_no_verdict_rests_on_is_not_shown(tmp_path: Path, data: bytes, problem: Problem) -> None:
    assert thumbnail(seen(tmp_path, data)) is problem


def test_another_file_of_that_name_is_not_shown(tmp_path: Path) -> None:
    file = seen(tmp_path, encoded(WIDE))
    seen(tmp_path, encoded(photograph()))
    assert thumbnail(file) is Problem.CHANGED
