from __future__ import annotations

import numpy as np
import pytest

from memesweep.evaluation.curves import reliability
from memesweep.evaluation.operating import threshold_above, threshold_at
from memesweep.training.measure.calibration import Platt, fit_platt


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
