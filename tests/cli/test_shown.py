"""What people see: names and values shown escaped and whole, and lines that can be typed."""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path

from tests.support.pictures import meme_bytes, photo_bytes
from tests.support.program import Program
from tests.support.trees import build

RED = "\x1b[31mred\x1b[0m"
ESCAPED = "\\x1b[31mred\\x1b[0m"


def test_brackets_in_a_name_are_no_markup(program: Program, tmp_path: Path) -> None:
    gallery = build(tmp_path / "w[/b] [bold]x", {"meme.jpg": meme_bytes(), "photo.jpg": photo_bytes()})
    cleaned = program("clean", gallery, "--yes", "--min-age", "0")
    assert cleaned.code == 0, cleaned.err
    undone = program("undo", "--yes")
    assert undone.code == 0, undone.err
    assert str(gallery) in undone.out
    assert (gallery / "meme.jpg").exists()


def test_control_bytes_of_names_and_values_stay_bytes(
    program: Program, gallery: Path, tmp_path: Path
) -> None:
    build(gallery, {RED: b"no picture", f"meme/{RED}.jpg": meme_bytes()[:2000], "photo/a.jpg": photo_bytes()})
    broken = tmp_path / f"broken {RED}"
    for ended in (
        program("check", gallery / RED),
        program("evaluate", gallery),
        program("config", extra={"MEMESWEEP_GALLERY": f"/{RED}"}),
        program("scan", broken),
        program("scan", gallery, "--model", broken),
    ):
        assert "\x1b" not in ended.out + ended.err
        assert ESCAPED in ended.out + ended.err


def test_the_line_to_type_next_can_be_typed(program: Program, gallery: Path) -> None:
    odd = gallery.rename(gallery.with_name("it's a $gallery"))
    (line,) = [one for one in program("scan", odd).out.splitlines() if "memesweep clean" in one]
    words = shlex.split(line.split(": ", 1)[1])
    assert words == ["memesweep", "clean", str(odd), "--dry-run"]
    unshown = shutil.move(odd, gallery.with_name("line\nfeed"))
    assert "memesweep clean" not in program("scan", unshown).out
