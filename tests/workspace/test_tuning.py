"""Which threshold a person's decisions speak for, and when they speak for none."""

from __future__ import annotations

import pytest

from memesweep.catalog.decisions import Choice
from memesweep.verdict.thresholds import Thresholds
from memesweep.workspace.decisions.tuning import Effect, Labelled, Share, tune

THRESHOLDS = Thresholds(sweep=0.99, review=0.25)


def labelled(kept: list[float], gone: list[float]) -> list[Labelled]:
    return [Labelled(score=score, choice=Choice.KEEP) for score in kept] + [
        Labelled(score=score, choice=Choice.SWEEP) for score in gone
    ]


def test_shares_are_counted_by_where_the_score_lies() -> None:
    tuning = tune(labelled([0.1, 0.5, 0.995], [0.3, 0.99, 1.0]), THRESHOLDS, 0.99)
    assert (tuning.decided, tuning.kept) == (6, 3)
    assert tuning.at_sweep == Share(hits=2, total=3)
    assert tuning.at_review == Share(hits=1, total=2)
    assert tuning.now == Effect(swept=2, taken=1)


def test_a_few_decisions_offer_nothing() -> None:
    assert tune(labelled([0.995] * 20, [0.999] * 29), THRESHOLDS, 0.99).offered is None


def test_a_kept_picture_above_the_threshold_raises_it() -> None:
    tuning = tune(labelled([0.995, 0.1], [0.999] * 60), THRESHOLDS, 0.99)
    assert tuning.offered is not None
    assert 0.9965 < tuning.offered < 0.9975  # half a logit above 0.995
    assert tuning.then == Effect(swept=60, taken=0)
    assert not tuning.is_below_floor


def test_memes_below_the_threshold_lower_it_and_say_that_promises_go() -> None:
    tuning = tune(labelled([0.1] * 29 + [0.6], [0.8] * 20 + [0.999] * 10), THRESHOLDS, 0.99)
    assert tuning.offered is not None
    assert 0.70 < tuning.offered < 0.72  # half a logit above 0.6
    assert tuning.then == Effect(swept=30, taken=0)
    assert tuning.is_below_floor


def test_a_lower_one_takes_kept_pictures_to_speak_for_it() -> None:
    assert tune(labelled([0.1] * 19, [0.8] * 60), THRESHOLDS, 0.99).offered is None


def test_a_lower_one_is_never_below_review() -> None:
    assert tune(labelled([0.001] * 30, [0.3] * 60), THRESHOLDS, 0.99).offered == 0.25


@pytest.mark.parametrize(
    ("kept", "gone"),
    [
        ([0.1] * 30, [0.995] * 60),  # nothing to gain below
        ([0.985] * 30, [0.995] * 60),  # near the threshold, and below it
        ([1.0] * 30, [0.995] * 60),  # nothing can be above
    ],
)
def test_what_would_do_no_better_is_not_offered(kept: list[float], gone: list[float]) -> None:
    assert tune(labelled(kept, gone), THRESHOLDS, 0.99).offered is None


def test_intervals_are_those_of_the_book() -> None:
    # Brown, Cai and DasGupta (2001): Wilson's interval of 9 in 10.
    low, high = Share(hits=9, total=10).interval
    assert (round(low, 3), round(high, 3)) == (0.596, 0.982)
    assert Share(hits=0, total=0).interval == (0.0, 1.0)
    assert Share(hits=0, total=20).interval[0] == 0.0
