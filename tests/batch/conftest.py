"""Pictures of every fate, and what the classifier itself says of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from memesweep import Classifier
from tests.support.pictures import encoded, meme, photograph


@dataclass(frozen=True)
class Pictures:
    folder: Path
    paths: list[str]
    answers: dict[str, tuple[Any, ...]]
    """Score, verdict, reason, width, height and error by path, from the classifier itself."""

    def agree(self, rows: list[dict[str, Any]]) -> None:
        """Compare rows of a batch with the answers: each path once, every column alike."""
        found = {row["path"]: tuple(row[name] for name in COLUMNS) for row in rows}
        assert len(rows) == len(found), "a row is doubled"
        assert found == self.answers


COLUMNS = ("score", "verdict", "reason", "width", "height", "error")


@pytest.fixture(scope="session")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Pictures:
    folder = tmp_path_factory.mktemp("pictures")
    for number, name in enumerate(("astronaut.png", "chelsea.png", "coffee.png", "rocket.jpg")):
        (folder / f"{number} photo,ü.jpg").write_bytes(encoded(photograph(name)))
        (folder / f"{number}-meme.webp").write_bytes(encoded(meme(name), "WEBP", quality=85))
    (folder / "broken.jpg").write_bytes((folder / "0 photo,ü.jpg").read_bytes()[:3000])
    (folder / "text.jpg").write_text("no picture")
    paths = [*(str(path) for path in sorted(folder.iterdir())), str(folder / "missing.jpg")]
    classifier = Classifier()
    answers = {}
    for path in paths:
        found = classifier.classify_path(path)
        problem = None if found.problem is None else found.problem.value
        size = found.info.width, found.info.height
        answers[path] = (found.score, found.verdict.value, found.reason.value, *size, problem)
    return Pictures(folder, paths, answers)
