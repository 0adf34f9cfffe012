"""Columns give back each stamp as it was, whatever a file system says of its files."""

from __future__ import annotations

import os
from array import array
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from memesweep.catalog.seals import seal_of
from memesweep.gallery.files import FileStamp
from memesweep.gallery.stamps import NO_STAMPS, Stamps, ask_stamps, places_without_stamp
from memesweep.gallery.walk import walk

if TYPE_CHECKING:
    from pathlib import Path

UNSIGNED = st.integers(0, (1 << 64) - 1)
STAMPS = st.builds(
    FileStamp, st.integers(0, (1 << 63) - 1), st.integers(-(1 << 70), 1 << 70), UNSIGNED, UNSIGNED
)


def nothing_of(count: int) -> Stamps:
    return Stamps([f"{number:03}.jpg" for number in range(count)], array("q", [-1] * 4 * count))


@given(st.lists(st.none() | STAMPS, max_size=12))
def test_what_goes_in_comes_out(stamps: list[FileStamp | None]) -> None:
    columns = nothing_of(len(stamps)).with_found(dict(enumerate(stamps)))
    expected = {f"{number:03}.jpg": stamp for number, stamp in enumerate(stamps) if stamp is not None}
    assert dict(columns) == expected
    assert list(columns) == list(expected)
    assert len(columns) == len(expected)
    assert set(columns.large) == {name for name, one in expected.items() if abs(one.mtime_ns + 0.5) > 1 << 63}


@given(st.lists(STAMPS, min_size=3, max_size=12), st.data())
def test_some_may_change_and_the_others_stay(stamps: list[FileStamp], data: st.DataObject) -> None:
    fitting = [one._replace(mtime_ns=one.mtime_ns % (1 << 63)) for one in stamps]
    columns = nothing_of(len(fitting)).with_found(dict(enumerate(fitting)))
    found = data.draw(st.dictionaries(st.integers(0, len(fitting) - 1), st.none() | STAMPS))
    expected = {f"{place:03}.jpg": found.get(place, one) for place, one in enumerate(fitting)}
    assert dict(columns.with_found(found)) == {name: one for name, one in expected.items() if one is not None}


def test_the_system_is_asked_for_plain_pictures_alone(tmp_path: Path) -> None:
    names = [
        "a.jpg",
        "B.JPG",
        "c.png",
        ".hidden.jpg",
        "~d.jpg",
        "e.mp4",
        "f.jpg",
        "g.jpg",
        "gone.jpg",
        "z.webp",
    ]
    for name in names[:6]:
        (tmp_path / name).write_bytes(name.encode())
    (tmp_path / "f.jpg").mkdir()
    (tmp_path / "g.jpg").symlink_to("a.jpg")
    (tmp_path / "z.webp").write_bytes(b"z")
    descriptor = os.open(tmp_path, os.O_RDONLY)
    try:
        numbers = ask_stamps(descriptor, names)
    finally:
        os.close(descriptor)
    assert places_without_stamp(numbers) == {3, 4, 5, 6, 7, 8}
    stamps = Stamps(names, numbers)
    for name in ("a.jpg", "B.JPG", "c.png", "z.webp"):
        assert stamps[name] == FileStamp.of((tmp_path / name).lstat())


def test_a_date_beyond_the_columns(tmp_path: Path) -> None:
    """A camera with a flat battery writes such; the part has no seal then, and is compared row by row."""
    for name in ("a.jpg", "b.jpg", "c.jpg"):
        (tmp_path / name).write_bytes(b"x")
    far = 10_000_000_000 * 10**9
    os.utime(tmp_path / "b.jpg", ns=(far, far))
    (listing,) = walk(tmp_path)
    assert list(listing.stamps) == ["a.jpg", "b.jpg", "c.jpg"]
    assert listing.stamps["b.jpg"] == FileStamp.of((tmp_path / "b.jpg").lstat())
    assert (seal_of(listing) is None) == (listing.stamps["b.jpg"].mtime_ns == far)
    assert not NO_STAMPS
