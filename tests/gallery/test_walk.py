"""The walker: a stable order, and every skip with its reason."""

from __future__ import annotations

import os
import socket
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest

from memesweep.errors import BadUsageError, UnfitEnvironmentError
from memesweep.gallery.skip import SkipReason
from memesweep.gallery.walk import WalkOptions, count_files, open_gallery, walk
from tests.support.trees import build

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def acting_as_nobody() -> Iterator[None]:
    """Give root's rights up for a while; whoever else runs the tests has none to give."""
    uid = os.geteuid()
    if uid == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(uid)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that others may enter, which pytest's own are not."""
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def found(root: Path, options: WalkOptions | None = None) -> list[str]:
    return [file.relative for listing in walk(root, options) for file in listing.files]


def skipped(root: Path, options: WalkOptions | None = None) -> dict[str, SkipReason]:
    return {one.relative: one.reason for listing in walk(root, options) for one in listing.skipped}


def test_parents_before_children_sorted_by_name(tmp_path: Path) -> None:
    build(tmp_path, {"b.jpg": b"", "a/z.jpg": b"", "a/b/c.jpg": b"", "a.jpg": b"", "c/d.jpg": b""})
    assert found(tmp_path) == ["a.jpg", "b.jpg", "a/z.jpg", "a/b/c.jpg", "c/d.jpg"]
    assert count_files(tmp_path) == 5


def test_a_count_by_name_goes_by_the_same_rules(tmp_path: Path) -> None:
    """Only what is a link or a folder, and named like a picture, is counted as one."""
    build(
        tmp_path,
        {
            "a.jpg": b"",
            "B.PNG": b"",
            "film.mp4": b"",
            ".hidden.jpg": b"",
            "half.jpg.part": b"",
            "Sent/b.jpg": b"",
            "Private/c.jpg": b"",
            "quiet/.nomedia": b"",
            "quiet/d.jpg": b"",
            "deep/er/e.jpg": b"",
            "deep/@eaDir/f.jpg": b"",
        },
    )
    for options in (
        None,
        WalkOptions(include_sent=True),
        WalkOptions(only=frozenset({"a.jpg", "Sent/b.jpg"})),
    ):
        assert count_files(tmp_path, options) == len(found(tmp_path, options))
    (tmp_path / "link.jpg").symlink_to("a.jpg")
    assert count_files(tmp_path) == len(found(tmp_path)) + 1


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("Sent/x.jpg", SkipReason.SENT),
        ("sent/x.jpg", SkipReason.SENT),
        ("Private/x.jpg", SkipReason.PRIVATE),
        (".Statuses/x.jpg", SkipReason.HIDDEN),
        (".hidden.jpg", SkipReason.HIDDEN),
        ("._x.jpg", SkipReason.HIDDEN),
        (".trashed-1700000000-x.jpg", SkipReason.TRASH),
        (".Trash-1000/files/x.jpg", SkipReason.TRASH),
        ("#recycle/x.jpg", SkipReason.TRASH),
        ("@eaDir/x.jpg", SkipReason.THUMBNAILS),
        (".thumbnails/x.jpg", SkipReason.THUMBNAILS),
        (".stversions/x.jpg", SkipReason.VERSIONS),
        ("#snapshot/x.jpg", SkipReason.VERSIONS),
        (".syncthing.x.jpg.tmp", SkipReason.UNFINISHED),
        ("~syncthing~x.jpg.tmp", SkipReason.UNFINISHED),
        ("x.jpg.part", SkipReason.UNFINISHED),
        ("x.jpg.crdownload", SkipReason.UNFINISHED),
    ],
)
def test_skip_rules(tmp_path: Path, name: str, reason: SkipReason) -> None:
    build(tmp_path, {name: b"", "seen.jpg": b""})
    assert found(tmp_path) == ["seen.jpg"]
    assert skipped(tmp_path) == {name.split("/", maxsplit=1)[0]: reason}


def test_a_folder_that_may_only_be_listed_is_said_to_be_closed(open_folder: Path) -> None:
    build(open_folder, {"sub/a.jpg": b"", "b.jpg": b""})
    (open_folder / "sub").chmod(0o744)
    with acting_as_nobody():
        assert found(open_folder) == ["b.jpg"]
        assert skipped(open_folder) == {"sub/a.jpg": SkipReason.NO_PERMISSION}


def test_nomedia_counts_below_the_root_only(tmp_path: Path) -> None:
    build(
        tmp_path,
        {".nomedia": b"", "x.jpg": b"", "hush/.nomedia": b"", "hush/y.jpg": b"", "hush/deep/z.jpg": b""},
    )
    assert found(tmp_path) == ["x.jpg"]
    assert skipped(tmp_path)["hush"] is SkipReason.NOMEDIA


def test_opting_in_goes_inside_despite_nomedia(tmp_path: Path) -> None:
    build(tmp_path, {"Sent/.nomedia": b"", "Sent/x.jpg": b"", "Private/y.jpg": b""})
    assert found(tmp_path, WalkOptions(include_sent=True)) == ["Sent/x.jpg"]
    assert found(tmp_path, WalkOptions(include_private=True)) == ["Private/y.jpg"]


def test_a_skipped_name_as_root_is_the_users_choice(tmp_path: Path) -> None:
    build(tmp_path, {"Sent/x.jpg": b""})
    assert found(tmp_path / "Sent") == ["x.jpg"]


def test_links_fifos_and_sockets_are_passed_over(tmp_path: Path) -> None:
    build(tmp_path, {"gallery/x.jpg": b"", "outside/y.jpg": b""})
    gallery = tmp_path / "gallery"
    (gallery / "link.jpg").symlink_to(tmp_path / "outside/y.jpg")
    (gallery / "linked").symlink_to(tmp_path / "outside")
    (gallery / "loop").symlink_to(gallery)
    os.mkfifo(gallery / "pipe.jpg")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(gallery / "socket.jpg"))
        assert found(gallery) == ["x.jpg"]
        assert skipped(gallery) == {
            "link.jpg": SkipReason.SYMLINK,
            "linked": SkipReason.SYMLINK,
            "loop": SkipReason.SYMLINK,
            "pipe.jpg": SkipReason.SPECIAL,
            "socket.jpg": SkipReason.SPECIAL,
        }


def test_names_are_bytes(tmp_path: Path) -> None:
    names = [
        b"new\nline.jpg",
        b"\xff\xfe.jpg",
        "\u202egpj.exe".encode(),
        b"-rf",
        b"x" * 255,
        "नमस्ते.jpg".encode(),
    ]
    for name in names:
        Path(os.fsdecode(os.path.join(os.fsencode(tmp_path), name))).write_bytes(b"")
    assert sorted(map(os.fsencode, found(tmp_path))) == sorted(names)


def test_what_can_be_no_gallery(tmp_path: Path) -> None:
    build(tmp_path, {"file.jpg": b""})
    (tmp_path / "empty").mkdir()
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with pytest.raises(UnfitEnvironmentError, match="gallery-missing"):
        open_gallery(tmp_path / "missing")
    with pytest.raises(UnfitEnvironmentError, match="gallery-empty"):
        open_gallery(tmp_path / "empty")
    with pytest.raises(UnfitEnvironmentError):
        open_gallery(tmp_path / "loop")
    with pytest.raises(BadUsageError):
        open_gallery(tmp_path / "file.jpg")
