from __future__ import annotations

import numpy as np
import pytest

from memesweep.evaluation.curves import reliability
from memesweep.evaluation.operating import threshold_above, threshold_at
from memesweep.training.calibration import (
    Platt,
    Promise,
    choose_thresholds,
    fit_platt,
)


def test_platt_scaling_finds_the_scale_that_made_the_labels() -> None:
    rng = np.random.default_rng(0)
    margins = rng.normal(0, 3, 60_000)
    labels = (rng.random(60_000) < Platt(0.5, 0.0).score(margins)).astype(np.int64)
    found = fit_platt(margins, labels)
    assert found.scale == pytest.approx(0.5, abs=0.03)
    assert found.bias == pytest.approx(0.0, abs=0.05)


def test_calibrated_scores_lie_on_the_diagonal() -> None:
    rng = np.random.default_rng(1)
    labels = rng.integers(0, 2, 20_000)
    margins = rng.normal(0, 4, 20_000) + np.where(labels == 1, 6.0, -6.0)
    scores = fit_platt(margins, labels).score(margins)
    for mean, share, count in reliability(scores, labels):
        if count > 300:
            assert share == pytest.approx(mean, abs=0.08)


def test_extreme_margins_neither_overflow_nor_leave_the_unit_interval() -> None:
    scores = Platt(2.0, 0.0).score(np.array([-1e9, 0.0, 1e9]))
    assert scores[0] < 1e-20
    assert scores[1] == 0.5
    assert scores[2] <= 1.0


def test_thresholds_let_exactly_the_allowed_keepers_through() -> None:
    keepers = np.random.default_rng(2).random(2000)
    assert (keepers >= threshold_at(keepers, 0.001)).sum() == 2
    assert (keepers >= threshold_above(keepers, 0)).sum() == 0
    assert (keepers >= threshold_above(keepers, 5)).sum() == 5


def test_every_promise_is_kept_and_the_strictest_decides() -> None:
    rng = np.random.default_rng(5)
    keepers, people, charts = rng.beta(1, 40, 12_000), rng.beta(1, 30, 900), rng.beta(1, 20, 250)
    promises = [Promise(keepers, 0.001), Promise(people, 0.0), Promise(charts, 0.005)]
    sweep = choose_thresholds(promises, np.array([])).sweep
    alone = [choose_thresholds([one], np.array([])).sweep for one in promises]
    assert sweep == max(alone)
    easy = choose_thresholds([Promise(np.zeros(50), 0.0)], np.array([]))
    assert (easy.sweep, easy.review) == (0.5, 0.5)


def test_nobody_of_the_promised_people_is_swept() -> None:
    people = np.random.default_rng(6).beta(30, 3, 900)
    sweep = choose_thresholds([Promise(people, 0.0)], np.array([])).sweep
    assert not (people >= sweep).any()
    assert sweep - people.max() < 2e-5


def test_review_lies_below_sweep_and_catches_the_cards() -> None:
    rng = np.random.default_rng(3)
    keepers, cards = rng.beta(1, 40, 12_000), rng.beta(20, 2, 500)
    operating = choose_thresholds([Promise(keepers, 0.001)], cards)
    assert operating.review <= operating.sweep < 1.0
    assert (cards >= operating.review).mean() >= 0.9
    assert (keepers >= operating.sweep).mean() <= 0.001
