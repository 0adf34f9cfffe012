"""The stages of a scan: each asks one more net, about fewer pictures."""

from __future__ import annotations

import dataclasses
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from memesweep.catalog.database import open_catalog
from memesweep.classifier.bundle import find_bundle, load_bundle
from memesweep.classifier.net import Scout, SecondOpinion, Weights, log_odds
from memesweep.classifier.pool import CascadePool
from memesweep.classifier.quick import shifted
from memesweep.gallery.picture import Depth
from memesweep.scan.decider import VerdictOptions
from memesweep.scan.scanner import Scan, ScanSetup
from memesweep.verdict.purpose import ScanPurpose
from memesweep.verdict.stage import Stage
from memesweep.verdict.thresholds import Thresholds
from memesweep.verdict.verdict import Verdict
from tests.performance.jpegs import listed, meme_shaped
from tests.support.pictures import encoded, meme, photograph

if TYPE_CHECKING:
    from pathlib import Path

    from memesweep.classifier.bundle import ModelBundle
    from memesweep.scan.results import PictureResult

PHOTOGRAPHS = ("astronaut.png", "chelsea.png", "coffee.png", "rocket.jpg")
MEMES = ("astronaut.png", "chelsea.png")


def judge_alone() -> ModelBundle:
    """The shipped judge with thresholds that photographs and memes are clear of."""
    bundle = load_bundle(find_bundle())
    return dataclasses.replace(
        bundle,
        thresholds=Thresholds(sweep=0.9, review=0.5),
        quick_margin=0.5,
        weights=Weights(judge=bundle.judge.calibration.scale, bias=bundle.judge.calibration.bias),
        scout=None,
        second_opinion=None,
    )


def three_nets(own_weight: float = 0.5) -> ModelBundle:
    """The shipped judge in every part, so that all of them agree."""
    bundle = judge_alone()
    calibration = bundle.judge.calibration
    second = SecondOpinion(
        net=dataclasses.replace(bundle.judge, name="second"),
        asked_from=0.5,
        joint=Weights(
            judge=(1 - own_weight) * calibration.scale,
            second_opinion=own_weight * calibration.scale,
            bias=calibration.bias,
        ),
        thresholds=Thresholds(sweep=0.8, review=0.6),
    )
    scout = Scout(net=dataclasses.replace(bundle.judge, name="scout"), settles_below=0.2)
    return dataclasses.replace(bundle, scout=scout, second_opinion=second)


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("stages")
    for number, name in enumerate(PHOTOGRAPHS):
        (root / f"photo-{number}.jpg").write_bytes(meme_shaped(photograph(name)))
    for number, name in enumerate(MEMES):
        (root / f"meme-{number}.jpg").write_bytes(meme_shaped(meme(name)))
    (root / "meme-whole.png").write_bytes(encoded(meme("coffee.png"), "PNG"))
    return root


def scanned(
    home: Path, gallery: Path, bundle: ModelBundle, purpose: ScanPurpose
) -> tuple[dict[str, PictureResult], int]:
    """Scan with a catalog that lasts; return the results by name, and how many were scored."""
    home.mkdir(exist_ok=True)
    with open_catalog(home / "catalog.sqlite3") as connection:
        scan = Scan(
            connection, gallery, bundle, ScanSetup(VerdictOptions(bundle.thresholds), purpose=purpose)
        )
        results = {result.file.name: result for result in scan.run()}
        return results, scan.counts.scored_now


def stages(results: dict[str, PictureResult]) -> Counter[Stage]:
    return Counter(result.stage for result in results.values())


def test_a_bundle_of_one_net_has_one_stage(tmp_path: Path, gallery: Path) -> None:
    for purpose in ScanPurpose:
        results, _ = scanned(tmp_path / purpose, gallery, judge_alone(), purpose)
        assert stages(results) == {Stage.JUDGE: 7}


def test_the_scout_settles_photographs_and_no_meme(tmp_path: Path, gallery: Path) -> None:
    results, scored = scanned(tmp_path, gallery, three_nets(), ScanPurpose.REPORT)
    assert scored == 7
    assert {name for name, result in results.items() if result.stage is Stage.SCOUT} == {
        f"photo-{number}.jpg" for number in range(4)
    }
    for result in results.values():
        if result.stage is Stage.SCOUT:
            assert (result.verdict, result.depth) == (Verdict.KEEP, Depth.QUICK)
            assert result.score is not None
            assert result.score < 0.2


