"""Score and guards in, verdict and reason out."""

from __future__ import annotations

import pytest

from memesweep.gallery.reading import Problem
from memesweep.verdict.thresholds import Thresholds
from memesweep.verdict.verdict import Decision, Guards, Reason, Verdict, decide

THRESHOLDS = Thresholds(sweep=0.99, review=0.5)


@pytest.mark.parametrize(
    ("score", "verdict", "reason"),
    [
        (0.0, Verdict.KEEP, Reason.NO_MEME),
        (0.499, Verdict.KEEP, Reason.NO_MEME),
        (0.5, Verdict.REVIEW, Reason.UNSURE),
        (0.9899, Verdict.REVIEW, Reason.UNSURE),
        (0.99, Verdict.SWEEP, Reason.MEME),
        (1.0, Verdict.SWEEP, Reason.MEME),
    ],
)
def test_thresholds_are_inclusive(score: float, verdict: Verdict, reason: Reason) -> None:
    assert decide(score, None, Guards(), THRESHOLDS) == Decision(verdict, reason)


@pytest.mark.parametrize("score", [0.6, 1.0])
@pytest.mark.parametrize(
    ("guards", "reason"),
    [
        (Guards(camera=True), Reason.CAMERA),
        (Guards(kept=True), Reason.KEPT),
        (Guards(too_new=True), Reason.TOO_NEW),
        (Guards(camera=True, kept=True, too_new=True), Reason.KEPT),
    ],
)
def test_every_guard_keeps_whatever_the_score(score: float, guards: Guards, reason: Reason) -> None:
    assert decide(score, None, guards, THRESHOLDS) == Decision(Verdict.KEEP, reason)


@pytest.mark.parametrize("problem", Problem)
def test_every_problem_keeps_under_its_own_name(problem: Problem) -> None:
    assert decide(None, problem, Guards(), THRESHOLDS) == Decision(Verdict.KEEP, Reason(problem.value))


def test_no_score_is_never_a_meme() -> None:
    assert decide(None, None, Guards(), THRESHOLDS).verdict is Verdict.KEEP


@pytest.mark.parametrize(("sweep", "review"), [(0.4, 0.5), (1.1, 0.5), (0.9, 0.0)])
def test_thresholds_make_sense_or_are_refused(sweep: float, review: float) -> None:
    with pytest.raises(ValueError, match="thresholds"):
        Thresholds(sweep, review)
