"""Bundles: found by name or folder, read with what is theirs, and side by side in one catalog."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from memesweep.catalog.database import open_catalog
from memesweep.classifier.bundle import ModelBundle, bundle_names, find_bundle, load_bundle
from memesweep.classifier.net import Weights
from memesweep.classifier.scorer import open_scorers
from memesweep.classifier.selftest import run_selftest
from memesweep.errors import ModelError
from memesweep.scan.decider import VerdictOptions
from memesweep.scan.scanner import Scan, ScanSetup
from memesweep.verdict.purpose import ScanPurpose
from memesweep.verdict.thresholds import Thresholds
from tests.support.pictures import encoded, meme, photograph

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator


def shipped() -> ModelBundle:
    return load_bundle(find_bundle())


def described(folder: Path, **changes: Any) -> Path:
    """Copy the shipped bundle and change its description."""
    shutil.copytree(find_bundle(), folder)
    description = json.loads((folder / "model.json").read_bytes())
    (folder / "model.json").write_text(json.dumps({**description, **changes}))
    return folder


def cascade(folder: Path) -> Path:
    """A bundle of three nets: the shipped one in each part."""
    sha256 = hashlib.sha256((find_bundle() / "model.tflite").read_bytes()).hexdigest()
    own = json.loads((find_bundle() / "model.json").read_bytes())
    net = {"file": "model.tflite", "sha256": sha256, "input": own["input"]}
    return described(
        folder,
        name="cascade",
        quick={"margin": 0.7},
        selftest_tolerance=0.125,
        selftest=[{**row, "scout": row["score"], "second_opinion": row["score"]} for row in own["selftest"]],
        score={"judge": 1.5, "scout": 0.5, "bias": -0.5},
        scout={**net, "calibration": own["calibration"], "settles_below": 0.02},
        second_opinion={
            **net,
            "asked_from": 0.434,
            "joint": {"judge": 0.75, "second_opinion": 0.5, "bias": -0.25},
            "thresholds": {"sweep": 0.9, "review": 0.5},
        },
    )


def test_a_bundle_is_found_by_its_name_and_by_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert bundle_names()[0] == find_bundle().name
    assert find_bundle(find_bundle().name) == find_bundle()
    folder = described(tmp_path / "mine", name="mine")
    assert load_bundle(find_bundle(folder)).name == load_bundle(find_bundle(str(folder))).name == "mine"
    monkeypatch.chdir(tmp_path)
    assert load_bundle(find_bundle("mine")).name == "mine"
    with pytest.raises(ModelError, match=f"known={find_bundle().name}"):
        find_bundle("none-such")


def test_a_bundle_without_further_keys_has_the_usual_margin_and_tolerance(tmp_path: Path) -> None:
    folder = described(tmp_path / "plain", quick={}, close={}, scout=None, second_opinion=None)
    plain = json.loads((folder / "model.json").read_bytes())
    plain.pop("score", None)
    (folder / "model.json").write_text(json.dumps(plain))
    bundle = load_bundle(folder)
    assert bundle.weights.probability(judge=2.0) == bundle.judge.calibration.probability(2.0)
    assert (bundle.quick_margin, bundle.close_margin, bundle.judge.selftest_tolerance) == (1.9, 0.6, 0.25)
    assert bundle.scout is None
    assert bundle.second_opinion is None


def test_a_scout_that_is_weighed_must_be_there(tmp_path: Path) -> None:
    weighed = {"judge": 1.0, "scout": 0.5, "bias": 0.0}
    folder = described(tmp_path / "none", scout=None, second_opinion=None, score=weighed)
    with pytest.raises(ModelError, match="it weighs a scout"):
        load_bundle(folder)


def test_the_shipped_bundle_brings_all_three_nets() -> None:
    bundle = shipped()
    assert bundle.scout is not None
    assert bundle.second_opinion is not None
    for net in (bundle.judge, bundle.scout.net, bundle.second_opinion.net):
        run_selftest(open_scorers(net, 1)[0])


def test_a_bundle_brings_its_margin_its_tolerance_and_further_nets(tmp_path: Path) -> None:
    bundle = load_bundle(cascade(tmp_path / "cascade"))
    assert (bundle.quick_margin, bundle.judge.selftest_tolerance) == (0.7, 0.125)
    assert bundle.quick_limits().keep_below > shipped().quick_limits().keep_below
    assert bundle.scout is not None
    assert bundle.second_opinion is not None
    assert bundle.scout.settles_below == 0.02
    assert bundle.second_opinion.asked_from == 0.434
    assert bundle.second_opinion.thresholds == Thresholds(sweep=0.9, review=0.5)
    joint = bundle.second_opinion.joint.probability(judge=1.0, second_opinion=2.0)
    assert joint == pytest.approx(1 / (1 + 2.718281828**-1.5))
    assert bundle.weights == Weights(judge=1.5, scout=0.5, bias=-0.5)
    run_selftest(open_scorers(bundle.scout.net, 1)[0])
    assert bundle.identity != dataclasses.replace(bundle, scout=None).identity
    assert bundle.joint_identity not in {None, bundle.identity}
    assert dataclasses.replace(bundle, second_opinion=None).joint_identity is None


@pytest.mark.parametrize(
    "part",
    [
        {"scout": {"file": "model.tflite"}},
        {"scout": 3},
        {"second_opinion": {"file": "gone.tflite", "sha256": "", "input": {}}},
        {"quick": {"margin": "wide"}},
        {"close": {"margin": None}},
        {"selftest_tolerance": None},
    ],
)
def test_a_bundle_that_is_described_wrongly_is_refused(tmp_path: Path, part: dict[str, Any]) -> None:
    with pytest.raises(ModelError, match="model-not-described"):
        load_bundle(described(tmp_path / "wrong", **part))


def test_every_nets_file_is_compared_with_its_checksum(tmp_path: Path) -> None:
    folder = cascade(tmp_path / "cascade")
    description = json.loads((folder / "model.json").read_bytes())
    shutil.copy(folder / "model.tflite", folder / "scout.tflite")
    with (folder / "scout.tflite").open("ab") as stream:
        stream.write(b"!")
    description["scout"]["file"] = "scout.tflite"
    (folder / "model.json").write_text(json.dumps(description))
    with pytest.raises(ModelError, match=r"model-not-tested-file.*scout.tflite"):
        load_bundle(folder)


@pytest.fixture
def gallery(tmp_path: Path) -> Path:
    root = tmp_path / "gallery"
    root.mkdir()
    for number, name in enumerate(("astronaut.png", "chelsea.png", "coffee.png")):
        (root / f"photo-{number}.jpg").write_bytes(encoded(photograph(name), progressive=True))
        (root / f"meme-{number}.jpg").write_bytes(encoded(meme(name), progressive=True))
    return root


@contextmanager
def catalog(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with open_catalog(tmp_path / "catalog.sqlite3") as connection:
        yield connection


def scored_now(
    connection: sqlite3.Connection,
    gallery: Path,
    bundle: ModelBundle,
    thresholds: Thresholds | None = None,
    purpose: ScanPurpose = ScanPurpose.REPORT,
) -> tuple[int, dict[str, str]]:
    setup = ScanSetup(VerdictOptions(thresholds or bundle.thresholds), purpose=purpose)
    scan = Scan(connection, gallery, bundle, setup)
    verdicts = {result.file.name: result.verdict.value for result in scan.run()}
    return scan.counts.scored_now, verdicts


def other_model(bundle: ModelBundle, number: int = 1) -> ModelBundle:
    """The same net under a calibration of its own: another scorer."""
    calibration = dataclasses.replace(
        bundle.judge.calibration, bias=bundle.judge.calibration.bias + number / 1e3
    )
    return dataclasses.replace(bundle, judge=dataclasses.replace(bundle.judge, calibration=calibration))


def test_two_models_have_their_scores_side_by_side(tmp_path: Path, gallery: Path) -> None:
    one, other = shipped(), other_model(shipped())
    with catalog(tmp_path) as connection:
        assert scored_now(connection, gallery, one)[0] == 6
        assert scored_now(connection, gallery, other)[0] == 6
        assert scored_now(connection, gallery, one)[0] == 0
        assert scored_now(connection, gallery, other)[0] == 0
        (gallery / "photo-0.jpg").unlink()
        assert scored_now(connection, gallery, one)[0] == 0
        rows = connection.execute(
            "SELECT count(*) FROM pictures WHERE name = ?", (b"photo-0.jpg",)
        ).fetchone()
        assert rows == (0,)


def test_other_thresholds_score_nothing_anew_that_is_clear(tmp_path: Path, gallery: Path) -> None:
    bundle = shipped()
    wide = Thresholds(sweep=0.95, review=bundle.thresholds.review)
    with catalog(tmp_path) as connection:
        assert scored_now(connection, gallery, bundle)[0] == 6
        assert scored_now(connection, gallery, bundle, wide)[0] == 0
        assert scored_now(connection, gallery, bundle)[0] == 0


def test_a_quick_look_that_has_come_to_lie_near_a_threshold_is_taken_again(
    tmp_path: Path, gallery: Path
) -> None:
    bundle = shipped()
    with catalog(tmp_path) as connection:
        scored_now(connection, gallery, bundle)
        quick = connection.execute(
            "SELECT name, score FROM pictures WHERE depth = 'quick' ORDER BY score DESC LIMIT 1"
        ).fetchone()
        assert quick is not None
        near = Thresholds(sweep=max(quick[1], bundle.thresholds.review), review=min(quick[1], 0.3))
        again, _ = scored_now(connection, gallery, bundle, near)
        assert again >= 1
        depth = connection.execute("SELECT depth FROM pictures WHERE name = ?", (quick[0],)).fetchone()
        assert depth in {("close",), ("full",)}
        assert scored_now(connection, gallery, bundle, near)[0] == 0


def test_verdicts_by_the_catalog_are_those_of_a_first_scan(tmp_path: Path, gallery: Path) -> None:
    bundle = shipped()
    for number, thresholds in enumerate((Thresholds(0.5, 0.01), Thresholds(1.0, 0.9), bundle.thresholds)):
        with catalog(tmp_path) as connection:
            known = scored_now(connection, gallery, bundle, thresholds)[1]
        (tmp_path / str(number)).mkdir()
        with catalog(tmp_path / str(number)) as connection:
            assert scored_now(connection, gallery, bundle, thresholds)[1] == known


def test_models_that_have_not_been_used_for_long_are_forgotten(tmp_path: Path, gallery: Path) -> None:
    with catalog(tmp_path) as connection:
        for number in range(5):
            assert scored_now(connection, gallery, other_model(shipped(), number))[0] == 6
        assert scored_now(connection, gallery, other_model(shipped(), 4))[0] == 0
        assert scored_now(connection, gallery, other_model(shipped(), 1))[0] == 0
        assert scored_now(connection, gallery, other_model(shipped(), 0))[0] == 6
