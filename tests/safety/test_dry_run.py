"""A dry run and a real run list the same files, and the dry run moves none."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.faults.dry import compare_runs
from tests.faults.strace import draw_pictures, strace_works
from tests.support.trees import snapshot

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.program import Program


def test_on_random_galleries() -> None:
    figures = compare_runs(25)
    print(figures)  # noqa: T201 - the figure is part of the result
    assert figures.files > 100
    assert not figures.differing
    assert not figures.moved_by_dry_runs


def test_states_and_lists_of_the_program(program: Program, greedy: Path, tmp_path: Path) -> None:
    gallery = tmp_path / "gallery"
    draw_pictures(gallery, 6)
    before = snapshot(gallery)
    options: list[str | Path] = ["--yes", "--max-share", "100%", "--model", greedy, "--json"]
    dry = program("clean", gallery, "--dry-run", *options).document
    assert snapshot(gallery) == before
    assert {one["state"] for one in dry["images"]} == {"intended"}
    assert dry["summary"]["moved"] == 0
    assert dry["status"] == "success"
    real = program("clean", gallery, *options).document
    assert {one["state"] for one in real["images"]} == {"moved"}
    assert [one["path"] for one in dry["images"]] == [one["path"] for one in real["images"]]


@pytest.mark.skipif(not strace_works(), reason="no strace")
def test_an_interrupted_sweep_is_left_as_it_is(program: Program, greedy: Path, tmp_path: Path) -> None:
    gallery, held = tmp_path / "gallery", tmp_path / "held"
    draw_pictures(gallery, 3)
    options: list[str | Path] = ["--yes", "--max-share", "100%", "--move-to", held, "--model", greedy]
    killing = ["strace", "-qq", "-o", "/dev/null", "-e", "inject=renameat2:signal=KILL:when=2"]
    subprocess.run(
        [*killing, *program.command("clean", gallery, *options)],
        env=program.environment,
        check=False,
        timeout=120,
    )
    before = (snapshot(gallery), snapshot(held))
    dry = program("clean", gallery, "--dry-run", *options)
    assert (snapshot(gallery), snapshot(held)) == before
    assert "was interrupted" in dry.err
    assert "accounted for now" in program("clean", gallery, *options).err
