"""`--files-from`: what other programs have listed, looked at with every rule and guard."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.conftest import MEMES
from tests.support.pictures import meme_bytes, photo_bytes
from tests.support.program import Program
from tests.support.trees import build, snapshot

SWEPT = "IMG-20240201-WA0001.jpg"
PHOTO = "IMG-20240100-WA0001.jpg"


def nul_ended(*files: Path) -> bytes:
    return b"".join(os.fsencode(file) + b"\0" for file in files)


def test_only_the_files_of_the_list_are_scanned(program: Program, gallery: Path) -> None:
    listed = (gallery / SWEPT, gallery / PHOTO)
    ended = program("scan", gallery, "--files-from", "-", "--json", stdin=nul_ended(*listed))
    assert ended.code == 0, ended.err
    assert sorted(ended.paths()) == sorted(map(str, listed))
    summary = ended.document["summary"]
    assert summary["pictures"] == len(listed)
    assert summary["skipped"]["not-named"] == 9


def test_only_the_files_of_the_list_are_swept_and_the_scores_of_others_stay(
    program: Program, gallery: Path, tmp_path: Path
) -> None:
    known = program("scan", gallery, "--json").document["summary"]["scored_now"]
    before = snapshot(gallery)
    # As `find` and the like print them: relative to the current folder, one a line, groups apart.
    (tmp_path / "list").write_text(f"{gallery.name}/{SWEPT}\n\n{gallery.name}/{PHOTO}\n")
    words = ("clean", gallery, "--files-from", "list", "--move-to", tmp_path / "held", "--yes", "--min-age=0")
    ended = program(*words, cwd=tmp_path)
    assert ended.code == 0, ended.err
    assert "50.0% of the files named" in ended.out
    after = snapshot(gallery)
    assert set(before) - set(after) == {SWEPT}
    again = program("scan", gallery, "--json").document["summary"]
    assert (again["scored_before"], again["scored_now"]) == (known - 1, 0)


def test_an_empty_list_means_nothing(program: Program, gallery: Path, tmp_path: Path) -> None:
    before = snapshot(gallery)
    ended = program("clean", gallery, "--files-from", "-", "--move-to", tmp_path / "held", "--yes", "--quiet")
    assert (ended.code, ended.out, ended.err) == (0, "", "")
    assert snapshot(gallery) == before


def test_a_file_outside_of_the_gallery_is_refused_by_name(
    program: Program, gallery: Path, tmp_path: Path
) -> None:
    outside = build(tmp_path / "family", {"a.jpg": meme_bytes(), "b.jpg": photo_bytes()})
    (gallery / "link").symlink_to(outside)
    before = snapshot(tmp_path / "family"), snapshot(gallery)
    listed = nul_ended(gallery / SWEPT, gallery / "Holidays/../../family/a.jpg", gallery / "link/b.jpg")
    ended = program(
        "clean", gallery, "--files-from", "-", "--move-to", tmp_path / "held", "--yes", stdin=listed
    )
    assert ended.code == 2
    assert "family/a.jpg" in ended.err
    assert "1 more" in ended.err
    assert (snapshot(tmp_path / "family"), snapshot(gallery)) == before


def test_another_way_to_the_gallery_is_understood(program: Program, gallery: Path, tmp_path: Path) -> None:
    (tmp_path / "phone").symlink_to(gallery)
    named = tmp_path / "phone/Holidays/../" / SWEPT
    ended = program("scan", tmp_path / "phone", "--files-from", "-", "--json", stdin=nul_ended(named))
    assert ended.paths() == [str(gallery / SWEPT)]


@pytest.mark.parametrize("command", ["scan", "clean"])
def test_rules_hold_for_named_files(program: Program, gallery: Path, tmp_path: Path, command: str) -> None:
    (gallery / "link.jpg").symlink_to(gallery / SWEPT)
    build(gallery, {".hidden.jpg": meme_bytes()})
    names = ("Sent/IMG-20240203-WA0005.jpg", ".hidden.jpg", "link.jpg", "gone.jpg", "Holidays")
    before = snapshot(gallery)
    words = ["--move-to", str(tmp_path / "held"), "--yes", "--min-age=0"] if command == "clean" else []
    listed = nul_ended(*(gallery / name for name in names))
    ended = program(command, gallery, "--files-from", "-", *words, stdin=listed)
    assert ended.code == 3
    folder, gone = ended.err.splitlines()[-2:]
    assert f'{names[3]}": does not exist' in gone
    assert f'{names[4]}": not a regular file' in folder
    assert not any(name in ended.err for name in names[:3])
    assert snapshot(gallery) == before


def test_guards_hold_for_named_files(program: Program, gallery: Path, tmp_path: Path) -> None:
    listed = nul_ended(*(gallery / meme for meme in MEMES))
    assert program("keep", "--files-from", "-", stdin=listed).code == 0
    before = snapshot(gallery)
    words = ("--move-to", tmp_path / "held", "--yes", "--min-age=0")
    assert program("clean", gallery, "--files-from", "-", *words, stdin=listed).code == 0
    assert snapshot(gallery) == before


def test_check_takes_a_list(program: Program, gallery: Path) -> None:
    listed = nul_ended(gallery / SWEPT, gallery / PHOTO)
    ended = program("check", "--files-from", "-", "--json", stdin=listed)
    assert ended.paths() == [str(gallery / SWEPT), str(gallery / PHOTO)]
    assert program("check", "-", "--files-from", "-").code == 2
    assert program("check").code == 2


def test_odd_names_come_through(program: Program, gallery: Path) -> None:
    names = (b"two\nlines.jpg", b"-rf.jpg", b"bytes \xff.jpg", b" blank .jpg")
    files = [gallery / os.fsdecode(name) for name in names]
    for file in files:
        file.write_bytes(meme_bytes())
    ended = program("scan", gallery, "--files-from", "-", "--json", stdin=nul_ended(*files))
    assert sorted(ended.paths()) == sorted(map(str, files))


def test_a_list_that_is_not_there_is_named(program: Program, gallery: Path, tmp_path: Path) -> None:
    ended = program("scan", gallery, "--files-from", tmp_path / "missing")
    assert ended.code == 5
    assert str(tmp_path / "missing") in ended.err
