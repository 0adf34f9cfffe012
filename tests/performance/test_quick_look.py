"""The quick look at real files: close to the full decode, as strict about damage, and moving no file."""

from __future__ import annotations

import dataclasses
import math
from functools import cache
from itertools import chain
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PIL import Image

from memesweep.classifier.bundle import ModelBundle, find_bundle, load_bundle
from memesweep.classifier.net import Weights
from memesweep.classifier.pipeline import ScoredFile, score_files
from memesweep.classifier.pool import CascadePool
from memesweep.classifier.quick import DEFAULT_MARGIN, quick_limits
from memesweep.classifier.scorer import open_scorers
from memesweep.gallery.decode import decode
from memesweep.gallery.files import FileStamp, GalleryFile
from memesweep.gallery.picture import Depth, Problem
from memesweep.gallery.read import read_picture
from memesweep.verdict.purpose import ScanPurpose
from memesweep.verdict.thresholds import Thresholds
from tests.performance.jpegs import listed, meme_shaped, progressive
from tests.support.pictures import encoded, meme, photograph

if TYPE_CHECKING:
    from memesweep.gallery.picture import DecodedPicture

SIZE = 224
SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "perf"


def quick(file: GalleryFile) -> DecodedPicture:
    return read_picture(file, SIZE, Depth.QUICK)


def difference(one: DecodedPicture, other: DecodedPicture) -> float:
    assert one.pixels is not None
    assert other.pixels is not None
    return float(np.abs(one.pixels.astype(int) - other.pixels).mean())


@pytest.mark.parametrize("size", [400, 800, 1440])
@pytest.mark.parametrize("options", [{"progressive": True}, {}, {"progressive": True, "subsampling": 0}])
def test_a_quick_look_sees_nearly_what_a_full_one_sees(
    tmp_path: Path, size: int, options: dict[str, Any]
) -> None:
    file = listed(tmp_path, encoded(photograph().resize((size, size)), quality=85, **options))
    seen, whole = quick(file), read_picture(file, SIZE)
    assert (seen.depth, whole.depth) == (Depth.QUICK, Depth.FULL)
    assert seen.info == whole.info
    assert difference(seen, whole) < 5


@pytest.mark.parametrize("mode", ["L", "CMYK"])
def test_grey_and_four_colour_pictures_too(tmp_path: Path, mode: str) -> None:
    image = photograph().resize((1440, 1440)).convert(mode)
    file = listed(tmp_path, encoded(image, quality=85, progressive=True))
    assert difference(quick(file), read_picture(file, SIZE)) < 5


def test_camera_and_orientation_are_seen(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "Camera", 6
    file = listed(tmp_path, progressive(exif=exif))
    seen = quick(file)
    assert seen.info.camera
    assert seen.depth is Depth.QUICK
    assert difference(seen, read_picture(file, SIZE)) < 5


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "GIF", "AVIF"])
def test_other_formats_are_decoded_by_their_one_exact_path(tmp_path: Path, kind: str) -> None:
    file = listed(tmp_path, encoded(photograph(), kind))
    seen = quick(file)
    assert seen.depth is Depth.FULL
    assert np.array_equal(seen.pixels, read_picture(file, SIZE).pixels)  # type: ignore[arg-type]


@pytest.mark.parametrize("share", [0.02, 0.2, 0.5, 0.7, 0.9, 0.999])
def test_a_truncated_file_is_unreadable_although_its_first_scans_are_there(
    tmp_path: Path, share: float
) -> None:
    data = progressive()
    file = listed(tmp_path, data[: int(share * len(data))])
    assert quick(file).problem is Problem.UNREADABLE
    zeros = listed(tmp_path, data[: int(share * len(data))] + bytes(len(data) - int(share * len(data))))
    assert quick(zeros).problem is read_picture(zeros, SIZE).problem


@pytest.mark.parametrize(
    "trailer",
    [b"", bytes(20), bytes(5000), b"SEFH" + bytes(40) + b"SEFT", b"\0\0\0\x18ftypmp42" + bytes(3000)],
)
def test_what_phones_append_is_no_damage(tmp_path: Path, trailer: bytes) -> None:
    data = progressive()
    seen = quick(listed(tmp_path, data + trailer))
    assert seen.depth is Depth.QUICK
    assert difference(seen, decode(data, SIZE)) < 5