def test_before_a_sweep_what_could_move_gets_a_second_opinion(tmp_path: Path, gallery: Path) -> None:
    alone, _ = scanned(tmp_path / "alone", gallery, judge_alone(), ScanPurpose.SWEEP)
    results, _ = scanned(tmp_path / "three", gallery, three_nets(), ScanPurpose.SWEEP)
    assert stages(results) == {Stage.SCOUT: 4, Stage.JOINT: 3}
    for name, result in results.items():
        assert result.verdict is alone[name].verdict
        if result.stage is Stage.JOINT:
            assert result.depth is Depth.FULL
            assert result.sha256 == alone[name].sha256


def test_later_scans_ask_only_for_what_is_missing(tmp_path: Path, gallery: Path) -> None:
    bundle = three_nets()
    assert scanned(tmp_path, gallery, bundle, ScanPurpose.REPORT)[1] == 7
    assert scanned(tmp_path, gallery, bundle, ScanPurpose.REPORT)[1] == 0
    swept, scored = scanned(tmp_path, gallery, bundle, ScanPurpose.SWEEP)
    assert scored == 3
    shown, scored = scanned(tmp_path, gallery, bundle, ScanPurpose.REPORT)
    assert scored == 0
    assert stages(shown) == stages(swept)
    assert [result.score for result in shown.values()] == [result.score for result in swept.values()]


def test_an_opinion_that_a_report_did_not_need_is_asked_before_a_sweep(tmp_path: Path, gallery: Path) -> None:
    """A picture at review moves nothing by itself, but the second opinion may make it more or less."""
    limits = Thresholds(sweep=1.0, review=0.5)
    second = three_nets().second_opinion
    assert second is not None
    second = dataclasses.replace(second, thresholds=limits)
    unsure = dataclasses.replace(three_nets(), thresholds=limits, second_opinion=second)
    scanned(tmp_path, gallery, unsure, ScanPurpose.REPORT)
    results, scored = scanned(tmp_path, gallery, unsure, ScanPurpose.SWEEP)
    assert scored == 3
    assert stages(results)[Stage.JOINT] == 3
    assert scanned(tmp_path, gallery, unsure, ScanPurpose.SWEEP)[1] == 0


def test_a_second_opinion_can_keep(tmp_path: Path, gallery: Path) -> None:
    against = three_nets()
    second = against.second_opinion
    assert second is not None
    joint = dataclasses.replace(second.joint, bias=-100.0)
    against = dataclasses.replace(against, second_opinion=dataclasses.replace(second, joint=joint))
    results, _ = scanned(tmp_path, gallery, against, ScanPurpose.SWEEP)
    assert {result.verdict for result in results.values()} == {Verdict.KEEP}


@pytest.mark.parametrize("purpose", list(ScanPurpose))
def test_the_scouts_word_counts_in_every_score(tmp_path: Path, gallery: Path, purpose: ScanPurpose) -> None:
    """The scout is the judge here, so that its vote doubles what the judge says."""
    alone = judge_alone()
    scout = Scout(net=dataclasses.replace(alone.judge, name="scout"), settles_below=0.0)
    both = dataclasses.replace(alone.weights, scout=alone.weights.judge)
    weighed = dataclasses.replace(alone, scout=scout, weights=both)
    usual, _ = scanned(tmp_path / "usual", gallery, alone, purpose)
    doubled, _ = scanned(tmp_path / "doubled", gallery, weighed, purpose)
    compared = 0
    for name, result in doubled.items():
        one, two = usual[name].score, result.score
        assert one is not None
        assert two is not None
        if result.depth is usual[name].depth and 0.001 < one < 0.999:
            bias = alone.weights.bias
            assert log_odds(two) == pytest.approx(2 * (log_odds(one) - bias) + bias, abs=1e-3)
            compared += 1
    assert compared > 0


