"""`keep`: what was said of pictures is shown, forgotten, carried elsewhere."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import MEMES
from tests.support.program import Program
from tests.support.terminal import converse


def test_keep_list_and_remove(program: Program, gallery: Path) -> None:
    meme, other = gallery / MEMES[1], gallery / MEMES[2]
    assert "2 pictures added; 2 on the keep-list" in program("keep", meme, other).err
    listed = program("keep", "--list").out
    digest = hashlib.sha256(meme.read_bytes()).hexdigest()
    (line,) = (line for line in listed.splitlines() if line.endswith(str(meme)))
    assert line.split()[:2] == [digest[:16], "keep"]
    assert program("keep", "--remove", digest[:8]).code == 0
    assert str(meme) not in program("keep", "--list").out
    assert program("keep", "--forget", other, "--json").document["summary"]["kept"] == []


@pytest.mark.parametrize("name", ["", "abc", "zzzz", "no/such/file.jpg"])
def test_what_names_no_decision_removes_none(program: Program, gallery: Path, name: str) -> None:
    program("keep", gallery / MEMES[1])
    ended = program("keep", "--remove", gallery / MEMES[1], name)
    assert (ended.code, len(ended.err.splitlines())) == (2, 1)
    assert str(gallery / MEMES[1]) in program("keep", "--list").out


def test_keep_of_a_folder_or_nothing(program: Program, gallery: Path) -> None:
    asked = program("keep", gallery)
    assert asked.code == 4
    assert "a folder with 10 pictures" in asked.err
    assert program("keep", "--list").out == ""
    declined = converse(program, "keep", gallery / "Holidays", answer="n\n")
    assert "Keep 2 pictures in" in declined.seen
    assert program("keep", "--list").out == ""
    # Two of them are one picture under two names.
    assert "9 pictures added; 9 on the keep-list" in program("keep", gallery, "--yes").err
    assert program("keep").code == 2


def test_keep_refuses_what_is_no_picture(program: Program, gallery: Path) -> None:
    ended = program("keep", gallery / "notes.txt", gallery / MEMES[1], gallery / "VID-20240204-WA0001.mp4")
    assert ended.code == 3
    assert f"{gallery / 'notes.txt'}: not a picture" in ended.err
    assert "1 picture added; 1 on the keep-list" in ended.err


def test_decisions_outlive_a_lost_catalog(program: Program, gallery: Path, tmp_path: Path) -> None:
    odd = gallery / os.fsdecode(b"\xff odd.jpg")
    (gallery / MEMES[1]).rename(odd)
    program("keep", odd)
    file = tmp_path / "decisions.json"
    for _ in range(2):  # an export takes an earlier one's place
        assert program("keep", "--export", file).code == 0
    before = program("keep", "--list", "--json").document["summary"]
    for left in (program.home / "memesweep").glob("catalog*"):
        left.unlink()
    assert program("keep", "--list").out == ""
    assert "1 picture added" in program("keep", "--import", file).err
    assert program("keep", "--import", file).err == "Nothing to change; 1 on the keep-list.\n"
    assert program("keep", "--list", "--json").document["summary"] == {**before, "changed": 0}
    assert json.loads(program("keep", "--export", "-").out) == json.loads(file.read_text())
    kept = [
        one["path"]
        for one in program("scan", gallery, "--json").document["images"]
        if one["reason"] == "kept"
    ]
    assert kept == [str(odd)]


def exported(program: Program, file: Path) -> dict[str, Any]:
    program("keep", "--export", file)
    document: dict[str, Any] = json.loads(file.read_text())
    return document


def test_what_was_said_last_counts(program: Program, gallery: Path, tmp_path: Path) -> None:
    program("keep", gallery / MEMES[1])
    file = tmp_path / "decisions.json"
    document = exported(program, file)
    (decision,) = document["decisions"]
    for age, choice in ((-10, "keep"), (10, "sweep")):
        said = {**decision, "choice": "sweep", "origin": "page", "decided_at": decision["decided_at"] + age}
        file.write_text(json.dumps({**document, "decisions": [said]}))
        program("keep", "--import", file)
        (now,) = program("keep", "--list", "--json").document["summary"]["decisions"]
        assert now["choice"] == choice


def test_of_a_damaged_file_nothing_is_taken(program: Program, gallery: Path, tmp_path: Path) -> None:
    program("keep", gallery / MEMES[1], gallery / MEMES[2])
    file = tmp_path / "decisions.json"
    document = exported(program, file)
    program("keep", "--remove", gallery / MEMES[1], gallery / MEMES[2])
    document["decisions"][1]["choice"] = "delete"
    file.write_text(json.dumps(document))
    ended = program("keep", "--import", file)
    assert (ended.code, len(ended.err.splitlines())) == (2, 1)
    assert "Decision 2" in ended.err
    assert program("keep", "--list").out == ""


def test_another_file_is_neither_read_nor_replaced(program: Program, tmp_path: Path) -> None:
    file = tmp_path / "decisions.json"
    file.write_text("{}")
    for option in ("--import", "--export"):
        ended = program("keep", option, file)
        assert (ended.code, len(ended.err.splitlines())) == (2, 1), ended.err
    assert file.read_text() == "{}"
    assert program("keep", "--import", tmp_path / "missing").code == 2
