from __future__ import annotations

import numpy as np
import pytest

from memesweep.training.measure.calibration import Operating, Platt
from memesweep.training.measure.carryover import Match, carry_over, match
from memesweep.training.measure.cascade import Cascade, Joint
from memesweep.training.measure.leftout import Net


def test_a_net_that_is_less_sure_is_brought_to_the_scale_of_the_folds() -> None:
    rng = np.random.default_rng(0)
    labels = rng.integers(0, 2, 500)
    folds = rng.normal(0, 1, 500) + np.where(labels == 1, 4.5, -5.0)
    found = match((folds - 0.3) / 1.2, folds, labels)
    assert found.scale == pytest.approx(1.2)
    assert found.bias == pytest.approx(0.3)


def test_scores_of_matched_margins_are_the_folds_scores() -> None:
    cascade = Cascade(
        judge=Platt(0.9, -0.5),
        operating=Operating(0.99, 0.4),
        scout=Platt(1.1, 0.2),
        settles_below=0.05,
        scan=Joint(weights={Net.JUDGE: 0.6, Net.SCOUT: 0.3}, bias=-0.2),
        joint=Joint(weights={Net.JUDGE: 0.5, Net.SCOUT: 0.2, Net.SECOND_OPINION: 0.7}, bias=-0.4),
        joint_operating=Operating(0.98, 0.5),
    )
    margins = {
        Net.JUDGE: np.array([0.5, 3.0, 8.0]),
        Net.SCOUT: np.array([-4.0, 0.0, 3.0]),
        Net.SECOND_OPINION: np.array([2.0, 1.0, 5.0]),
    }
    matches = {
        Net.JUDGE: Match(1.1, 0.2),
        Net.SCOUT: Match(0.9, -0.1),
        Net.SECOND_OPINION: Match(1.3, 0.4),
    }
    shipped = {net: (of - matches[net].bias) / matches[net].scale for net, of in margins.items()}
    assert carry_over(cascade, matches).scores(shipped) == pytest.approx(cascade.scores(margins))
    assert carry_over(cascade, {}) == cascade
