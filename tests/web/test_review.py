"""The review page as its server sees it: the real program, spoken to on a socket."""

from __future__ import annotations

import json
import os
import shutil
from typing import TYPE_CHECKING

import pytest

from memesweep.verdict.verdict import Reason
from memesweep.web.review.reasons import TILE_WORDS
from tests.conftest import MEMES
from tests.faults.strace import greedy_bundle
from tests.support.pictures import encoded, meme, meme_bytes, photo_bytes
from tests.support.review import Review, reviewing
from tests.support.trees import build, snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.support.program import Program

NAMES = [name.rpartition("/")[2] for name in MEMES]
HOSTILE = (
    "<img src=x onerror=alert(1)>.jpg",
    "'\"><script>alert(1)</script>.jpg",
    "photo\u202egpj.exe.jpg",
    "line\nfeed.jpg",
    "\x1b[2J.jpg",
    os.fsdecode(b"bad\xff\xfe.jpg"),
    "{{ 7*7 }}.jpg",
)


@pytest.fixture
def review(program: Program, gallery: Path) -> Iterator[Review]:
    with reviewing(program, gallery) as review:
        review.wait_for("ready")
        yield review


def test_every_reason_has_words() -> None:
    assert set(TILE_WORDS) == set(Reason)


def test_shows_what_a_scan_finds(review: Review, gallery: Path, program: Program) -> None:
    before = snapshot(gallery)
    pictures = review.pictures()
    assert {name for name, row in pictures.items() if row["verdict"] == "sweep"} == set(NAMES)
    for name in NAMES:
        answer = review.get(f"pictures/{pictures[name]['id']}/thumbnail")
        assert answer.headers["content-type"] == "image/webp"
        assert answer.body[8:12] == b"WEBP"
        assert review.get(f"pictures/{pictures[name]['id']}/large").body[8:12] == b"WEBP"
    assert snapshot(gallery) == before
    kept = list((program.home / "memesweep/thumbnails").iterdir())
    assert len(kept) == len(NAMES)
    assert all(path.stat().st_mode & 0o077 == 0 for path in kept)


def test_decides_sweeps_and_undoes(review: Review, gallery: Path, program: Program) -> None:
    before = snapshot(gallery)
    review.decide(NAMES[:1], "keep")
    proposal = review.ask()
    assert proposal["count"] == 2
    assert proposal["kept"] == 1
    assert proposal["destination"]["kind"] == "trash"
    assert snapshot(gallery) == before
    order = {"proposal": proposal["id"], "objections": []}
    assert review.post("api/sweep", order).status == 200
    assert review.wait_for("swept")["result"]["moved"] == 2
    assert len(list((program.trash / "files").iterdir())) == 2
    assert review.post("api/undo", {}).status == 200
    assert review.wait_for("undone")["result"] == {"restored": 2, "failed": []}
    assert snapshot(gallery) == before
    assert program("keep", "--list").out.count(NAMES[0]) == 1


def test_a_decision_is_undone_step_by_step(review: Review) -> None:
    review.decide(NAMES, "keep", "first")
    review.decide(NAMES[:1], "sweep", "second")
    review.decide(NAMES[1:2], "sweep", "second")
    answer = json.loads(review.post("api/decisions/undo", {}).text)
    assert set(answer["choices"].values()) == {"keep"}
    assert len(answer["choices"]) == 2
    assert answer["steps"] == 1
    review.post("api/decisions/undo", {})
    assert {review.pictures()[name]["choice"] for name in NAMES} == {None}
    assert json.loads(review.post("api/decisions/undo", {}).text)["choices"] == {}


def test_another_run_may_work_while_somebody_decides(review: Review, gallery: Path, program: Program) -> None:
    assert program("scan", gallery).code == 0
    review.ask()
    assert program("scan", gallery).code == 6
    assert review.post("api/cancel", {}).status == 200
    review.wait_for("ready")
    assert program("scan", gallery).code == 0


def test_what_came_meanwhile_is_not_swept(review: Review, gallery: Path) -> None:
    (gallery / "new.jpg").write_bytes(meme_bytes("motorcycle_left.png", "nobody has seen this"))
    (gallery / NAMES[1]).write_bytes(photo_bytes("coffee.png"))
    proposal = review.ask()
    assert proposal["count"] == 2
    assert [row["name"] for row in proposal["staying"]] == [NAMES[1]]


def test_of_two_equal_files_one_may_go(program: Program, tmp_path: Path) -> None:
    same = meme_bytes("coffee.png", "monday morning mood")
    gallery = build(tmp_path / "Pictures", {"old.jpg": same, "new.jpg": same, "photo.jpg": photo_bytes()})
    with reviewing(program, gallery) as review:
        review.wait_for("ready")
        assert review.pictures()["old.jpg"]["group"] == review.pictures()["new.jpg"]["group"] is not None
        review.decide(["new.jpg"], "keep", "1")
        review.decide(["old.jpg"], "sweep", "2")
        assert review.sweep()["moved"] == 1
    assert (gallery / "new.jpg").exists()
    assert not (gallery / "old.jpg").exists()
    assert "new.jpg" in program("keep", "--list").out


