"""Files and folders that could not be read: said, and no success; the rest is swept."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import MEMES
from tests.support.program import Program


@pytest.fixture
def closed(gallery: Path) -> Path:
    """The gallery with a meme and a folder that may not be read."""
    (gallery / MEMES[1]).chmod(0)
    (gallery / "Holidays").chmod(0)
    return gallery


@pytest.mark.parametrize("command", [("scan",), ("clean", "--yes", "--min-age", "0"), ("clean", "--dry-run")])
def test_what_may_not_be_read_is_listed(program: Program, closed: Path, command: tuple[str, ...]) -> None:
    ended = program(*command, closed, "--json", bound=True)
    assert ended.code == 3
    assert ended.document["status"] == "partial"
    found = {one["path"]: one["message"] for one in ended.document["errors"]}
    assert found == {
        str(closed / MEMES[1]): "no permission to read",
        str(closed / "Holidays"): "no permission to list the folder",
    }


def test_clean_sweeps_the_rest_and_says_what_stays(program: Program, closed: Path) -> None:
    ended = program("clean", closed, "--yes", "--min-age", "0", "--quiet", bound=True)
    assert ended.code == 3
    assert not (closed / MEMES[2]).exists()
    assert (closed / MEMES[1]).exists()
    assert len(ended.err.splitlines()) == 2
    assert str(closed / MEMES[1]) in ended.err
    assert str(closed / "Holidays") in ended.err
