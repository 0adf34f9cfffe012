"""Score known pictures before the first verdict: a garbage runtime or a swapped label moves no file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from memesweep.classifier.net import log_odds
from memesweep.classifier.scoring import score_bytes
from memesweep.errors import ErrorCode, ModelError

if TYPE_CHECKING:
    from memesweep.classifier.scorer import Scorer

_TELLING: Final = 0.05
"""How near to 0 and 1 the known pictures must reach."""


def run_selftest(scorer: Scorer) -> None:
    """Compare the scores of a net's known pictures with the recorded ones.

    Raises:
        ModelError: one differs, or its known pictures could not tell.

    """
    scores = [known.score for known in scorer.net.selftest]
    if not scores or min(scores) > _TELLING or max(scores) < 1.0 - _TELLING:
        raise ModelError(ErrorCode.MODEL_WITHOUT_SELFTEST, name=scorer.net.name)
    for known in scorer.net.selftest:
        try:
            score = score_bytes(known.path.read_bytes(), scorer).score
        except OSError as error:
            raise ModelError(ErrorCode.MODEL_SELFTEST_MISSING, path=known.path) from error
        if score is None:
            raise ModelError(ErrorCode.MODEL_SELFTEST_UNREADABLE, picture=known.path.name)
        if not abs(log_odds(score) - log_odds(known.score)) <= scorer.net.selftest_tolerance:
            raise ModelError(
                ErrorCode.MODEL_SELFTEST_FAILED, picture=known.path.name, expected=known.score, score=score
            )
