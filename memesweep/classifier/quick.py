"""When a score from a quick look is enough: where it is far from anything that could touch a file."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from memesweep.verdict.thresholds import Thresholds

QUICK_MARGIN: Final = 2.0
"""How far below `review` a quick score must lie to stand, in logits of the calibrated probability: four
times the root mean square by which quick and full scores differ."""


def quick_limit(thresholds: Thresholds) -> float:
    """Return the score at which the picture is decoded in full and scored again.

    Below it the verdict is `keep` with either score. All that could be `review` or `sweep` lies above, so
    that no verdict which asks a person or moves a file rests on a part of the picture.
    """
    if thresholds.review >= 1.0:
        return 1.0 / (1.0 + math.exp(QUICK_MARGIN))
    odds = thresholds.review / (1.0 - thresholds.review) * math.exp(-QUICK_MARGIN)
    return odds / (1.0 + odds)
