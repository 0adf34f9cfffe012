"""`tune` and `--sweep-at`, with decisions about real pictures."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from memesweep.workspace.decisions.tuning import FEWEST_DECISIONS, FEWEST_KEPT
from tests.support.pictures import encoded, meme, meme_bytes
from tests.support.program import Program
from tests.support.terminal import converse

GONE = FEWEST_DECISIONS - FEWEST_KEPT


@pytest.fixture
def decided(program: Program, tmp_path: Path) -> Path:
    """A gallery of which some pictures are kept and the memes were let go, and are gone."""
    gallery = tmp_path / "gallery"
    gallery.mkdir()
    for number in range(FEWEST_KEPT + 4):
        joke = meme("coffee.png", "nobody:", f"me at {number} o'clock in the morning")
        (gallery / f"kept-{number}.jpg").write_bytes(encoded(joke, quality=85))
    memes = [gallery / f"gone-{number}.jpg" for number in range(GONE)]
    for number, file in enumerate(memes):
        file.write_bytes(meme_bytes("chelsea.png", f"when it is {number} o'clock"))
    assert program("keep", *sorted(gallery.glob("kept-*")), "--quiet").code == 0
    said = [
        {
            "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
            "size": file.stat().st_size,
            "path": str(file),
            "choice": "sweep",
            "origin": "page",
            "decided_at": 1_700_000_000.0,
            "perceptual_hash": None,
        }
        for file in memes
    ]
    listed = tmp_path / "said.json"
    listed.write_text(json.dumps({"memesweep_decisions": 1, "decisions": said}))
    assert program("keep", "--import", listed).code == 0
    swept = program("clean", gallery, "--move-to", tmp_path / "held", "--yes", "--min-age", "0", "--json")
    assert swept.document["summary"]["moved"] == GONE, swept.err
    return gallery


def test_decisions_speak_and_a_yes_writes_what_they_say(program: Program, decided: Path) -> None:
    config = program.home / "memesweep/config.toml"
    config.write_text("# mine\nmax_files = 500\n")
    kept = [
        image for image in program("scan", decided, "--json").document["images"] if image["reason"] == "kept"
    ]
    assert len(kept) >= FEWEST_KEPT
    summary = program("tune", decided, "--json").document["summary"]
    assert (summary["decided"], summary["kept"]) == (GONE + len(kept), len(kept))
    unasked = program("tune", decided)
    assert unasked.code == 0
    assert "the model was right about" in unasked.out
    assert config.read_text() == "# mine\nmax_files = 500\n"  # nobody was asked, so nothing was written
    # The model was sure of all that is gone, so it is asked of somebody who sweeps nothing unasked.
    summary = program("tune", decided, "--json", "--sweep-at", "1").document["summary"]
    assert summary["offered"] is not None
    assert summary["then"]["swept"] > 0
    assert summary["then"]["taken"] == 0
    words = ("tune", decided, "--sweep-at", "1")
    assert converse(program, *words, answer="n\n").code == 0
    assert config.read_text() == "# mine\nmax_files = 500\n"
    talk = converse(program, *words, answer="y\n")
    assert talk.code == 0, talk.seen
    assert ("below the model's own threshold" in talk.seen) == (
        summary["offered"] < summary["model_sweeps_at"]
    )
    written = config.read_text()
    assert written.startswith("# mine\nmax_files = 500\nsweep_at = ")
    value = float(written.rpartition("=")[2])
    assert program("tune", decided, "--json").document["summary"]["sweep_at"] == value
    assert converse(program, *words, answer="y\n").code == 0
    assert config.read_text().count("sweep_at") == 1


def test_few_decisions_offer_nothing(program: Program, gallery: Path) -> None:
    ended = program("tune", gallery)
    assert ended.code == 0
    assert f"It takes {FEWEST_DECISIONS} decisions" in ended.out


def test_another_threshold_changes_verdicts_and_scores_nothing_anew(program: Program, gallery: Path) -> None:
    usual = program("scan", gallery, "--json")
    assert usual.paths("sweep")
    strict = program("scan", gallery, "--json", "--sweep-at", "1")
    assert strict.paths("sweep") == []
    assert strict.document["summary"]["scored_now"] == 0
    assert set(usual.paths("sweep")) <= set(strict.paths("review"))


@pytest.mark.parametrize("value", ["0", "1.5", "nan", "much"])
def test_what_is_no_score(program: Program, gallery: Path, value: str) -> None:
    assert program("scan", gallery, "--sweep-at", value).code == 2
