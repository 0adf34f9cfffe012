"""`clean` and `undo`: everything that leaves comes back as it was."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import MEMES
from tests.support.terminal import converse
from tests.support.trees import snapshot

if TYPE_CHECKING:
    from tests.support.program import Program

AGED_NS = 1_600_000_000_123_456_789
"""A time that no file of today has, and no microsecond clock keeps."""


@pytest.fixture
def aged(gallery: Path) -> Path:
    """The gallery, its pictures years old, with times and modes that a sloppy restore would lose."""
    for number, path in enumerate(sorted(gallery.rglob("*.jpg"))):
        os.utime(path, ns=(AGED_NS, AGED_NS + number))
        path.chmod((0o644, 0o600, 0o444)[number % 3])
    return gallery


def swept(ended_images: list[dict[str, str]], gallery: Path) -> set[str]:
    return {str(Path(one["path"]).relative_to(gallery)) for one in ended_images if one["state"] == "moved"}


def test_holding_folder_and_back(program: Program, aged: Path, tmp_path: Path) -> None:
    before = snapshot(aged)
    holding = tmp_path / "held"
    cleaned = program("clean", aged, "--move-to", holding, "--yes", "--json")
    assert cleaned.code == 0, cleaned.err
    moved = swept(cleaned.document["images"], aged)
    assert moved
    assert moved <= set(MEMES)
    assert not any((aged / one).exists() for one in moved)
    assert len(list(holding.rglob("*.jpg"))) == len(moved)
    undone = program("undo", "--yes", "--json")
    assert undone.code == 0, undone.err
    assert undone.document["summary"]["restored"] == len(moved)
    assert snapshot(aged) == before
    assert not list(holding.rglob("*.jpg"))


def test_trash_and_back(program: Program, aged: Path) -> None:
    before = snapshot(aged)
    cleaned = program("clean", aged, "--yes", "--json")
    assert cleaned.code == 0, cleaned.err
    moved = swept(cleaned.document["images"], aged)
    assert moved
    assert {path.name for path in (program.trash / "files").iterdir()} == {Path(one).name for one in moved}
    assert program("undo", "--yes").code == 0
    assert snapshot(aged) == before
    assert not list((program.trash / "info").iterdir())


def test_undo_needs_nothing_but_the_holding_folder(program: Program, aged: Path, tmp_path: Path) -> None:
    before = snapshot(aged)
    program("clean", aged, "--move-to", tmp_path / "held", "--yes")
    shutil.rmtree(program.home / "memesweep")
    shutil.move(tmp_path / "held", tmp_path / "elsewhere")
    undone = program("undo", tmp_path / "elsewhere", "--yes")
    assert undone.code == 0, undone.err
    assert snapshot(aged) == before


def test_undo_overwrites_nothing_and_can_be_repeated(program: Program, aged: Path, tmp_path: Path) -> None:
    cleaned = program("clean", aged, "--move-to", tmp_path / "held", "--yes", "--json")
    moved = sorted(swept(cleaned.document["images"], aged))
    (aged / moved[0]).write_bytes(b"a newer picture of the same name")
    refused = program("undo", "--yes", "--json")
    assert refused.code == 3
    assert [one["path"] for one in refused.document["errors"]] == [str(aged / moved[0])]
    assert (aged / moved[0]).read_bytes() == b"a newer picture of the same name"
    (aged / moved[0]).unlink()
    again = program("undo", "--yes")
    assert again.code == 0, again.err
    assert (aged / moved[0]).exists()
    assert program("undo", "--yes", "--json").document["summary"]["restored"] == 0


def test_undo_keep_makes_it_stay(program: Program, aged: Path, tmp_path: Path) -> None:
    program("clean", aged, "--move-to", tmp_path / "held", "--yes")
    assert program("undo", "--yes", "--keep").code == 0
    again = program("clean", aged, "--move-to", tmp_path / "held", "--yes", "--json")
    assert again.document["summary"]["planned"] == 0


def test_dry_run_lists_what_a_real_run_takes_and_moves_nothing(
    program: Program, aged: Path, tmp_path: Path
) -> None:
    before = snapshot(aged)
    dry = program("clean", aged, "--dry-run", "--yes", "--json").document
    assert snapshot(aged) == before
    assert dry["summary"]["moved"] == 0
    real = program("clean", aged, "--move-to", tmp_path / "held", "--yes", "--json").document
    assert [one["path"] for one in dry["images"]] == [one["path"] for one in real["images"]]


def test_clean_without_a_folder_means_the_gallery_scanned_last(program: Program, aged: Path) -> None:
    program("scan", aged)
    ended = program("clean", "--dry-run", "--yes", "--json")
    assert ended.code == 0, ended.err
    assert ended.document["summary"]["gallery"] == str(aged)


def test_history_tells_of_it(program: Program, aged: Path, tmp_path: Path) -> None:
    program("clean", aged, "--move-to", tmp_path / "held", "--yes")
    program("undo", "--yes")
    (sweep,) = program("history", "--json").document["summary"]["sweeps"]
    assert sweep["gallery"] == str(aged)
    assert sweep["files"]["moved"] == 0
    assert sweep["files"]["restored"] > 0
    assert sweep["id"] in program("history").out


def test_history_counts_what_somebody_took_meanwhile(program: Program, aged: Path, tmp_path: Path) -> None:
    program("clean", aged, "--move-to", tmp_path / "held", "--yes")
    assert program("history").out.split()[:6] == ["sweep", "away", "back", "stayed", "gallery", "went"]
    moved = program("history", "--json").document["summary"]["sweeps"][0]["files"]["moved"]
    next((tmp_path / "held").rglob("*.jpg")).unlink()
    assert program("undo", "--yes").code == 3
    heading, line = program("history").out.splitlines()
    assert heading.split()[:5] == ["sweep", "away", "back", "stayed", "gone"]
    assert line.split()[1:5] == ["0", str(moved - 1), "0", "1"]


def test_a_quiet_run_says_nothing_and_to_a_person_how_to_undo_what_it_moved(
    program: Program, aged: Path, tmp_path: Path
) -> None:
    silent = (0, "", "")
    for arguments in (("scan", aged), ("clean", aged, "--dry-run")):
        ended = program(*arguments, "--quiet")
        assert (ended.code, ended.out, ended.err) == silent
    watched = converse(program, "clean", aged, "--move-to", tmp_path / "held", "--yes", "--quiet", answer="")
    sweep = program("history", "--json").document["summary"]["sweeps"][0]["id"]
    assert watched.code == 0
    assert watched.seen == f"Moved 3 pictures. To restore them: memesweep undo {sweep}\r\n"
    for unwatched in (
        ("undo", "--not-kept"),
        ("clean", aged, "--move-to", tmp_path / "held"),
        ("clean", aged),
    ):
        ended = program(*unwatched, "--yes", "--quiet")
        assert (ended.code, ended.out, ended.err) == silent
    assert len(program("history", "--json").document["summary"]["sweeps"]) == 2
