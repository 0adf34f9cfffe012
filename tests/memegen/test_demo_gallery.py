from __future__ import annotations

import hashlib
import re
import time
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from memesweep.demo import make_demo_gallery
from memesweep.demo.samples import sample_folder

if TYPE_CHECKING:
    from pathlib import Path


def _hashes(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_the_gallery_looks_like_a_telephone_s_and_is_always_the_same(tmp_path: Path) -> None:
    first = make_demo_gallery(tmp_path / "one" / "WhatsApp Images")
    second = make_demo_gallery(tmp_path / "two")
    assert _hashes(first.folder) == _hashes(second.folder)
    files = {path for path in first.folder.rglob("*") if path.is_file()}
    assert files == set(first.memes) | set(first.photos)
    assert not set(first.memes) & set(first.photos)
    assert 16 <= len(files) <= 26
    assert len(first.memes) >= 6
    assert {path.parent.name for path in files} == {"WhatsApp Images", "Sent"}
    for path in files:
        assert re.fullmatch(r"IMG-2024\d{4}-WA\d{4}\.jpg", path.name)
        assert path.stat().st_mtime < time.time() - 86400, "a file from today would count as too new"
        with Image.open(path) as image:
            assert image.format == "JPEG"
            assert 700 <= max(image.size) <= 1700


def test_it_tells_whether_the_photographs_are_real(tmp_path: Path) -> None:
    assert make_demo_gallery(tmp_path / "g").real_photographs == (sample_folder() is not None)


def test_scenes_stand_in_where_scikit_image_is_absent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("memesweep.demo.samples.find_spec", lambda _name: None)
    gallery = make_demo_gallery(tmp_path / "g")
    assert not gallery.real_photographs
    assert len(gallery.photos) >= 8


def test_nothing_is_written_into_a_folder_in_use(tmp_path: Path) -> None:
    (tmp_path / "holiday.jpg").write_bytes(b"mine")
    with pytest.raises(FileExistsError):
        make_demo_gallery(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["holiday.jpg"]
