"""The question of `clean`, at a real terminal: what is asked, what answers it, and what refuses instead."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pexpect
import pytest

from tests.conftest import MEMES
from tests.faults.strace import draw_pictures, greedy_bundle
from tests.support.trees import snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.support.program import Program

PATIENCE_S = 120


@pytest.fixture(scope="module")
def greedy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return greedy_bundle(tmp_path_factory.mktemp("greedy") / "model")


@pytest.fixture
def many(tmp_path: Path) -> Path:
    draw_pictures(tmp_path / "gallery", 25)
    return tmp_path / "gallery"


def terminal(program: Program, *arguments: str | Path) -> pexpect.spawn[str]:
    command = program.command(*arguments)
    environment = {**program.environment, "TERM": "xterm"}
    running: pexpect.spawn[str] = pexpect.spawn(
        command[0], command[1:], env=environment, encoding="utf-8", timeout=PATIENCE_S, dimensions=(50, 120)
    )
    return running


@pytest.fixture
def asked(program: Program, many: Path, greedy: Path) -> Iterator[pexpect.spawn[str]]:
    """A clean of 25 pictures that has asked its question."""
    running = terminal(program, "clean", many, "--model", greedy)
    running.expect(r"\[y/N\] ")
    yield running
    running.close(force=True)


def test_keys_typed_before_the_question_answer_nothing(program: Program, gallery: Path) -> None:
    before = snapshot(gallery)
    running = terminal(program, "clean", gallery)
    # At once: on a quick machine the last of twenty single lines would come after the question.
    running.send("y\n" * 20)
    running.expect(r"\[y/N\] ")
    assert running.expect([pexpect.EOF, pexpect.TIMEOUT], timeout=3) == 1, "it went on without an answer"
    assert snapshot(gallery) == before
    running.sendline("y")
    running.expect("Moved 3 pictures")
    running.close(force=True)


def test_keys_typed_before_an_undo_answer_nothing(program: Program, gallery: Path) -> None:
    program("clean", gallery, "--yes", "--max-share", "100%", "--min-age", "0")
    swept = snapshot(gallery)
    running = terminal(program, "undo")
    running.send("\n\n\n")
    running.expect(r"\[Y/n\] ")
    assert running.expect([pexpect.EOF, pexpect.TIMEOUT], timeout=3) == 1, "it went on without an answer"
    assert snapshot(gallery) == swept
    running.close(force=True)


def test_the_least_sure_are_shown_and_l_lists_all(asked: pexpect.spawn[str]) -> None:
    shown = asked.before
    assert "score 0." in shown
    assert "The 20 least sure:" in shown
    assert "and 5 more" in shown
    asked.sendline("l")
    asked.expect(r"\[y/N\] ")
    assert asked.before.count(".png") + asked.before.count(".jpg") == 25
    asked.sendline("n")
    asked.expect("Nothing was moved")


def test_r_shows_a_report(asked: pexpect.spawn[str]) -> None:
    asked.sendline("r")
    asked.expect(r"Written: (\S+/report\.html)")
    assert asked.match is not None
    page = str(asked.match[1])
    asked.expect(r"\[y/N\] ")
    try:
        with open(page, encoding="utf-8") as stream:
            assert stream.read().count("<img") >= 20
    finally:
        shutil.rmtree(page.rpartition("/")[0])
    asked.sendline("n")
    asked.expect("Nothing was moved")


def test_a_pipe_and_a_dry_run_list_everything(program: Program, many: Path, greedy: Path) -> None:
    ended = program("clean", many, "--dry-run", "--model", greedy)
    assert ended.out.count(".png") + ended.out.count(".jpg") == 25
    assert "without --dry-run" in ended.err


def test_yes_takes_no_gallery_that_nobody_named(program: Program, gallery: Path) -> None:
    program("scan", gallery)
    before = snapshot(gallery)
    ended = program("clean", "--yes")
    assert ended.code == 2
    assert "--yes needs a folder" in ended.err
    assert snapshot(gallery) == before
    assert program("clean", "--yes", "--dry-run", extra={"MEMESWEEP_GALLERY": str(gallery)}).code == 0


@pytest.mark.parametrize("origin", ["option", "environment", "file", "default"])
def test_a_refusal_says_where_the_limit_came_from(
    program: Program, many: Path, greedy: Path, origin: str
) -> None:
    options: list[str | Path] = [
        "clean",
        many,
        "--yes",
        "--min-age",
        "0",
        "--model",
        greedy,
        "--max-share",
        "100%",
    ]
    extra = {}
    source = ""
    if origin == "option":
        options += ["--max-files", "3"]
        source = "the limit is 3."
    elif origin == "environment":
        extra = {"MEMESWEEP_MAX_FILES": "3"}
        source = "the limit is 3 (from the environment: MEMESWEEP_MAX_FILES)."
    elif origin == "file":
        config = program.home / "memesweep/config.toml"
        config.parent.mkdir()
        config.write_text("max_files = 3\n")
        source = f"the limit is 3 (from max_files in {config})."
    else:
        options[-2:] = ["--max-share", "10%"]
        source = "the limit is 10.0%."
    ended = program(*options, extra=extra)
    assert ended.code == 4
    assert source in ended.err
    assert "raise the limits" in ended.err


def test_also_takes_what_was_to_review(program: Program, gallery: Path) -> None:
    """Where no score is enough, only what a person names goes."""
    chosen = gallery / MEMES[1]
    nothing = program("clean", gallery, "--dry-run", "--sweep-at", "1")
    assert "nothing to sweep. To review: " in nothing.out
    options = ("--yes", "--min-age", "0", "--max-share", "100%", "--sweep-at", "1", "--json")
    ended = program("clean", gallery, "--also", chosen, *options)
    assert ended.code == 0, ended.err
    assert [(image["path"], image["reason"]) for image in ended.document["images"]] == [
        (str(chosen), "chosen")
    ]
    assert not chosen.exists()


def test_also_takes_nothing_that_is_kept_or_elsewhere(
    program: Program, gallery: Path, tmp_path: Path
) -> None:
    kept = gallery / "IMG-20240100-WA0001.jpg"
    ended = program(
        "clean", gallery, "--also", kept, "--yes", "--min-age", "0", "--max-share", "100%", "--json"
    )
    assert ended.code == 3
    assert kept.exists()
    assert [error["path"] for error in ended.document["errors"]] == [str(kept)]
    assert program("clean", gallery, "--also", tmp_path / "x.jpg", "--dry-run").code == 2
