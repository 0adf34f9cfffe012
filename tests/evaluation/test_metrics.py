from __future__ import annotations

import numpy as np
import pytest

from memesweep.evaluation.metrics import Rate, confusion, measure


def test_intervals_are_clopper_and_pearsons() -> None:
    # The values are those of the exact method of scipy's binomtest.
    assert Rate(0, 3000).interval == pytest.approx((0.0, 0.0012288), abs=1e-6)
    assert Rate(9, 10).interval == pytest.approx((0.5549839, 0.9974714), abs=1e-6)
    assert Rate(5, 5).interval[1] == 1.0
    assert np.isnan(Rate(0, 0).value)


def test_a_confusion_matrix_counts_by_class() -> None:
    matrix = confusion(np.array([0.1, 0.9, 0.2, 0.8]), np.array([0, 0, 1, 1]), 0.5)
    assert (matrix.true_photos, matrix.false_memes, matrix.false_photos, matrix.true_memes) == (1, 1, 1, 1)
    assert matrix.accuracy == Rate(2, 4)
    assert matrix.precision == Rate(1, 2)
    assert matrix.false_positives == Rate(1, 2)


def test_perfect_scores_measure_perfectly() -> None:
    labels = np.array([0] * 1000 + [1] * 500)
    scores = np.where(labels == 1, 0.99, 0.01)
    found = measure(scores, labels, sweep=0.9, review=0.5)
    assert found.roc_auc == found.average_precision == found.f1 == 1.0
    assert found.log_loss == pytest.approx(-np.log(0.99))
    assert found.balanced_log_loss == pytest.approx(-np.log(0.99))
    assert [at.recall for at in found.recall_at] == [Rate(500, 500)] * 3


def test_balance_makes_up_for_unequal_classes() -> None:
    labels = np.array([0] * 900 + [1] * 100)
    scores = np.where(labels == 1, 0.5, 0.1)
    found = measure(scores, labels, sweep=0.9, review=0.5)
    assert found.balanced_log_loss == pytest.approx((-np.log(0.5) - np.log(0.9)) / 2)


def test_one_class_alone_has_no_curve() -> None:
    found = measure(np.array([0.1, 0.95]), np.array([0, 0]), sweep=0.9, review=0.5)
    assert found.roc_auc is None
    assert found.recall_at == ()
    assert found.sweep.false_positives == Rate(1, 2)


def test_nothing_cannot_be_measured() -> None:
    with pytest.raises(ValueError, match="no scored pictures"):
        measure(np.empty(0), np.empty(0, dtype=np.int64), sweep=0.9, review=0.5)