def test_joint_scores_lie_on_the_judges_scale() -> None:
    bundle = three_nets()
    assert bundle.on_judges_scale(0.8) == pytest.approx(bundle.thresholds.sweep)
    assert bundle.on_judges_scale(0.6) == pytest.approx(bundle.thresholds.review)
    scores = [bundle.on_judges_scale(score) for score in (0.0, 0.1, 0.5, 0.7, 0.9, 1.0)]
    assert scores == sorted(scores)
    assert judge_alone().on_judges_scale(0.7) == 0.7


def test_a_users_own_limits_are_the_scouts_limits_too(tmp_path: Path, gallery: Path) -> None:
    """Whoever wants to see more is shown what the scout would have settled."""
    bundle = three_nets()
    nets = CascadePool(bundle)
    file = listed(tmp_path, meme_shaped(photograph("chelsea.png")))
    del gallery
    with nets.lend() as cascade:
        usual = cascade.score_file(file, ScanPurpose.REPORT, bundle.quick_limits())
        strict = cascade.score_file(
            file, ScanPurpose.REPORT, bundle.quick_limits(Thresholds(sweep=0.9, review=1e-9))
        )
    assert (usual.stage, strict.stage) == (Stage.SCOUT, Stage.JUDGE)


def test_the_scout_is_believed_less_where_a_user_wants_to_see_more(tmp_path: Path, gallery: Path) -> None:
    """Scores of the scout that other limits leave in doubt are asked for again, and no others."""
    bundle = three_nets()
    assert bundle.quick_limits().scout_below == pytest.approx(0.2)
    lower, higher = Thresholds(sweep=0.9, review=0.2), Thresholds(sweep=0.9, review=0.8)
    assert bundle.quick_limits(lower).scout_below == pytest.approx(1 / 17)
    assert bundle.quick_limits(higher).scout_below == pytest.approx(0.2)
    assert judge_alone().quick_limits().scout_below == 0.0
    scanned(tmp_path, gallery, bundle, ScanPurpose.REPORT)
    with open_catalog(tmp_path / "catalog.sqlite3") as connection:
        for review, again in ((0.8, 0), (1e-9, 4)):
            setup = ScanSetup(VerdictOptions(Thresholds(0.9, review)), purpose=ScanPurpose.REPORT)
            scan = Scan(connection, gallery, bundle, setup)
            results = list(scan.run(skip_unchanged=True))
            assert scan.counts.scored_now == again
            assert all(result.stage is Stage.JUDGE for result in results)


def test_a_close_look_ends_doubts_of_a_list_unless_it_is_near_the_threshold_itself(tmp_path: Path) -> None:
    gallery = tmp_path / "gallery"
    gallery.mkdir()
    listed(gallery, meme_shaped(meme("chelsea.png"), 1600), "meme.jpg")
    clear, _ = scanned(tmp_path / "clear", gallery, judge_alone(), ScanPurpose.REPORT)
    score = clear["meme.jpg"].score
    assert clear["meme.jpg"].depth is Depth.QUICK
    assert score is not None
    bundle = dataclasses.replace(judge_alone(), quick_margin=1.0, close_margin=0.2)
    near, nearer = (
        dataclasses.replace(bundle, thresholds=Thresholds(sweep=1.0, review=shifted(score, -off)))
        for off in (0.7, 0.0)
    )
    for name, model, purpose, depth, asked in (
        ("near", near, ScanPurpose.REPORT, Depth.CLOSE, 1),
        ("near", near, ScanPurpose.REPORT, Depth.CLOSE, 0),
        ("near", near, ScanPurpose.SWEEP, Depth.FULL, 1),
        ("near", near, ScanPurpose.REPORT, Depth.FULL, 0),
        ("nearer", nearer, ScanPurpose.REPORT, Depth.FULL, 1),
        ("nearer", nearer, ScanPurpose.REPORT, Depth.FULL, 0),
    ):
        results, scored = scanned(tmp_path / name, gallery, model, purpose)
        assert (results["meme.jpg"].depth, scored) == (depth, asked)


def test_what_the_scout_settles_is_not_told_by_its_looks(tmp_path: Path, gallery: Path) -> None:
    """Only what may be listed has copies that anybody asks for."""
    results, _ = scanned(tmp_path, gallery, three_nets(), ScanPurpose.REPORT)
    for result in results.values():
        assert (result.perceptual_hash is None) == (result.stage is Stage.SCOUT)
