"""What a person has said of a picture holds in every scan after."""

from __future__ import annotations

import hashlib
import io
import os
from pathlib import Path

import pytest
from PIL import Image

from memesweep.catalog.database import open_catalog
from memesweep.catalog.decisions import Choice, Decision, Origin, record_decisions
from memesweep.catalog.keeps import add_keep
from memesweep.classifier.bundle import find_bundle, load_bundle
from memesweep.gallery.picture import Depth
from memesweep.gallery.walk import walk
from memesweep.scan.decider import VerdictOptions
from memesweep.scan.past_decisions import PastDecision, PastDecisions
from memesweep.scan.results import PictureResult
from memesweep.scan.scanner import Scan, ScanSetup
from memesweep.sweep.plan import make_plan
from memesweep.verdict.thresholds import Thresholds
from memesweep.verdict.verdict import Reason, Verdict
from tests.support.pictures import encoded, meme_bytes
from tests.support.trees import build

ALL_UNSURE = Thresholds(sweep=1.0, review=0.001)
"""The net is sure of no meme, and asks about every one."""


def say(home: Path, data: bytes, choice: Choice, origin: Origin = Origin.PAGE) -> None:
    with open_catalog(home / "catalog.sqlite3") as connection:
        decision = Decision(
            sha256=hashlib.sha256(data).digest(),
            size=len(data),
            path=Path("/elsewhere.jpg"),
            choice=choice,
            origin=origin,
            decided_at=1.0,
        )
        record_decisions(connection, [decision])


def scan(home: Path, root: Path) -> list[PictureResult]:
    bundle = load_bundle(find_bundle())
    with open_catalog(home / "catalog.sqlite3") as connection:
        return list(Scan(connection, root, bundle, ScanSetup(VerdictOptions(ALL_UNSURE), workers=1)).run())


@pytest.mark.parametrize(
    ("choice", "origin", "verdict", "reason"),
    [
        (Choice.SWEEP, Origin.PAGE, Verdict.SWEEP, Reason.CHOSEN),
        (Choice.KEEP, Origin.TERMINAL, Verdict.KEEP, Reason.KEPT),
        (Choice.KEEP, Origin.UNDO, Verdict.KEEP, Reason.UNDONE),
    ],
)
def test_decisions_count_under_any_name_in_every_scan(
    tmp_path: Path, choice: Choice, origin: Origin, verdict: Verdict, reason: Reason
) -> None:
    gallery = build(tmp_path / "gallery", {"a.jpg": meme_bytes(), "b.jpg": meme_bytes("coffee.png")})
    say(tmp_path, meme_bytes(), choice, origin)
    for name in ("a.jpg", "below/renamed.jpg"):
        results = {result.file.relative: result for result in scan(tmp_path, gallery)}
        assert (results[name].verdict, results[name].reason) == (verdict, reason)
        assert results["b.jpg"].reason is Reason.UNSURE
        (gallery / "below").mkdir(exist_ok=True)
        (gallery / name).rename(gallery / "below/renamed.jpg")


def test_what_was_chosen_can_be_planned_though_its_score_is_an_earlier_runs(tmp_path: Path) -> None:
    gallery = build(tmp_path / "gallery", {"a.jpg": meme_bytes()})
    scan(tmp_path, gallery)
    say(tmp_path, meme_bytes(), Choice.SWEEP)
    (again,) = scan(tmp_path, gallery)
    assert (again.depth, again.sha256) == (Depth.FULL, hashlib.sha256(meme_bytes()).digest())
    assert [file.relative for file in make_plan(gallery, [again], 1).files] == ["a.jpg"]


def test_another_picture_of_a_chosen_ones_size_is_not_chosen(tmp_path: Path) -> None:
    other = bytearray(meme_bytes())
    other[30] ^= 1  # in a table: another content, much the same picture
    gallery = build(tmp_path / "gallery", {"a.jpg": bytes(other)})
    say(tmp_path, meme_bytes(), Choice.SWEEP)
    (result,) = scan(tmp_path, gallery)
    assert result.reason is Reason.UNSURE


@pytest.mark.parametrize("choice", Choice)
def test_what_cannot_be_looked_up_may_be_the_kept_one_and_need_not_be_the_chosen_one(
    tmp_path: Path, choice: Choice
) -> None:
    gallery = build(tmp_path / "gallery", {"a.jpg": meme_bytes()})
    say(tmp_path, meme_bytes(), choice)
    (listing,) = walk(gallery)
    os.utime(gallery / "a.jpg", ns=(0, 1))
    with open_catalog(tmp_path / "catalog.sqlite3") as connection:
        past = PastDecisions(connection).find(listing.file("a.jpg"), None)
    assert past == PastDecision(kept=choice is Choice.KEEP)


def recompressed(data: bytes) -> bytes:
    with Image.open(io.BytesIO(data)) as image:
        return encoded(image.resize((image.width * 4 // 5, image.height * 4 // 5)), quality=60)


@pytest.mark.parametrize("moved_first", [False, True])
def test_a_kept_picture_protects_its_copies(tmp_path: Path, *, moved_first: bool) -> None:
    """Also where it was kept by content alone, and has another name since."""
    gallery = build(
        tmp_path / "gallery", {"a.jpg": meme_bytes(), "other.jpg": meme_bytes(top="no work today")}
    )
    with open_catalog(tmp_path / "catalog.sqlite3") as connection:
        add_keep(connection, hashlib.sha256(meme_bytes()).digest(), len(meme_bytes()), gallery / "a.jpg")
    if moved_first:
        (gallery / "a.jpg").rename(gallery / "renamed.jpg")
        scan(tmp_path, gallery)
    else:
        build(gallery, {"copy.jpg": recompressed(meme_bytes())})
        reasons = {result.file.relative: result.reason for result in scan(tmp_path, gallery)}
        assert reasons == {
            "a.jpg": Reason.KEPT,
            "copy.jpg": Reason.LIKE_KEPT,
            "other.jpg": Reason.UNSURE,
        }
    # The kept picture itself may go: what it looked like stays known.
    for kept in (gallery / "a.jpg", gallery / "renamed.jpg"):
        kept.unlink(missing_ok=True)
    build(gallery, {"later.jpg": recompressed(meme_bytes())})
    reasons = {result.file.relative: result.reason for result in scan(tmp_path, gallery)}
    assert reasons["later.jpg"] is Reason.LIKE_KEPT


def test_a_copy_that_was_chosen_goes_though_another_is_kept(tmp_path: Path) -> None:
    copy = recompressed(meme_bytes())
    gallery = build(tmp_path / "gallery", {"a.jpg": meme_bytes(), "copy.jpg": copy})
    say(tmp_path, meme_bytes(), Choice.KEEP)
    say(tmp_path, copy, Choice.SWEEP)
    reasons = [result.reason for result in scan(tmp_path, gallery)]
    assert reasons == [Reason.KEPT, Reason.CHOSEN]
