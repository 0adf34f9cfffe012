"""With a terminal: the question, its default, and a progress bar that leaves nothing behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import MEMES
from tests.support.program import Program
from tests.support.terminal import converse
from tests.support.trees import snapshot


@pytest.mark.parametrize("answer", ["\n", "n\n", "what?\n"])
def test_anything_but_yes_moves_nothing(program: Program, gallery: Path, answer: str) -> None:
    before = snapshot(gallery)
    talk = converse(program, "clean", gallery, answer=answer)
    assert talk.code == 0
    assert "Nothing was moved" in talk.seen
    assert snapshot(gallery) == before


def test_the_question_says_how_many_what_share_and_how_large(
    program: Program, gallery: Path, tmp_path: Path
) -> None:
    talk = converse(program, "clean", gallery, "--move-to", tmp_path / "held", answer="y\n")
    assert talk.code == 0, talk.seen
    question = next(line for line in talk.seen.splitlines() if "[y/N]" in line)
    assert all(part in question for part in ("Move ", "% of the gallery", "kB", str(tmp_path / "held")))
    moved = {path.name for path in (tmp_path / "held").rglob("*.jpg")}
    assert moved
    assert moved <= {Path(meme).name for meme in MEMES}
    talk = converse(program, "undo", question="[Y/n]", answer="\n")
    assert talk.code == 0, talk.seen
    assert not list((tmp_path / "held").rglob("*.jpg"))


@pytest.mark.parametrize("answer", ["n\n", "y\n"])
def test_a_limit_is_part_of_the_question(
    program: Program, gallery: Path, tmp_path: Path, answer: str
) -> None:
    """Somebody is there to decide: a refusal after the work would only have them type it all again."""
    talk = converse(
        program, "clean", gallery, "--move-to", tmp_path / "held", "--max-files", "1", answer=answer
    )
    assert talk.code == 0, talk.seen
    before_the_question = talk.seen[: talk.seen.index("[y/N]")]
    assert "The plan takes 3 pictures, the limit is 1" in before_the_question
    assert len(list((tmp_path / "held").rglob("*.jpg"))) == (3 if answer == "y\n" else 0)


def test_progress_is_shown_to_a_terminal(program: Program, gallery: Path) -> None:
    assert "Scanning" in converse(program, "scan", gallery, answer="").seen
    assert "Scanning" not in converse(program, "scan", gallery, "--quiet", answer="").seen
