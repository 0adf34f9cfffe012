"""One picture, one score: the classifier and `check` say what `scan` and `clean` say of the same file."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from memesweep import Classifier, Depth, MemesweepError, Stage
from memesweep.catalog.database import open_catalog
from memesweep.classifier.bundle import find_bundle, load_bundle
from memesweep.scan.decider import VerdictOptions
from memesweep.scan.scanner import Scan, ScanSetup
from memesweep.verdict.purpose import ScanPurpose
from tests.performance.jpegs import meme_shaped
from tests.support.pictures import PHOTOGRAPHS, encoded, meme, photograph
from tests.support.program import Program

if TYPE_CHECKING:
    from memesweep.scan.results import PictureResult


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Photographs and memes, progressive, plain and not JPEG, whole, cut off, and with a tail."""
    root = tmp_path_factory.mktemp("alike")
    for number, name in enumerate(PHOTOGRAPHS):
        for kind, picture in (("photo", photograph(name)), ("meme", meme(name))):
            (root / f"{number}-{kind}-progressive.jpg").write_bytes(meme_shaped(picture))
            (root / f"{number}-{kind}-plain.jpg").write_bytes(encoded(picture, quality=85))
            (root / f"{number}-{kind}.webp").write_bytes(encoded(picture, "WEBP"))
    whole = (root / "0-photo-progressive.jpg").read_bytes()
    (root / "cut.jpg").write_bytes(whole[: len(whole) // 2])
    (root / "zeros.jpg").write_bytes(whole + bytes(100_000))
    (root / "tail.jpg").write_bytes(whole + b"something else" * 100)
    (root / "text.jpg").write_text("no picture")
    return root


def scanned(home: Path, gallery: Path, purpose: ScanPurpose) -> list[PictureResult]:
    bundle = load_bundle(find_bundle())
    with open_catalog(home / "catalog.sqlite3") as connection:
        setup = ScanSetup(VerdictOptions(bundle.thresholds), purpose=purpose)
        return list(Scan(connection, gallery, bundle, setup).run())


@pytest.mark.parametrize("purpose", list(ScanPurpose))
def test_the_classifier_says_what_a_scan_says(tmp_path: Path, gallery: Path, purpose: ScanPurpose) -> None:
    results = scanned(tmp_path, gallery, purpose)
    classifier = Classifier(second_opinion=purpose is ScanPurpose.SWEEP)
    assert len(results) == len(list(gallery.iterdir()))
    for result in results:
        found = classifier.classify_path(result.file.path)
        assert found == classifier.classify_bytes(Path(result.file.path).read_bytes())
        assert (found.score, found.verdict, found.reason) == (result.score, result.verdict, result.reason)
        if found.score is not None:
            assert (found.stage, found.depth) == (result.stage, result.depth)
        else:
            assert (found.stage, found.depth) == (None, None)
    depths = {result.depth for result in results if result.score is not None}
    assert Depth.QUICK in depths


def test_only_a_second_opinion_is_a_joint_score(gallery: Path) -> None:
    path = gallery / "1-meme-progressive.jpg"
    usual, careful = Classifier(), Classifier().with_second_opinion()
    assert usual.classify_path(path).stage is not Stage.JOINT
    assert (careful.classify_path(path).stage, careful.label) == (
        Stage.JOINT,
        f"{usual.label}:second-opinion",
    )


def test_a_model_that_has_no_second_opinion_gives_none(one_net: Path) -> None:
    alone = Classifier(one_net)
    assert not alone.has_second_opinion
    with pytest.raises(MemesweepError, match="model-without-second-opinion"):
        alone.with_second_opinion()


def test_check_shows_the_score_of_scan_and_with_a_second_opinion_that_of_clean(
    program: Program, gallery: Path
) -> None:
    fields = ("score", "verdict", "reason", "stage", "depth")

    def scores(*command: str | Path) -> dict[str, tuple[object, ...]]:
        images = program(*command, "--json").document["images"]
        return {Path(image["path"]).name: tuple(image[name] for name in fields) for image in images}

    # A scan counts what is no picture, and says no more of it.
    files = sorted(path for path in gallery.iterdir() if path.name != "text.jpg")
    assert scores("check", *files) == scores("scan", gallery)
    careful = scores("check", "--second-opinion", *files)
    dry = ("clean", gallery, "--dry-run", "--yes", "--min-age", "0", "--max-share", "100%")
    planned = {
        Path(image["path"]).name: image["score"] for image in program(*dry, "--json").document["images"]
    }
    assert planned == {name: row[0] for name, row in careful.items() if row[1] == "sweep"}
    # What clean has looked at, scan shows from then on.
    assert scores("scan", gallery) == careful


def test_check_says_who_has_seen_a_picture(program: Program, gallery: Path) -> None:
    path = gallery / "1-meme-progressive.jpg"
    usual, careful = program("check", path), program("check", path, "--second-opinion")
    assert "judge" in usual.out
    assert "--second-opinion" in usual.err
    assert "judge + second opinion" in careful.out
    assert "--second-opinion" not in careful.err
    assert "--second-opinion" not in program("check", gallery / "1-photo-plain.jpg").err


@pytest.fixture
def one_net(tmp_path: Path) -> Path:
    """The shipped bundle without its other nets."""

    folder = tmp_path / "one-net"
    shutil.copytree(find_bundle(), folder)
    described = json.loads((folder / "model.json").read_text())
    for part in ("scout", "second_opinion", "score"):
        described.pop(part, None)
    (folder / "model.json").write_text(json.dumps(described))
    return folder
