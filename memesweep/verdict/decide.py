"""From score, problem and evidence to a verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from memesweep.verdict.guards import Evidence, find_guard
from memesweep.verdict.verdict import Reason, ReasonedVerdict, Verdict

if TYPE_CHECKING:
    from memesweep.gallery.picture import Problem
    from memesweep.verdict.thresholds import Thresholds


def decide(
    score: float | None, problem: Problem | None, evidence: Evidence, thresholds: Thresholds
) -> ReasonedVerdict:
    """Decide about one picture.

    Args:
        score: the net's calibrated probability of a meme, 0 to 1; None where there is none.
        problem: why there is no score.
        evidence: what guards go by, and whether a person chose the picture.
        thresholds: the bundle's, or the user's.

    """
    if problem is not None:
        return ReasonedVerdict(Verdict.KEEP, Reason(problem.value))
    if score is None or score < thresholds.review:
        return ReasonedVerdict(Verdict.KEEP, Reason.NO_MEME)
    decided = _by_score(score, thresholds)
    guard = find_guard(evidence)
    if guard is not None and (guard.verdict is Verdict.KEEP or decided.verdict is Verdict.SWEEP):
        decided = ReasonedVerdict(guard.verdict, guard.reason)
    if evidence.chosen and decided.verdict is Verdict.REVIEW:
        return ReasonedVerdict(Verdict.SWEEP, Reason.CHOSEN)
    return decided


def _by_score(score: float, thresholds: Thresholds) -> ReasonedVerdict:
    if score < thresholds.sweep:
        return ReasonedVerdict(Verdict.REVIEW, Reason.UNSURE)
    return ReasonedVerdict(Verdict.SWEEP, Reason.MEME)