def test_a_second_picture_behind_the_first_changes_nothing(tmp_path: Path) -> None:
    data = progressive()
    seen = quick(listed(tmp_path, data + encoded(photograph("coffee.png"))))
    assert seen.depth is Depth.QUICK
    assert difference(seen, decode(data, SIZE)) < 5


def test_a_small_file_with_endless_scans_is_not_decoded(tmp_path: Path) -> None:
    data = progressive()
    scan = data[data.rindex(b"\xff\xda") : -2]
    for size in (400, 1440):  # with and without a cut that would hide the scans
        data = progressive(size=size)
        file = listed(tmp_path, data[:-2] + scan * 200 + b"\xff\xd9")
        assert read_picture(file, SIZE).problem is Problem.TOO_LARGE


@cache
def bundle() -> ModelBundle:
    """The judge alone: what other nets settle or decide together is the stages' test."""
    shipped = load_bundle(find_bundle())
    calibration = shipped.judge.calibration
    weights = Weights(judge=calibration.scale, bias=calibration.bias)
    return dataclasses.replace(shipped, weights=weights, scout=None, second_opinion=None)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[GalleryFile]:
    folder = tmp_path_factory.mktemp("gallery")
    names = ("astronaut.png", "chelsea.png", "coffee.png", "rocket.jpg", "motorcycle_left.png")
    pictures = [photograph(name) for name in names] + [meme(name) for name in names]
    return [listed(folder, meme_shaped(image), f"{number}.jpg") for number, image in enumerate(pictures)]


def score_all(
    files: list[GalleryFile],
    bundle: ModelBundle,
    purpose: ScanPurpose = ScanPurpose.SWEEP,
    workers: int = 1,
) -> list[ScoredFile]:
    pool = CascadePool(bundle, workers)
    chunks = score_files(files, pool, workers, Event(), bundle.quick_limits(), purpose)
    return list(chain.from_iterable(chunks))


@pytest.mark.parametrize("review", [bundle().thresholds.review, 1e-9])
def test_every_score_that_could_touch_a_file_is_that_of_the_whole_picture(
    files: list[GalleryFile], review: float
) -> None:
    strict = dataclasses.replace(bundle(), thresholds=Thresholds(bundle().thresholds.sweep, review))
    scorer = open_scorers(strict.judge, 1)[0]
    scored = score_all(files, strict, workers=2)
    assert [result.file for result in scored] == files
    assert scored == score_all(files, strict, workers=1)
    whole = [
        result
        for result in scored
        if result.picture.score is not None
        and not strict.quick_limits().is_decisive(
            result.picture.score,
            result.picture.depth if result.picture.depth is Depth.CLOSE else Depth.QUICK,
            ScanPurpose.SWEEP,
        )
    ]
    assert whole
    for result in whole:
        assert result.picture.depth is Depth.FULL
        pixels = read_picture(result.file, strict.size).pixels
        assert pixels is not None
        assert result.picture.score == pytest.approx(scorer.score(pixels), abs=1e-6)


def logit(probability: float) -> float:
    return math.log(probability / (1 - probability))


@pytest.mark.parametrize(("review", "sweep"), [(0.01, 0.5), (0.36, 0.995), (0.9, 0.999)])
def test_a_quick_look_near_a_threshold_is_in_doubt(review: float, sweep: float) -> None:
    limits = quick_limits(Thresholds(sweep, review))
    distances = (limits.keep_below, review), (limits.review_from, review), (limits.review_below, sweep)
    for limit, threshold in (*distances, (limits.sweep_from, sweep)):
        assert abs(logit(limit) - logit(threshold)) == pytest.approx(DEFAULT_MARGIN)
    for score in (review, sweep, limits.keep_below, limits.sweep_from):
        assert not limits.is_decisive(score, Depth.QUICK, ScanPurpose.REPORT)
        assert not limits.is_decisive(score, Depth.QUICK, ScanPurpose.SWEEP)


