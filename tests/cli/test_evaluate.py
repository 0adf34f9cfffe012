"""`evaluate` on a labelled folder that is small enough to count by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.pictures import PHOTOGRAPHS, meme_bytes, photo_bytes
from tests.support.program import Program
from tests.support.trees import build


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    """Five photographs, two captioned ones, one meme put among the photos on purpose."""
    return build(
        tmp_path / "labelled",
        {
            **{f"photo/samples/{name}.jpg": photo_bytes(name) for name in PHOTOGRAPHS},
            "photo/mislabelled/x.jpg": meme_bytes("chelsea.png"),
            "meme/captions/a.jpg": meme_bytes("coffee.png", "monday morning mood"),
            "meme/captions/b.jpg": meme_bytes("motorcycle_left.png", "me leaving work on friday"),
        },
    )


def test_counts_and_intervals(program: Program, labelled: Path) -> None:
    ended = program("evaluate", labelled, "--json")
    assert ended.code == 0, ended.err
    summary = ended.document["summary"]
    assert (summary["memes"], summary["photos"]) == (2, 6)
    review = summary["review"]
    assert (review["true_memes"], review["false_memes"], review["true_photos"]) == (2, 1, 5)
    # Clopper and Pearson's interval of 1 in 6, from their tables.
    assert review["false_positives"]["low"] == pytest.approx(0.0042, abs=1e-4)
    assert review["false_positives"]["high"] == pytest.approx(0.6412, abs=1e-4)
    groups = {group["name"]: group["review"]["hits"] for group in summary["groups"]}
    assert groups == {"captions": 2, "mislabelled": 1, "samples": 0}


def test_table_and_pictures(program: Program, labelled: Path, tmp_path: Path) -> None:
    ended = program("evaluate", labelled, "--plots", tmp_path / "plots")
    assert ended.code == 0, ended.err
    assert "mislabelled" in ended.out
    written = {path.name for path in (tmp_path / "plots").iterdir()}
    assert {"recall.png", "reliability.png", "worst-meme.png", "worst-photo.png"} <= written


def test_what_cannot_be_scored_is_named(program: Program, labelled: Path) -> None:
    (labelled / "meme/broken.jpg").write_bytes(meme_bytes()[:2000])
    ended = program("evaluate", labelled, "--json")
    assert ended.code == 3
    assert [Path(one["path"]).name for one in ended.document["errors"]] == ["broken.jpg"]


def test_a_folder_without_labels(program: Program, gallery: Path, tmp_path: Path) -> None:
    assert program("evaluate", gallery).code == 2
    assert program("evaluate", tmp_path / "missing").code == 5
