"""When a score from a quick look is enough: far below what could touch a file, or for an overview far above.

Nothing moves by a quick look: before a sweep, what it found far above is decoded in full and scored again.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from memesweep.verdict.thresholds import Thresholds

QUICK_MARGIN: Final = 2.0
"""How far below `review` or above `sweep` a quick score must lie to stand, in logits of the calibrated
probability: four times the root mean square by which quick and full scores differ."""


def quick_limit(thresholds: Thresholds) -> float:
    """Return the score at which the picture is decoded in full and scored again.

    Below it the verdict is `keep` with either score. All that could be `review` or `sweep` lies above, so
    that no verdict which asks a person or moves a file rests on a part of the picture.
    """
    if thresholds.review >= 1.0:
        return 1.0 / (1.0 + math.exp(QUICK_MARGIN))
    return _shifted(thresholds.review, -QUICK_MARGIN)


def clear_limit(thresholds: Thresholds) -> float:
    """Return the score from which on a scan that moves nothing believes a quick look."""
    return 1.0 if thresholds.sweep >= 1.0 else _shifted(thresholds.sweep, QUICK_MARGIN)


def _shifted(probability: float, logits: float) -> float:
    """Move a probability below 1 by some logits."""
    odds = probability / (1.0 - probability) * math.exp(logits)
    return odds / (1.0 + odds)