def test_far_from_the_thresholds_it_stands_unless_a_file_may_move() -> None:
    limits = quick_limits(Thresholds(sweep=0.99, review=0.3))
    scores = (0.01, 0.8, 0.9999)
    assert [limits.is_decisive(score, Depth.QUICK, ScanPurpose.REPORT) for score in scores] == [True] * 3
    assert [limits.is_decisive(score, Depth.QUICK, ScanPurpose.SWEEP) for score in scores] == [
        True,
        False,
        False,
    ]


def test_thresholds_out_of_reach_leave_nothing_to_a_quick_look() -> None:
    limits = quick_limits(Thresholds(sweep=1.0, review=1.0))
    assert limits.keep_below < 0.8
    assert not limits.is_decisive(1.0, Depth.QUICK, ScanPurpose.REPORT)


def test_a_close_look_clear_of_the_threshold_is_enough_for_a_list_and_keeps_before_a_sweep() -> None:
    limits = quick_limits(Thresholds(sweep=0.99, review=0.3), close_margin=0.2)
    report, sweep = ScanPurpose.REPORT, ScanPurpose.SWEEP
    assert limits.next_depth(0.25, Depth.QUICK, report) is Depth.CLOSE
    assert limits.next_depth(0.35, Depth.QUICK, report) is Depth.CLOSE
    for score in (0.1, 0.25, 0.35, 0.9899, 0.9999):
        assert limits.next_depth(score, Depth.CLOSE, report) is None
    for score in (0.29, 0.3, 0.31):
        assert limits.next_depth(score, Depth.CLOSE, report) is Depth.FULL
    # Before a sweep it may keep what lies clearly below, and nothing else.
    assert limits.next_depth(0.25, Depth.QUICK, sweep) is Depth.CLOSE
    assert limits.next_depth(0.1, Depth.CLOSE, sweep) is None
    assert limits.next_depth(0.29, Depth.CLOSE, sweep) is Depth.FULL
    for score in (0.35, 0.8, 0.9999):
        assert limits.next_depth(score, Depth.QUICK, sweep) is Depth.FULL
        assert limits.next_depth(score, Depth.CLOSE, sweep) is Depth.FULL
    for score in (0.0, 0.3, 0.9999):
        assert limits.next_depth(score, Depth.FULL, sweep) is None


def test_a_judge_who_only_proposes_leaves_no_doubt_about_what_is_swept() -> None:
    limits = quick_limits(Thresholds(sweep=0.99, review=0.3), sweep_is_final=False)
    assert limits.next_depth(0.9899, Depth.QUICK, ScanPurpose.REPORT) is None
    assert limits.next_depth(0.9901, Depth.QUICK, ScanPurpose.REPORT) is None
    assert limits.next_depth(0.35, Depth.QUICK, ScanPurpose.REPORT) is Depth.CLOSE


def test_an_overview_leaves_clear_memes_at_the_quick_look(files: list[GalleryFile]) -> None:
    easy = dataclasses.replace(bundle(), thresholds=Thresholds(sweep=0.5, review=0.3))
    overview = [result.picture for result in score_all(files, easy, ScanPurpose.REPORT)]
    confirmed = [result.picture for result in score_all(files, easy)]
    assert any(
        one.depth is Depth.QUICK and (one.score or 0) > easy.quick_limits().sweep_from for one in overview
    )
    for seen, sure in zip(overview, confirmed, strict=True):
        if sure.depth is Depth.QUICK:
            assert (sure.score or 0) < easy.quick_limits().keep_below
        assert ((seen.score or 0) >= easy.thresholds.sweep) == ((sure.score or 0) >= easy.thresholds.sweep)


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="needs ../shared/perf, which is no part of the repository")
def test_pictures_as_whatsapp_writes_them_are_looked_at_quickly() -> None:
    paths = sorted(SAMPLES.glob("*.jpg"))
    assert paths
    for path in paths:
        file = GalleryFile(str(path.parent), "", path.name, FileStamp.of(path.lstat()))
        seen = quick(file)
        assert seen.depth is not Depth.FULL
        assert difference(seen, read_picture(file, SIZE)) < 15
