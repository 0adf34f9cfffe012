"""What a gallery's owner leaves out, and several galleries at once."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.conftest import MEMES
from tests.support.pictures import meme_bytes
from tests.support.program import Program
from tests.support.trees import build, snapshot


def swept(program: Program, *words: str | Path) -> set[str]:
    ended = program("scan", *words, "--jsonl")
    assert ended.code == 0, ended.err
    rows = [json.loads(line) for line in ended.out.splitlines()]
    return {Path(row["path"]).name for row in rows if row["verdict"] == "sweep"}


ALL = {Path(meme).name for meme in MEMES}
HOLIDAYS = {"IMG-20240202-WA0003.jpg"}


@pytest.mark.parametrize(
    ("patterns", "left"),
    [
        (("Holidays/",), ALL - HOLIDAYS),
        (("/Holidays",), ALL - HOLIDAYS),
        (("*WA0003*",), ALL - HOLIDAYS),
        (("Holi",), ALL),
        (("/IMG-20240202*",), ALL),
        (("IMG-*", "!IMG-20240202*"), HOLIDAYS),
    ],
)
def test_patterns_leave_out(
    program: Program, gallery: Path, patterns: tuple[str, ...], left: set[str]
) -> None:
    assert swept(program, gallery, *(f"--exclude={pattern}" for pattern in patterns)) == left
    (gallery / ".memesweepignore").write_text("# mine\n\n" + "\n".join(patterns) + "\n")
    assert swept(program, gallery) == left


def test_what_is_left_out_is_not_swept_and_is_counted(
    program: Program, gallery: Path, tmp_path: Path
) -> None:
    (gallery / ".memesweepignore").write_text("Holidays\n")
    before = snapshot(gallery / "Holidays")
    ended = program("clean", gallery, "--move-to", tmp_path / "held", "--yes", "--min-age", "0")
    assert ended.code == 0, ended.err
    assert snapshot(gallery / "Holidays") == before
    assert "left out on request" in program("scan", gallery).out


def test_what_cannot_be_read_stops_the_run(program: Program, gallery: Path, tmp_path: Path) -> None:
    (gallery / ".memesweepignore").mkdir()
    before = snapshot(gallery)
    ended = program("clean", gallery, "--move-to", tmp_path / "held", "--yes", "--min-age", "0")
    assert ended.code == 5
    assert ".memesweepignore" in ended.err
    assert snapshot(gallery) == before


def test_what_is_no_pattern(program: Program, gallery: Path) -> None:
    ended = program("scan", gallery, "--exclude", "!")
    assert ended.code == 2
    assert "'!' is not a valid pattern" in ended.err


def test_a_name_that_is_no_utf_8_is_left_out(program: Program, tmp_path: Path) -> None:
    gallery = build(tmp_path / "g", {"a.jpg": meme_bytes()})
    odd = os.fsencode(gallery) + b"/odd\xff.jpg"
    Path(os.fsdecode(odd)).write_bytes(meme_bytes("coffee.png", "odd indeed"))
    (gallery / ".memesweepignore").write_bytes(b"odd\xff*\n")
    assert swept(program, gallery) == {"a.jpg"}


def test_several_folders_one_after_the_other(program: Program, gallery: Path, tmp_path: Path) -> None:
    other = build(tmp_path / "other", {"b.jpg": meme_bytes("coffee.png", "another folder")})
    assert swept(program, gallery, other) == ALL | {"b.jpg"}
    tables = program("scan", gallery, other).out
    assert str(gallery) in tables
    assert str(other) in tables
    refused = program("scan", gallery, other, "--json")
    assert refused.code == 2
    assert "--jsonl" in refused.err


def test_without_a_folder_the_configured_one_then_the_last(
    program: Program, gallery: Path, tmp_path: Path
) -> None:
    other = build(tmp_path / "other", {"b.jpg": meme_bytes("coffee.png", "another folder")})
    nothing = program("scan")
    assert nothing.code == 2
    assert "Name one" in nothing.err
    assert swept(program, other) == {"b.jpg"}
    assert swept(program) == {"b.jpg"}
    (program.home / "memesweep/config.toml").write_text(f'gallery = "{gallery}"\n')
    assert swept(program) == ALL
