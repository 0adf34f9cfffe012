"""When a score from a quick look is enough: where the whole picture would not change the verdict.

Nothing moves by a quick look. A scan is done with one that lies far from both thresholds; before a sweep,
everything that could be reviewed or moved is decoded in full and scored again.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from memesweep.verdict.purpose import ScanPurpose

if TYPE_CHECKING:
    from memesweep.verdict.thresholds import Thresholds

DEFAULT_MARGIN: Final = 1.9
"""How far from a threshold a quick score must lie to stand where a bundle does not say, in logits: nearly
five times the root mean square by which quick and full scores differ, for they differ by 2.3 at worst."""


@dataclass(frozen=True, slots=True)
class QuickLimits:
    """Scores between which a quick look is in doubt."""

    keep_below: float
    review_from: float
    review_below: float
    sweep_from: float
    scout_below: float = 0.0
    """The scout's score below which it is believed; 0 where there is no scout."""

    def is_decisive(self, score: float, purpose: ScanPurpose) -> bool:
        """Tell whether a score from a quick look may stand.

        Args:
            score: of the quick look.
            purpose: where a picture may be moved by its score, only what keeps it stands.

        """
        if score < self.keep_below:
            return True
        if purpose is ScanPurpose.SWEEP:
            return False
        return self.review_from < score < self.review_below or score > self.sweep_from


def quick_limits(
    thresholds: Thresholds, margin: float = DEFAULT_MARGIN, scout_below: float = 0.0
) -> QuickLimits:
    """Return the limits that lie `margin` logits from the thresholds."""
    return QuickLimits(
        keep_below=shifted(thresholds.review, -margin),
        review_from=shifted(thresholds.review, margin),
        review_below=shifted(thresholds.sweep, -margin),
        sweep_from=shifted(thresholds.sweep, margin),
        scout_below=scout_below,
    )


def shifted(probability: float, logits: float) -> float:
    """Move a probability by some logits; one that cannot be reached stays out of reach."""
    if probability >= 1.0:
        return 1.0 if logits > 0 else 1.0 / (1.0 + math.exp(-logits))
    odds = probability / (1.0 - probability) * math.exp(logits)
    return odds / (1.0 + odds)
