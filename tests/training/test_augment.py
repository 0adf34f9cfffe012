from __future__ import annotations

import numpy as np
import pytest

from memesweep.gallery.preprocess import fit
from memesweep.training.fit.augment import augment
from memesweep.training.release.knowns import known_pictures, landscape


@pytest.mark.parametrize("size", [96, 224])
def test_an_example_has_the_nets_shape(size: int) -> None:
    for seed in range(40):
        (pixels,) = augment(landscape(1), (size,), np.random.default_rng(seed))
        assert pixels.shape == (size, size, 3)
        assert pixels.dtype == np.uint8


def test_the_same_generator_gives_the_same_example_and_another_another() -> None:
    one, two, three = (augment(landscape(1), (96,), np.random.default_rng(seed))[0] for seed in (5, 5, 6))
    assert np.array_equal(one, two)
    assert not np.array_equal(one, three)


def test_nets_of_other_sizes_see_the_same_look() -> None:
    small, large = augment(landscape(1), (48, 96), np.random.default_rng(9))
    alone = augment(landscape(1), (48,), np.random.default_rng(9))[0]
    assert np.array_equal(small, alone)
    halved = large.reshape(48, 2, 48, 2, 3).mean((1, 3))
    assert np.abs(halved - small).mean() < 4


def test_the_picture_stays_recognisable() -> None:
    scene = landscape(2)
    plain = fit(scene, 64).astype(float).mean(2)
    alike = []
    for seed in range(60):
        changed = augment(scene, (64,), np.random.default_rng(seed))[0].astype(float).mean(2)
        alike.append(np.corrcoef(plain.ravel(), changed.ravel())[0, 1])
    assert np.median(alike) > 0.8


def test_some_examples_lose_their_colour() -> None:
    spreads = [
        np.ptp(augment(landscape(3), (48,), np.random.default_rng(seed))[0].astype(int), axis=2).max()
        for seed in range(80)
    ]
    grey = sum(spread <= 40 for spread in spreads)
    assert 2 <= grey <= 40


def test_the_known_pictures_are_drawn_alike_each_time() -> None:
    first, second = known_pictures(), known_pictures()
    assert list(first) == list(second)
    for name, picture in first.items():
        assert np.array_equal(np.asarray(picture), np.asarray(second[name]))
