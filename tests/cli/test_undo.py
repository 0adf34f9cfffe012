"""Undo: of single files, counted truly, and for good."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import MEMES
from tests.support.terminal import converse
from tests.support.trees import build, snapshot

if TYPE_CHECKING:
    from tests.support.program import Program

TAKE_THEM = ("--yes", "--max-share", "100%", "--min-age", "0")


@pytest.fixture
def held(program: Program, gallery: Path, tmp_path: Path) -> Path:
    """The holding folder of a sweep that took the gallery's memes."""
    assert program("clean", gallery, "--move-to", tmp_path / "held", *TAKE_THEM).code == 0
    return tmp_path / "held"


def sweep_id(program: Program) -> str:
    return str(program("history", "--json").document["summary"]["sweeps"][0]["id"])


def back(gallery: Path) -> set[str]:
    return {name for name in MEMES if (gallery / name).exists()}


@pytest.mark.usefixtures("held")
def test_what_was_brought_back_is_not_swept_again_by_an_unattended_run(
    program: Program, gallery: Path
) -> None:
    undone = program("undo", "--yes")
    assert "Later sweeps leave them alone" in undone.out
    again = program("clean", gallery, *TAKE_THEM, "--json").document
    assert again["summary"]["moved"] == 0
    scanned = program("scan", gallery, "--json").document
    assert {
        image["reason"]
        for image in scanned["images"]
        if Path(image["path"]).name in {Path(m).name for m in MEMES}
    } == {"undone"}


@pytest.mark.usefixtures("held")
def test_undo_not_kept_lets_the_next_sweep_take_them(program: Program, gallery: Path) -> None:
    undone = program("undo", "--yes", "--not-kept")
    assert "leave them alone" not in undone.out
    assert program("clean", gallery, *TAKE_THEM, "--json").document["summary"]["moved"] == len(MEMES)


@pytest.mark.parametrize("named", ["old path", "name", "holding path", "pattern", "relative"])
def test_one_file_comes_back(program: Program, gallery: Path, held: Path, named: str) -> None:
    wanted = "Holidays/IMG-20240202-WA0003.jpg"
    (pictures,) = held.glob("*/pictures")
    word = {
        "old path": str(gallery / wanted),
        "name": Path(wanted).name,
        "holding path": str(pictures / wanted),
        "pattern": "Holidays/*",
        "relative": wanted,
    }[named]
    undone = program("undo", word, "--yes", "--json")
    assert undone.code == 0, undone.err
    assert undone.document["summary"]["restored"] == 1
    assert [image["state"] for image in undone.document["images"]] == ["restored"]
    assert back(gallery) == {wanted}
    rest = program("undo", sweep_id(program), "--yes", "--json")
    assert rest.document["summary"]["restored"] == 2
    assert back(gallery) == set(MEMES)


@pytest.mark.usefixtures("held")
def test_files_of_a_sweep_that_is_named_by_the_beginning_of_its_id(program: Program, gallery: Path) -> None:
    name = Path(MEMES[1]).name
    undone = program("undo", sweep_id(program)[:12], name, "no-such.jpg", "--yes")
    assert undone.code == 3
    assert "no-such.jpg is not back: not in this sweep" in undone.err
    assert back(gallery) == {MEMES[1]}


@pytest.mark.usefixtures("held")
def test_a_beginning_of_two_ids_and_a_name_that_nobody_took(program: Program, gallery: Path) -> None:
    build(gallery, {"new.jpg": (gallery / "IMG-20240100-WA0001.jpg").read_bytes()})
    program("undo", "--yes", "--not-kept")
    time.sleep(1.1)  # ids begin with the second
    assert program("clean", gallery, *TAKE_THEM).code == 0
    several = program("undo", sweep_id(program)[:8], "--yes")
    assert several.code == 2
    assert "Several sweeps begin with" in several.err
    nothing = program("undo", "nobody.jpg", "--yes")
    assert nothing.code == 2
    assert "neither a sweep nor a file" in nothing.err


@pytest.mark.usefixtures("held")
def test_restored_counts_what_this_run_restored(program: Program, gallery: Path) -> None:
    (gallery / MEMES[0]).write_bytes(b"in the way")
    first = program("undo", "--yes", "--json").document["summary"]
    assert (first["restored"], first["not_restored"]) == (2, 1)
    (gallery / MEMES[0]).unlink()
    assert program("undo", "--yes", "--json").document["summary"]["restored"] == 1
    assert program("undo", "--yes", "--json").document["summary"]["restored"] == 0


def test_the_folder_of_a_sweep_goes_when_all_is_back(program: Program, gallery: Path, held: Path) -> None:
    before = snapshot(gallery)
    assert program("undo", held, "--yes").code == 0
    assert list(held.iterdir()) == []
    again = program("undo", sweep_id(program), "--yes")
    assert again.code == 0
    assert "Nothing to restore" in again.err
    assert snapshot(gallery) != before


def test_a_sweep_that_moves_nothing_offers_no_undo_and_leaves_no_folder(
    program: Program, gallery: Path, tmp_path: Path
) -> None:
    gallery.chmod(0o555)
    (gallery / "Holidays").chmod(0o555)
    held = tmp_path / "held"
    try:
        ended = program("clean", gallery, "--move-to", held, *TAKE_THEM, bound=True)
    finally:
        gallery.chmod(0o755)
        (gallery / "Holidays").chmod(0o755)
    assert ended.code == 3
    assert "Moved 0 pictures.\n" in ended.out
    assert list(held.iterdir()) == []


@pytest.mark.usefixtures("held")
def test_the_question_says_which_sweep_is_meant(program: Program, gallery: Path) -> None:
    talk = converse(program, "undo", answer="n\n", question="[Y/n]")
    assert f"Sweep {sweep_id(program)}: {time.strftime('%Y-')}" in talk.seen
    assert "unattended, 3 pictures in" in talk.seen
    assert f"Restore 3 pictures to {gallery}?" in talk.seen.replace("\r\n", "")
    assert back(gallery) == set()


@pytest.mark.usefixtures("held")
def test_completion_offers_sweeps_with_their_dates(program: Program) -> None:
    asking = {"_MEMESWEEP_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": "memesweep undo "}
    offered = subprocess.run(
        [Path(sys.executable).with_name("memesweep")],
        env={**program.environment, **asking},
        capture_output=True,
        text=True,
        check=False,
    )
    assert f'"{sweep_id(program)}":"{time.strftime("%Y-")}' in offered.stdout
    assert "3 pictures in" in offered.stdout
