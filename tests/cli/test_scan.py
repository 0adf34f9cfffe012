"""`scan` on a folder of real pictures with the real model."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import MEMES
from tests.support.pictures import meme_bytes, photo_bytes
from tests.support.trees import build, snapshot

if TYPE_CHECKING:
    from tests.support.program import Program


def relative(paths: list[str], root: Path) -> set[str]:
    return {str(Path(path).relative_to(root)) for path in paths}


def test_finds_the_memes_and_no_photograph(program: Program, gallery: Path) -> None:
    ended = program("scan", gallery, "--json")
    assert ended.code == 0, ended.err
    found = relative(ended.paths("sweep") + ended.paths("review"), gallery)
    assert found == set(MEMES)


def test_writes_nothing_under_the_gallery(program: Program, gallery: Path) -> None:
    before = snapshot(gallery)
    assert program("scan", gallery).code == 0
    assert snapshot(gallery) == before


def test_second_scan_reads_only_what_is_new(program: Program, gallery: Path) -> None:
    first = program("scan", gallery, "--json").document["summary"]
    (gallery / "new.jpg").write_bytes(photo_bytes("rocket.jpg"))
    os.utime(gallery / "IMG-20240201-WA0001.jpg", ns=(1, 1))
    second = program("scan", gallery, "--json").document
    assert first["scored_before"] == 0
    assert second["summary"]["scored_now"] == 2
    assert second["summary"]["scored_before"] == first["scored_now"] - 1


def test_both_scans_say_the_same(program: Program, gallery: Path) -> None:
    assert (
        program("scan", gallery, "--json").document["images"]
        == (program("scan", gallery, "--json").document["images"])
    )


def test_sent_and_private_are_opt_in(program: Program, gallery: Path) -> None:
    build(gallery, {"Private/IMG-1.jpg": meme_bytes(), "Private/.nomedia": b""})
    default = program("scan", gallery, "--json").document
    assert default["summary"]["skipped"] == {"private": 1, "sent": 1}
    asked = program("scan", gallery, "--json", "--include-sent", "--include-private")
    found = relative(asked.paths("sweep") + asked.paths("review"), gallery)
    assert found == {*MEMES, "Sent/IMG-20240203-WA0005.jpg", "Private/IMG-1.jpg"}


def test_lines_are_the_documents_images(program: Program, gallery: Path) -> None:
    lines = program("scan", gallery, "--jsonl").out.splitlines()
    assert [json.loads(line) for line in lines] == program("scan", gallery, "--json").document["images"]


def test_table_for_people_names_what_it_would_sweep(program: Program, gallery: Path) -> None:
    out = program("scan", gallery).out
    assert all(meme in out for meme in MEMES)
    assert "IMG-20240100-WA0001.jpg" not in out
    assert "Sent folder" in out


def test_interrupted_scan_keeps_its_scores_and_the_next_goes_on(program: Program, tmp_path: Path) -> None:
    photo = photo_bytes("motorcycle_left.png")
    gallery = build(tmp_path / "large", {f"{number:04}.jpg": photo for number in range(1500)})
    process = subprocess.Popen(
        program.command("scan", gallery, "--quiet"), env=program.environment, stderr=subprocess.PIPE
    )
    program.wait_for_scores()
    process.send_signal(signal.SIGINT)
    _, complaint = process.communicate(timeout=60)
    assert process.returncode == 130, complaint
    summary = program("scan", gallery, "--json").document["summary"]
    assert summary["scored_before"] > 0
    assert summary["scored_before"] + summary["scored_now"] == 1500


def test_renamed_and_deleted_files_leave_the_catalog(program: Program, gallery: Path) -> None:
    program("scan", gallery)
    (gallery / MEMES[1]).unlink()
    (gallery / "Holidays").rename(gallery / "Away")
    ended = program("scan", gallery, "--json")
    found = relative(ended.paths("sweep") + ended.paths("review"), gallery)
    assert found == {"Away/IMG-20240202-WA0003.jpg", "IMG-20240201-WA0002.jpg"}


@pytest.mark.parametrize("flag", ["--json", "--jsonl"])
def test_stdout_is_data_alone_and_quiet_leaves_stderr_empty(
    program: Program, gallery: Path, flag: str
) -> None:
    ended = program("scan", gallery, flag, "--quiet")
    assert ended.err == ""
    for line in ended.out.splitlines():
        json.loads(line)


def test_without_a_terminal_there_is_no_progress_bar(program: Program, gallery: Path) -> None:
    assert program("scan", gallery).err == ""


def test_skipped_folders_say_how_many_pictures_they_hold_and_videos_are_files(
    program: Program, gallery: Path
) -> None:
    build(gallery, {"Hush/.nomedia": b"", "Hush/a.jpg": b"x", "Hush/deep/b.PNG": b"x"})
    shown = program("scan", gallery).out
    assert "skipped: Sent folder (--include-sent), with 1 picture\n" in shown
    assert "skipped: folder with .nomedia, with 2 pictures\n" in shown
    assert "9 pictures among 11 files; looked at now: 11, known from before: 0." in shown


def test_no_empty_tables(program: Program, tmp_path: Path) -> None:
    only = build(tmp_path / "gallery", {"a.jpg": meme_bytes()})
    shown = program("scan", only).out
    assert "1 picture among 1 file" in shown
    assert "Kept" not in shown
