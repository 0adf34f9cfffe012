"""When a score from less than the whole picture is enough: where the whole would not change the verdict.

Nothing moves by a look. A scan that only shows mostly ends with a close one; before a sweep, everything that
could be reviewed or moved is decoded in full and scored again.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from memesweep.gallery.picture import Depth
from memesweep.verdict.purpose import ScanPurpose

if TYPE_CHECKING:
    from memesweep.verdict.thresholds import Thresholds

DEFAULT_MARGIN: Final = 1.9
"""How far from a threshold a quick score must lie to stand where a bundle does not say, in logits: nearly
five times the root mean square by which quick and full scores differ, for they differ by 2.3 at worst."""

DEFAULT_CLOSE_MARGIN: Final = 0.6
"""The same of a score from a close look, which is off by a third as much."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuickLimits:
    """Scores between which a look is in doubt."""

    review: float
    """The threshold itself."""
    keep_below: float
    """Of a quick look's score."""
    review_from: float
    review_below: float
    sweep_from: float
    close_keep_below: float
    """Of a close look's score."""
    close_list_from: float
    scout_below: float = 0.0
    """The scout's score below which it is believed; 0 where there is no scout."""

    def next_depth(self, score: float, depth: Depth, purpose: ScanPurpose) -> Depth | None:
        """Return how much more of a picture has to be read.

        Args:
            score: the judge's.
            depth: what it rests on.
            purpose: where a picture may be moved by its score, only what keeps it stands.

        Returns:
            the depth; None where the score may stand.

        """
        if self.is_decisive(score, depth, purpose):
            return None
        # Before a sweep, a close look is worth its while only where it may keep the picture.
        may_end_there = purpose is ScanPurpose.REPORT or score < self.review
        return Depth.CLOSE if depth is Depth.QUICK and may_end_there else Depth.FULL

    def is_decisive(self, score: float, depth: Depth | str, purpose: ScanPurpose) -> bool:
        """Tell whether the judge's score may stand; see `next_depth`."""
        if depth == Depth.FULL:
            return True
        if depth == Depth.CLOSE:
            may_list = purpose is ScanPurpose.REPORT and score > self.close_list_from
            return may_list or score < self.close_keep_below
        if score < self.keep_below:
            return True
        if purpose is ScanPurpose.SWEEP:
            return False
        return self.review_from < score < self.review_below or score > self.sweep_from


def quick_limits(
    thresholds: Thresholds,
    margin: float = DEFAULT_MARGIN,
    scout_below: float = 0.0,
    *,
    close_margin: float = DEFAULT_CLOSE_MARGIN,
    sweep_is_final: bool = True,
) -> QuickLimits:
    """Return the limits that lie some logits from the thresholds.

    Args:
        thresholds: of the verdicts.
        margin: of a quick look's score, in logits.
        scout_below: the scout's score below which it is believed.
        close_margin: the same of a close look's.
        sweep_is_final: whether the judge alone says what is swept. Where it only proposes to a second
            opinion, a list is no truer for a whole picture behind each score near that threshold.

    """
    sweep_margin = margin if sweep_is_final else 0.0
    close_margin = min(margin, close_margin)
    return QuickLimits(
        review=thresholds.review,
        keep_below=shifted(thresholds.review, -margin),
        review_from=shifted(thresholds.review, margin),
        review_below=shifted(thresholds.sweep, -sweep_margin),
        sweep_from=shifted(thresholds.sweep, sweep_margin),
        close_keep_below=shifted(thresholds.review, -close_margin),
        close_list_from=shifted(thresholds.review, close_margin),
        scout_below=scout_below,
    )


def shifted(probability: float, logits: float) -> float:
    """Move a probability by some logits; one that cannot be reached stays out of reach."""
    if probability >= 1.0:
        return 1.0 if logits > 0 else 1.0 / (1.0 + math.exp(-logits))
    odds = probability / (1.0 - probability) * math.exp(logits)
    return odds / (1.0 + odds)
