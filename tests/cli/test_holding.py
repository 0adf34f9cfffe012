"""`holding`, and what undo and history say of what went to the trash, with the real program."""

from __future__ import annotations

import os
import shlex
import time
from pathlib import Path

import pytest

from tests.conftest import MEMES
from tests.support.program import Program
from tests.support.terminal import converse
from tests.support.trees import snapshot


@pytest.fixture
def held(program: Program, gallery: Path, tmp_path: Path) -> Path:
    """The holding folder of a sweep of `gallery`, under a name that a shell would take apart."""
    folder = tmp_path / "held $HOME's"
    assert program("clean", gallery, "--move-to", folder, "--yes", "--min-age=0", "--quiet").code == 0
    return folder


def folder_of(held: Path) -> Path:
    (folder,) = held.iterdir()
    return folder


def test_what_waits_is_listed_by_age(program: Program, gallery: Path, held: Path) -> None:
    shown = program("holding", held)
    assert shown.code == 0
    assert str(gallery) in shown.out
    assert folder_of(held).name in shown.out
    recent = program("holding", held, "--older-than", "90d", "--json")
    assert recent.document["summary"]["sweeps"] == []
    assert program("holding", held, "--older-than=90d", "--trash").err.startswith("No sweep has waited")
    (sweep,) = program("holding", held, "--json").document["summary"]["sweeps"]
    assert sweep["pictures"] == len(MEMES)
    assert sweep["trashed_to"] is None
    assert abs(sweep["swept_at"] - time.time()) < 600


def test_nothing_goes_without_a_yes(program: Program, held: Path) -> None:
    before = snapshot(held)
    refused = program("holding", held, "--trash")
    assert refused.code == 4
    assert "--yes" in refused.err
    declined = converse(program, "holding", held, "--trash", answer="n\n")
    assert declined.code == 0
    assert "Move 1 sweep with 3 pictures" in declined.seen
    assert snapshot(held) == before


def test_undo_and_history_say_what_is_in_the_trash_by_now(
    program: Program, gallery: Path, held: Path
) -> None:
    folder = folder_of(held)
    agreed = converse(program, "holding", held, "--trash", answer="y\n")
    assert agreed.code == 0
    trashed = program.trash / "files" / folder.name
    assert trashed.is_dir()
    assert str(trashed) in program("history").out.replace("\n", "")
    command = f"memesweep undo {shlex.quote(str(trashed))}"
    for words in ((), (folder.name,), (MEMES[0],)):
        refused = program("undo", *words, "--yes")
        assert refused.code == 5
        assert refused.err.strip().endswith(command)
    assert program(*shlex.split(command)[1:], "--yes").code == 0
    assert all((gallery / meme).exists() for meme in MEMES)
    assert program("undo", "--yes").code == 0


def test_a_timer_may_move_old_sweeps_to_the_trash(program: Program, held: Path) -> None:
    folder = folder_of(held)
    moved = program("holding", held, "--trash", "--yes", "--json")
    assert moved.code == 0
    (sweep,) = moved.document["summary"]["sweeps"]
    assert sweep["trashed_to"] == str(program.trash / "files" / folder.name)
    assert os.listdir(held) == []
    quiet = program("holding", held, "--trash", "--yes", "--quiet")
    assert (quiet.code, quiet.out, quiet.err) == (0, "", "")


def test_a_folder_that_is_not_there_is_named(program: Program, tmp_path: Path) -> None:
    ended = program("holding", tmp_path / "missing")
    assert ended.code == 5
    assert str(tmp_path / "missing") in ended.err
    assert program("holding").code == 2
