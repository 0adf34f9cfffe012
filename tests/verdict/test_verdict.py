"""Score and guards in, verdict and reason out."""

from __future__ import annotations

import pytest

from memesweep.gallery.picture import Problem
from memesweep.verdict.decide import decide
from memesweep.verdict.guards import GUARDS, Evidence
from memesweep.verdict.thresholds import Thresholds
from memesweep.verdict.verdict import Reason, ReasonedVerdict, Verdict

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
    assert decide(score, None, Evidence(), THRESHOLDS) == ReasonedVerdict(verdict, reason)


@pytest.mark.parametrize("score", [0.6, 1.0])
@pytest.mark.parametrize(
    ("evidence", "reason"),
    [
        (Evidence(camera=True), Reason.CAMERA),
        (Evidence(kept=True), Reason.KEPT),
        (Evidence(undone=True), Reason.UNDONE),
        (Evidence(like_kept=True), Reason.LIKE_KEPT),
        (Evidence(too_new=True), Reason.TOO_NEW),
        (Evidence(camera=True, kept=True, too_new=True), Reason.KEPT),
    ],
)
def test_every_guard_keeps_whatever_the_score(score: float, evidence: Evidence, reason: Reason) -> None:
    assert decide(score, None, evidence, THRESHOLDS) == ReasonedVerdict(Verdict.KEEP, reason)


def test_the_shape_of_a_camera_asks_a_person_instead_of_sweeping() -> None:
    shaped = Evidence(camera_shaped=True)
    assert decide(1.0, None, shaped, THRESHOLDS) == ReasonedVerdict(Verdict.REVIEW, Reason.CAMERA_SHAPED)
    assert decide(0.6, None, shaped, THRESHOLDS) == ReasonedVerdict(Verdict.REVIEW, Reason.UNSURE)
    assert decide(0.4, None, shaped, THRESHOLDS) == ReasonedVerdict(Verdict.KEEP, Reason.NO_MEME)
    kept = decide(1.0, None, Evidence(camera_shaped=True, too_new=True), THRESHOLDS)
    assert kept == ReasonedVerdict(Verdict.KEEP, Reason.TOO_NEW)
    chosen = decide(1.0, None, Evidence(camera_shaped=True, chosen=True), THRESHOLDS)
    assert chosen == ReasonedVerdict(Verdict.SWEEP, Reason.CHOSEN)


def test_guards_that_keep_come_before_those_that_ask() -> None:
    verdicts = [guard.verdict for guard in GUARDS]
    assert verdicts == sorted(verdicts, key=[Verdict.KEEP, Verdict.REVIEW].index)


@pytest.mark.parametrize("score", [0.6, 0.989])
def test_a_person_chooses_among_what_the_net_was_unsure_of(score: float) -> None:
    chosen = decide(score, None, Evidence(chosen=True), THRESHOLDS)
    assert chosen == ReasonedVerdict(Verdict.SWEEP, Reason.CHOSEN)


def test_a_copy_of_a_kept_picture_may_be_chosen_by_itself() -> None:
    """All copies but the newest: the newest is kept, and the others are decided about one by one."""
    chosen = decide(0.6, None, Evidence(like_kept=True, chosen=True), THRESHOLDS)
    assert chosen == ReasonedVerdict(Verdict.SWEEP, Reason.CHOSEN)


@pytest.mark.parametrize("evidence", [Evidence(kept=True, chosen=True), Evidence(camera=True, chosen=True)])
def test_no_choice_overrules_a_guard_that_keeps(evidence: Evidence) -> None:
    assert decide(0.6, None, evidence, THRESHOLDS).verdict is Verdict.KEEP


def test_what_the_net_calls_no_meme_cannot_be_chosen() -> None:
    chosen = decide(0.4, None, Evidence(chosen=True), THRESHOLDS)
    assert chosen == ReasonedVerdict(Verdict.KEEP, Reason.NO_MEME)


@pytest.mark.parametrize("problem", Problem)
def test_every_problem_keeps_under_its_own_name(problem: Problem) -> None:
    assert decide(None, problem, Evidence(), THRESHOLDS) == ReasonedVerdict(
        Verdict.KEEP, Reason(problem.value)
    )


def test_no_score_is_never_a_meme() -> None:
    assert decide(None, None, Evidence(), THRESHOLDS).verdict is Verdict.KEEP


@pytest.mark.parametrize(("sweep", "review"), [(0.4, 0.5), (1.1, 0.5), (0.9, 0.0)])
def test_thresholds_make_sense_or_are_refused(sweep: float, review: float) -> None:
    with pytest.raises(ValueError, match="thresholds"):
        Thresholds(sweep, review)
