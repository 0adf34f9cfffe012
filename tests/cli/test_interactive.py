"""`clean --interactive` at a real pseudo-terminal: look, decide, take back, sweep."""

from __future__ import annotations

import re
from pathlib import Path

import pexpect
import pytest

from tests.support.program import Program

_PATIENCE_S = 240


def begin(program: Program, *arguments: str | Path, terminal: str = "xterm-256color") -> pexpect.spawn[str]:
    command = program.command("clean", "--interactive", *arguments)
    return pexpect.spawn(
        command[0],
        command[1:],
        env={**program.environment, "TERM": terminal},
        dimensions=(40, 100),
        timeout=_PATIENCE_S,
        encoding="utf-8",
    )


def shown(child: pexpect.spawn[str], number: int) -> str:
    """Wait until a picture is on the screen with everything that is said of it; return its file's name."""
    child.expect(rf"{number} of \d+; .*(help|Taken back)")
    (*_, name) = re.findall(r"[\w/-]+\.jpg", f"{child.before}{child.after}")
    assert isinstance(name, str)
    return name


def test_what_is_kept_stays_and_the_rest_goes(program: Program, gallery: Path, tmp_path: Path) -> None:
    sure = {Path(path) for path in program("scan", gallery, "--json").paths("sweep")}
    child = begin(program, gallery, "--move-to", tmp_path / "held")
    first = shown(child, 1)
    assert "\N{UPPER HALF BLOCK}" in (child.before or "")
    child.send("s")
    assert shown(child, 2) != first
    child.send("u")
    assert shown(child, 1) == first
    child.send("k")
    shown(child, 2)
    # On disk before anything else happens.
    (decision,) = program("keep", "--list", "--json").document["summary"]["decisions"]
    assert (decision["choice"], decision["origin"]) == ("keep", "terminal")
    assert decision["path"] == str(gallery / first)
    child.send("q")
    child.expect(r"\[y/N\]")
    child.sendline("y")
    child.expect(pexpect.EOF)
    child.wait()
    assert child.exitstatus == 0
    assert (gallery / first).exists()
    assert {path for path in sure if not path.exists()} == sure - {gallery / first}


def test_keys_typed_before_there_is_a_picture_decide_nothing(program: Program, gallery: Path) -> None:
    child = begin(program, gallery, terminal="dumb")
    child.send("sssss")
    shown(child, 1)
    assert program("keep", "--list").out == ""
    child.sendintr()
    child.expect(pexpect.EOF)
    child.wait()
    assert child.exitstatus == 130


@pytest.mark.parametrize("option", ["--yes", "--json"])
def test_nobody_to_look_is_a_usage_error(program: Program, gallery: Path, option: str) -> None:
    ended = program("clean", gallery, "--interactive", option)
    assert (ended.code, len(ended.err.splitlines())) in {(2, 1), (4, 1)}