def test_a_copy_that_somebody_keeps_is_kept_in_a_later_review(program: Program, tmp_path: Path) -> None:
    drawn = meme("coffee.png", "monday morning mood")
    gallery = build(
        tmp_path / "Pictures", {"one.jpg": encoded(drawn, quality=90), "photo.jpg": photo_bytes()}
    )
    with reviewing(program, gallery) as review:
        review.wait_for("ready")
        review.decide(["one.jpg"], "keep")
    (gallery / "two.jpg").write_bytes(encoded(drawn, quality=60))
    with reviewing(program, gallery) as review:
        review.wait_for("ready")
        assert review.pictures()["one.jpg"]["choice"] == "keep"
        assert review.pictures()["two.jpg"]["reason"] == "like-kept"
        review.decide(["two.jpg"], "sweep")
        assert review.sweep()["moved"] == 1
    assert sorted(path.name for path in gallery.iterdir()) == ["one.jpg", "photo.jpg"]


def test_a_synchronised_folder_has_to_be_approved(program: Program, gallery: Path) -> None:
    (gallery / ".stfolder").mkdir()
    with reviewing(program, gallery) as review:
        review.wait_for("ready")
        proposal = review.ask()
        assert [objection["code"] for objection in proposal["objections"]] == ["synced"]
        review.post("api/sweep", {"proposal": proposal["id"], "objections": []})
        assert "synchronised" in review.wait_for("ready")["message"]
        assert review.sweep()["moved"] == 3


def test_hostile_names_are_text(program: Program, tmp_path: Path) -> None:
    files = {name: meme_bytes("chelsea.png", f"number {n}") for n, name in enumerate(HOSTILE)}
    gallery = build(tmp_path / "<b>{{gallery}}", {**files, "photo.jpg": photo_bytes()})
    greedy = greedy_bundle(tmp_path / "model")
    with reviewing(program, gallery, "--model", greedy) as review:
        review.wait_for("ready")
        page = review.get("").text
        assert "&lt;b&gt;{{gallery}}" in page
        names = list(review.pictures())
        assert len(names) == len(HOSTILE) + 1
        assert all(name.isprintable() for name in names)
        assert review.sweep()["moved"] == len(HOSTILE) + 1


def test_the_program_says_why_there_is_nothing_to_review(program: Program, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    missing, empty = program("review", tmp_path / "nowhere"), program("review", tmp_path / "empty")
    assert missing.code == empty.code == 5
    assert "nowhere" in missing.err
    assert "Traceback" not in missing.err + empty.err


def test_it_ends_when_nobody_comes(program: Program, gallery: Path) -> None:
    assert program("review", gallery, "--no-browser", "--idle-minutes", "0.05").code == 0


def test_killed_while_deciding(program: Program, gallery: Path) -> None:
    with reviewing(program, gallery) as review:
        review.wait_for("ready")
        review.decide(NAMES[:2], "keep")
        review.process.kill()
    shutil.rmtree(program.home / "memesweep/thumbnails", ignore_errors=True)
    with reviewing(program, gallery) as review:
        review.wait_for("ready")
        assert [review.pictures()[name]["choice"] for name in NAMES] == ["keep", "keep", None]
        assert review.ask()["count"] == 1


@pytest.mark.parametrize("moves", [0, 1, 2, 4])
def test_killed_while_sweeping(program: Program, gallery: Path, tmp_path: Path, moves: int) -> None:
    for number in range(5):
        (gallery / f"more-{number}.jpg").write_bytes(meme_bytes("coffee.png", f"the same as number {number}"))
    before, swept = snapshot_files(gallery), tmp_path / "swept"
    with reviewing(program, gallery, "--move-to", swept) as review:
        review.wait_for("ready")
        proposal = review.ask()
        review.post("api/sweep", {"proposal": proposal["id"], "objections": []})
        while review.process.poll() is None and sum(1 for _ in swept.rglob("*.jpg")) < moves:
            pass
        review.process.kill()
        review.process.wait()
    here = {path.name for path in gallery.rglob("*.jpg")}
    there = {path.name for path in swept.rglob("*.jpg")}
    assert len(there) >= moves
    assert not here & there
    assert len(here | there) == sum(name.endswith(".jpg") for name in before)
    assert program("undo", "--yes").code == 0
    assert snapshot_files(gallery) == before


def snapshot_files(folder: Path) -> dict[str, tuple[object, ...]]:
    """Leave out folders: when a sweep was killed, nobody knows who changed their times last."""
    return {name: state for name, state in snapshot(folder).items() if (folder / name).is_file()}
