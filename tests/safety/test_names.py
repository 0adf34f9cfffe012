"""File names are data: whatever bytes they hold, they are shown escaped, stored whole and brought back."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from memesweep.cli.terminal.names import printable
from memesweep.sweep.fileops.suffix import shortened, with_suffix
from tests.faults.strace import draw_pictures
from tests.faults.world import AGE_NS, facts_of

if TYPE_CHECKING:
    from tests.support.program import Program

NAMES = (
    b"line\nfeed.jpg",
    b"carriage\rreturn.jpg",
    b"tab\tbell\a\x1b[31mred\x1b[0m.jpg",
    "right\u202egpj.to.left.jpg".encode(),
    "zero\u200bwidth\u2066isolate.jpg".encode(),
    b"latin-\xe9\xff.jpg",
    b"\xed\xa0\x80 lone surrogate.jpg",
    b"-rf.jpg",
    b"--yes",
    b"<img src=x onerror=alert(1)>.jpg",
    b"&amp;%41%2F.jpg",
    b"'; DROP TABLE moves; --.jpg",
    b"$(touch pwned) `touch pwned`.jpg",
    b"[bold red]markup[red].jpg",
    b"\\..\\back.jpg",
    b" leading and trailing .jpg ",
    b"~",
    "ünïcode 家族 عائلة परिवार 👨\u200d👩\u200d👧.jpg".encode(),
    "e\u0301 decomposed.jpg".encode(),
    "\u00e9 composed.jpg".encode(),
    b"x" * 251 + b".jpg",
    "é".encode() * 125 + b".jpg",
    b"n." + b"x" * 253,
    b"con.jpg",
    b"a:b|c?d*e.jpg",
)
"""Names that broke somebody's program once."""

_TABLE_ROWS = 14
"""Names from the beginning of the list that fit into a table, whatever their scores."""


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A gallery with all of them, some in folders as bad as themselves."""
    gallery = tmp_path / "gallery"
    draw_pictures(tmp_path / "drawn", len(NAMES))
    for number, drawn in enumerate(sorted((tmp_path / "drawn").rglob("*.jpg"))):
        folder = gallery / os.fsdecode(b"in " + NAMES[-number][:100]) if number % 3 == 0 else gallery
        folder.mkdir(parents=True, exist_ok=True)
        target = drawn.rename(folder / os.fsdecode(NAMES[number]))
        os.utime(target, ns=(AGE_NS, AGE_NS + number))
    return gallery


@pytest.mark.parametrize("trash", [False, True])
def test_scan_clean_and_undo(
    program: Program, hostile: Path, greedy: Path, tmp_path: Path, *, trash: bool
) -> None:
    before = facts_of(hostile)
    assert len(before) == len(NAMES)
    scanned = program("scan", hostile, "--json", "--model", greedy)
    assert scanned.code == 0, scanned.err
    paths = {os.path.relpath(path, hostile) for path in scanned.paths()}
    assert paths == set(before)
    where: list[str | Path] = ["--trash"] if trash else ["--move-to", tmp_path / "held"]
    options: list[str | Path] = [
        "--yes",
        "--min-age",
        "0",
        "--max-share",
        "100%",
        "--model",
        greedy,
        "--json",
    ]
    cleaned = program("clean", hostile, *where, *options)
    assert cleaned.code == 0, cleaned.out
    assert {os.path.relpath(path, hostile) for path in cleaned.paths()} == set(before)
    assert not facts_of(hostile)
    undone = program("undo", "--yes", "--json")
    assert undone.code == 0, undone.err
    assert facts_of(hostile) == before


def test_what_people_see_is_escaped(program: Program, greedy: Path, tmp_path: Path) -> None:
    gallery = tmp_path / "gallery"
    draw_pictures(tmp_path / "drawn", _TABLE_ROWS)
    gallery.mkdir()
    for name, drawn in zip(NAMES, sorted((tmp_path / "drawn").rglob("*.jpg")), strict=False):
        drawn.rename(gallery / os.fsdecode(name))
    shown = program("scan", gallery, "--model", greedy).out
    shown += program("clean", gallery, "--dry-run", "--model", greedy).out
    for evil in ("\x1b", "\a", "\r", "\u202e", "\u200b", "\u2066", "\udcff"):
        assert evil not in shown
    for tame in (
        r"line\nfeed.jpg",
        r"\x1b[31mred",
        r"right\u202egpj",
        r"latin-\xe9\xff.jpg",
        "[bold red]markup",
    ):
        assert shown.count(tame) == 2


def test_a_name_that_is_no_text_does_not_break_a_plain_terminal(
    program: Program, hostile: Path, greedy: Path
) -> None:
    """Under a locale that has no word for most of these letters."""
    extra = {"PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    ended = program("scan", hostile, "--model", greedy, extra=extra)
    assert ended.code == 0, ended.err
    ended = program("clean", hostile, "--dry-run", "--model", greedy, extra=extra)
    assert ended.code == 0, ended.err


def test_json_gives_every_byte_back(program: Program, hostile: Path, greedy: Path) -> None:
    out = program("scan", hostile, "--json", "--model", greedy).out
    assert out.isascii()
    assert {os.fsencode(Path(one["path"]).name) for one in json.loads(out)["images"]} == set(NAMES)


def test_errors_name_files_escaped(program: Program, tmp_path: Path) -> None:
    ended = program("scan", tmp_path / "no\nsuch\u202efolder")
    assert ended.code == 5
    assert len(ended.err.splitlines()) == 1
    assert "\u202e" not in ended.err


@pytest.mark.parametrize("name", [os.fsdecode(name) for name in NAMES])
@pytest.mark.parametrize("most", [255, 245, 143])
def test_suffixes_fit_and_differ(name: str, most: int) -> None:
    first = with_suffix(f"folder/{name}", 1, most)
    second = with_suffix(first, 2, most)
    assert len({f"folder/{name}", first, second}) == 3
    for one in (first, second):
        assert len(os.fsencode(one.removeprefix("folder/"))) <= most
    assert len(os.fsencode(shortened(name, most))) <= most


def test_printable_keeps_letters() -> None:
    assert printable("ünïcode 家族 عائلة") == "ünïcode 家族 عائلة"
    assert printable("a\nb\u202e\udcff\x1b") == "a\\nb\\u202e\\xff\\x1b"
