"""The shipped bundle: what it says of itself, and what it says of real photographs and drawn memes."""

from __future__ import annotations

import dataclasses
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image

from memesweep.classifier.bundle import ModelBundle, find_bundle, load_bundle
from memesweep.classifier.net import Calibration
from memesweep.classifier.runtime import open_interpreters
from memesweep.classifier.scorer import Scorer, open_scorers
from memesweep.classifier.selftest import run_selftest
from memesweep.errors import UnfitEnvironmentError
from memesweep.gallery.decode import decode
from memesweep.training.memegen import MissingFontError, caption
from tests.support.pictures import encoded, sample_folder

if TYPE_CHECKING:
    from numpy.typing import NDArray

PHOTOGRAPHS = (
    "astronaut.png", "brick.png", "camera.png", "cell.png", "chelsea.png", "clock_motion.png", "coffee.png",
    "coins.png", "grass.png", "gravel.png", "hubble_deep_field.jpg", "ihc.png", "moon.png",
    "motorcycle_left.png", "page.png", "retina.jpg", "rocket.jpg", "text.png",
)  # fmt: skip
CAPTIONS = {
    "latin": ("when you open the fridge", "and forget why you came"),
    "devanagari": ("जब सोमवार की सुबह", "अलार्म बजता है"),
    "arabic": ("عندما تفتح الثلاجة", "وتنسى لماذا جئت"),
}


@cache
def bundle() -> ModelBundle:
    return load_bundle(find_bundle())


@cache
def scorer() -> Scorer:
    return open_scorers(bundle().judge, 1)[0]


def score(data: bytes) -> float:
    pixels = decode(data, bundle().size).pixels
    assert pixels is not None
    return scorer().score(pixels)


def other_samples() -> list[Path]:
    """scikit-learn's and matplotlib's sample photographs."""
    found = []
    for package, folder in (("sklearn", "datasets/images"), ("matplotlib", "mpl-data/sample_data")):
        spec = find_spec(package)
        assert spec is not None
        assert spec.origin is not None
        found += sorted((Path(spec.origin).parent / folder).glob("*.jp*g"))
    assert len(found) == 3
    return found


def test_the_bundle_passes_its_own_test() -> None:
    run_selftest(scorer())


@pytest.mark.parametrize("name", PHOTOGRAPHS)
def test_sample_photographs_are_not_swept(name: str) -> None:
    assert score((sample_folder() / name).read_bytes()) < bundle().thresholds.sweep


def test_other_packages_photographs_are_not_swept() -> None:
    assert max(score(path.read_bytes()) for path in other_samples()) < bundle().thresholds.sweep


@pytest.mark.parametrize("script", CAPTIONS)
def test_the_same_photographs_with_a_caption_are_found(script: str) -> None:
    top, bottom = CAPTIONS[script]
    missed = []
    for path in [*(sample_folder() / name for name in PHOTOGRAPHS), *other_samples()]:
        with Image.open(path) as opened:
            photo = opened.convert("RGB")
        try:
            meme = caption(photo, top=top, bottom=bottom)
        except MissingFontError as error:
            pytest.skip(str(error))
        if score(encoded(meme, quality=85)) < bundle().thresholds.review:
            missed.append(path.name)
    # Cells under a microscope and a bare wall are no canvas that anybody captions.
    assert set(missed) <= {"cell.png", "brick.png"}


def test_every_thread_scores_alike() -> None:
    pixels = np.zeros((bundle().size, bundle().size, 3), dtype=np.uint8)
    assert len({one.score(pixels) for one in open_scorers(bundle().judge, 3)}) == 1


def test_a_net_with_other_shapes_is_refused() -> None:
    wrong = dataclasses.replace(bundle().judge, size=bundle().size + 1)
    with pytest.raises(UnfitEnvironmentError, match="shape"):
        Scorer(wrong, open_interpreters(wrong.model, 1)[0])


def test_a_net_that_says_the_opposite_fails_its_self_test() -> None:
    right = bundle().judge
    opposite = Calibration(-right.calibration.scale, right.calibration.bias)
    wrong = dataclasses.replace(right, calibration=opposite)
    with pytest.raises(UnfitEnvironmentError, match="selftest"):
        run_selftest(open_scorers(wrong, 1)[0])


class Recoloured(Scorer):
    """Sees every picture through a preprocessing that went wrong."""

    def score(self, pixels: NDArray[np.uint8]) -> float:
        return super().score(pixels[..., ::-1])


def test_swapped_colours_fail_the_self_test() -> None:
    with pytest.raises(UnfitEnvironmentError, match="selftest"):
        run_selftest(Recoloured(bundle().judge, open_interpreters(bundle().judge.model, 1)[0]))


def test_another_input_range_fails_the_self_test_and_is_another_scorer() -> None:
    wrong = dataclasses.replace(bundle().judge, input_scale=1 / 255, input_offset=0.0)
    assert dataclasses.replace(bundle(), judge=wrong).identity != bundle().identity
    with pytest.raises(UnfitEnvironmentError, match="selftest"):
        run_selftest(open_scorers(wrong, 1)[0])


def test_a_net_that_gives_no_number_ends_the_run() -> None:
    broken = dataclasses.replace(bundle().judge, input_offset=float("nan"))
    pixels = np.zeros((broken.size, broken.size, 3), dtype=np.uint8)
    with pytest.raises(UnfitEnvironmentError, match="no-number"):
        open_scorers(broken, 1)[0].score(pixels)


def test_bytes_that_are_no_model_are_refused() -> None:
    with pytest.raises(UnfitEnvironmentError, match="model-runtime-missing"):
        open_interpreters(b"TFL3" + bytes(100), 1)
