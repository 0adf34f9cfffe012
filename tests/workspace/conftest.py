"""A workspace in a home of its own, and a small gallery."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from memesweep.home import Home
from memesweep.workspace import Workspace
from tests.support.pictures import meme_bytes, photo_bytes
from tests.support.trees import build

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(Home(config_folder=tmp_path / "home", state_folder=tmp_path / "home"))


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """Two memes and a photograph."""
    return build(
        tmp_path / "pictures",
        {
            "cat.jpg": meme_bytes("chelsea.png"),
            "coffee.jpg": meme_bytes("coffee.png", "monday morning mood"),
            "photo.jpg": photo_bytes(),
        },
    )
