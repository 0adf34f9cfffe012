"""Promises that need the real program, each tested with a model that takes every picture for a meme."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from tests.faults.mounts import mounted, remount, why_no_mounts
from tests.faults.seeds import encoded, scene
from tests.faults.strace import draw_pictures
from tests.faults.world import AGE_NS
from tests.support.pictures import meme_bytes, photo_bytes
from tests.support.terminal import converse
from tests.support.trees import snapshot

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.program import Ended, Program


def cleaned(program: Program, gallery: Path, greedy: Path, *more: str) -> Ended:
    options = ["--yes", "--min-age", "0", "--max-share", "100%", "--json"]
    return program("clean", gallery, *options, "--model", greedy, *more)


def reasons(ended: Ended) -> dict[str, str]:
    return {os.path.basename(one["path"]): one["reason"] for one in ended.document["images"]}


@pytest.fixture
def gallery(tmp_path: Path) -> Path:
    draw_pictures(tmp_path / "gallery", 6)
    return tmp_path / "gallery"


def test_scan_writes_nothing_under_the_gallery(program: Program, gallery: Path, greedy: Path) -> None:
    before = snapshot(gallery)
    assert program("scan", gallery, "--model", greedy).code == 0
    assert snapshot(gallery) == before


def test_scan_needs_no_right_to_write(program: Program, tmp_path: Path, greedy: Path) -> None:
    if why := why_no_mounts():
        pytest.skip(why)
    with mounted(tmp_path / "disk") as disk:
        draw_pictures(disk, 4)
        remount(disk, "ro")
        ended = program("scan", disk, "--json", "--model", greedy)
        assert ended.code == 0
        assert len(ended.paths("sweep")) == 4


def test_what_was_swept_is_no_gallery(program: Program, tmp_path: Path, greedy: Path) -> None:
    """A sweep of a wider folder must not take along what an earlier one holds to be brought back."""
    draw_pictures(tmp_path / "all" / "gallery", 4)
    draw_pictures(tmp_path / "all" / "other", 2)
    before = [snapshot(tmp_path / "all" / one) for one in ("gallery", "other")]
    held = tmp_path / "all" / "held"
    first = cleaned(program, tmp_path / "all" / "gallery", greedy, "--move-to", str(held))
    wider = cleaned(program, tmp_path / "all", greedy)
    assert (wider.code, wider.document["summary"]["moved"]) == (0, 2)
    sweep = held / first.document["summary"]["sweep"]
    for inside in (sweep, sweep / "pictures"):
        refused = program("clean", inside, "--yes", "--model", greedy)
        assert refused.code == 2
        assert "memesweep undo" in refused.err
    for _ in range(2):
        assert program("undo", "--yes").code == 0
    assert [snapshot(tmp_path / "all" / one) for one in ("gallery", "other")] == before


def test_a_score_from_an_earlier_run_moves_nothing(program: Program, tmp_path: Path) -> None:
    """A photograph that an editor wrote over a meme, its size and its time put back, is a photograph."""
    gallery = tmp_path / "gallery"
    gallery.mkdir()
    picture = gallery / "IMG-0001.jpg"
    meme, photo = meme_bytes(), photo_bytes()
    size = max(len(meme), len(photo))
    picture.write_bytes(meme + bytes(size - len(meme)))
    os.utime(picture, ns=(AGE_NS, AGE_NS))
    clean = ("clean", gallery, "--yes", "--min-age", "0", "--max-share", "100%", "--json")
    assert len(program(*clean, "--dry-run").paths("sweep")) == 1
    with picture.open("r+b") as opened:
        opened.write(photo + bytes(size - len(photo)))
    os.utime(picture, ns=(AGE_NS, AGE_NS))
    assert program(*clean).paths("sweep") == []
    assert picture.read_bytes().startswith(photo)


@pytest.mark.parametrize("tag", [0x010F, 0x0110, "gps"])
def test_camera_pictures_stay(program: Program, gallery: Path, greedy: Path, tag: int | str) -> None:
    exif = Image.Exif()
    if isinstance(tag, int):
        exif[tag] = "Maker"
    else:
        exif.get_ifd(0x8825)[1] = "N"
    (gallery / "camera.jpg").write_bytes(encoded(scene(), "JPEG", exif=exif.tobytes()))
    assert reasons(program("scan", gallery, "--json", "--model", greedy))["camera.jpg"] == "camera"
    assert cleaned(program, gallery, greedy).document["summary"]["moved"] == 6
    assert (gallery / "camera.jpg").exists()
    assert cleaned(program, gallery, greedy, "--sweep-camera").document["summary"]["moved"] == 1


@pytest.mark.parametrize("turned", [False, True])
def test_pictures_of_a_cameras_shape_are_left_to_a_person(
    program: Program, gallery: Path, greedy: Path, *, turned: bool
) -> None:
    """Whatever the net says, and however the file says which way is up."""
    exif = Image.Exif()
    exif[0x0112] = 6 if turned else 1  # a directory without an entry would count as damaged
    shared = gallery / "shared.jpg"
    shared.write_bytes(encoded(scene().resize((1280, 960)), "JPEG", exif=exif.tobytes()))
    assert reasons(program("scan", gallery, "--json", "--model", greedy))["shared.jpg"] == "camera-shaped"
    ended = cleaned(program, gallery, greedy)
    assert ended.document["summary"]["moved"] == 6
    assert shared.exists()
    assert cleaned(program, gallery, greedy, "--sweep-camera-shaped").document["summary"]["moved"] == 1


def test_check_leaves_a_cameras_shape_to_a_person(program: Program, greedy: Path, tmp_path: Path) -> None:
    path = tmp_path / "shared.jpg"
    path.write_bytes(encoded(scene().resize((900, 1200)), "JPEG"))
    (image,) = program("check", path, "--model", greedy, "--json").document["images"]
    assert (image["verdict"], image["reason"]) == ("review", "camera-shaped")
    (image,) = program("check", path, "--sweep-camera-shaped", "--model", greedy, "--json").document["images"]
    assert (image["verdict"], image["reason"]) == ("sweep", "meme")


@pytest.mark.parametrize("folder", ["Sent", "Private"])
def test_sent_and_private_pictures_stay(program: Program, gallery: Path, greedy: Path, folder: str) -> None:
    draw_pictures(gallery / folder, 2)
    assert cleaned(program, gallery, greedy).document["summary"]["moved"] == 6
    option = f"--include-{folder.lower()}"
    assert cleaned(program, gallery, greedy, option).document["summary"]["moved"] == 2


def test_keep_sticks_across_names_folders_rescans_and_models(
    program: Program, gallery: Path, greedy: Path, tmp_path: Path
) -> None:
    kept = gallery / "IMG-0000.jpg"
    content = kept.read_bytes()
    assert program("keep", kept).code == 0
    kept = kept.rename(gallery / "Holidays" / "another name.jpg")
    os.utime(kept, ns=(AGE_NS, AGE_NS))
    shutil.copy2(kept, gallery / "a copy.jpg")
    other = shutil.copytree(greedy, tmp_path / "other")
    description = (other / "model.json").read_text()
    (other / "model.json").write_text(description.replace('"scale": 1.2', '"scale": 1.3'))
    for model in (greedy, other):
        cleaned(program, gallery, model)
        left = [path.read_bytes() for path in gallery.rglob("*.jpg")]
        assert left == [content, content]


def test_a_keep_given_while_the_question_stands_counts(program: Program, gallery: Path, greedy: Path) -> None:
    """The plan is made, the user thinks it over in another window: their last word counts."""
    kept = gallery / "IMG-0000.jpg"
    talk = converse(
        program,
        *("clean", gallery, "--trash", "--model", greedy),
        answer="y\n",
        meanwhile=lambda: program("keep", kept),
    )
    assert talk.code == 3
    assert [path.name for path in gallery.rglob("*.jpg")] == [kept.name]


def test_only_one_run_at_a_time(program: Program, gallery: Path, greedy: Path) -> None:
    """Whoever holds the gallery's own folder, under whatever state folder, keeps others out."""
    import fcntl  # noqa: PLC0415 - for this one test

    descriptor = os.open(gallery, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        before = snapshot(gallery)
        assert cleaned(program, gallery, greedy).code == 6
        assert program("scan", gallery, "--model", greedy).code == 6
        assert snapshot(gallery) == before
    finally:
        os.close(descriptor)
    assert cleaned(program, gallery, greedy).code == 0
