"""Previews are kept within a bound, and what was looked at last stays longest."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from memesweep.gallery.files import FileStamp, GalleryFile
from memesweep.workspace import PreviewCache
from tests.support.pictures import encoded, photograph

if TYPE_CHECKING:
    from pathlib import Path


def seen(folder: Path, number: int) -> GalleryFile:
    path = folder / f"{number}.jpg"
    path.write_bytes(encoded(photograph().crop((number, number, number + 300, number + 300))))
    return GalleryFile(str(folder), "", path.name, FileStamp.of(os.lstat(path)))


def test_the_bound_holds_and_the_last_ones_stay(tmp_path: Path) -> None:
    kept = tmp_path / "state/thumbnails"
    files = [seen(tmp_path, number) for number in range(8)]
    first = PreviewCache(kept).small(files[0])
    assert first is not None
    cache = PreviewCache(kept, most_bytes=len(first) * 4)
    for number, file in enumerate(files):
        assert cache.small(file) is not None
        for path in kept.iterdir():
            os.utime(path, ns=(0, path.stat().st_mtime_ns - 1_000_000_000))  # a second later
        assert sum(path.stat().st_size for path in kept.iterdir()) <= len(first) * 4, number
    names = set(kept.iterdir())
    cache.small(files[-1])
    assert set(kept.iterdir()) == names
    cache.small(files[0])
    assert set(kept.iterdir()) != names


def test_a_kept_preview_is_of_the_file_that_was_seen(tmp_path: Path) -> None:
    file = seen(tmp_path, 1)
    cache = PreviewCache(tmp_path / "thumbnails")
    shown = cache.small(file)
    (tmp_path / "1.jpg").write_bytes(encoded(photograph("coffee.png")))
    assert cache.small(file) == shown
    assert cache.large(file) is None
    changed = GalleryFile(str(tmp_path), "", "1.jpg", FileStamp.of(os.lstat(tmp_path / "1.jpg")))
    assert cache.small(changed) != shown


def test_a_place_that_cannot_be_written_shows_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert PreviewCache(tmp_path / "file/thumbnails").small(seen(tmp_path, 1)) is not None
