"""Previews show the picture upright, within bounds, and carry nothing over from the file."""

from __future__ import annotations

import hashlib
import io
import os
from pathlib import Path

import pytest
from PIL import Image

from memesweep.gallery.files import GalleryFile
from memesweep.gallery.preview import preview_file
from memesweep.gallery.walk import walk
from tests.support.pictures import encoded, photo_bytes, photograph
from tests.support.trees import build


def listed(tmp_path: Path, data: bytes) -> GalleryFile:
    (listing,) = walk(build(tmp_path / "gallery", {"a.jpg": data}))
    return listing.file("a.jpg")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_a_preview_is_small_and_looks_like_the_picture(tmp_path: Path, kind: str) -> None:
    data = encoded(photograph("coffee.png"), kind)
    preview = preview_file(listed(tmp_path, data), 240)
    assert preview is not None
    assert preview.webp is not None
    assert preview.sha256 == hashlib.sha256(data).digest()
    with Image.open(io.BytesIO(preview.webp)) as shown:
        assert (shown.format, shown.size) == ("WEBP", (240, 160))
        assert (preview.width, preview.height) == shown.size
        small = photograph("coffee.png").resize(shown.size)
        difference = [
            abs(a - b)
            for a, b in zip(shown.convert("L").tobytes(), small.convert("L").tobytes(), strict=True)
        ]
    assert sum(difference) / len(difference) < 8


def test_a_small_picture_stays_small(tmp_path: Path) -> None:
    preview = preview_file(listed(tmp_path, encoded(photograph().resize((50, 40)))), 240)
    assert preview is not None
    assert (preview.width, preview.height) == (50, 40)


def test_metadata_stays_behind_and_the_picture_is_upright(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x010E] = "the secret description"
    preview = preview_file(listed(tmp_path, encoded(photograph("coffee.png"), exif=exif)), 240)
    assert preview is not None
    assert preview.webp is not None
    assert (preview.width, preview.height) == (160, 240)
    assert b"secret" not in preview.webp
    with Image.open(io.BytesIO(preview.webp)) as shown:
        assert not shown.getexif()


def test_what_the_decoder_refuses_has_no_preview(tmp_path: Path) -> None:
    for data in (b"\xff\xd8 no picture", photo_bytes()[:5000], b"GIF89a", b"notes"):
        preview = preview_file(listed(tmp_path, data), 240)
        assert preview is not None
        assert preview.webp is None


def test_a_file_that_changed_or_went_has_none(tmp_path: Path) -> None:
    file = listed(tmp_path, photo_bytes())
    os.utime(file.path, ns=(0, 1))
    assert preview_file(file, 240) is None
    file.path.unlink()
    file.path.symlink_to("/etc/hostname")
    assert preview_file(file, 240) is None
