"""What a person's decisions say of the threshold on this gallery, and which one would have suited them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from memesweep.catalog.decisions import Choice

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from memesweep.verdict.thresholds import Thresholds

FEWEST_DECISIONS: Final = 50
"""Below it nothing is offered: fewer pictures say more about chance than about anybody's taste."""

FEWEST_KEPT: Final = 20
"""Kept pictures that it takes to offer a lower threshold than the model's: it is those that it endangers."""

_ROOM: Final = 0.5
"""Logits between the surest kept picture and an offered threshold."""

_Z: Final = 1.959964
"""Standard normal quantile of a two-sided 95 % interval."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A picture that a net has scored and a person has decided about."""

    score: float
    choice: Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Some of so many pictures."""

    hits: int
    total: int

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of the true share, 0 to 1 (Wilson, 1927)."""
        if not self.total:
            return 0.0, 1.0
        share, spread = self.hits / self.total, _Z * _Z / self.total
        middle = share + spread / 2
        half = _Z * math.sqrt(share * (1 - share) / self.total + spread / self.total / 4)
        return max(0.0, (middle - half) / (1 + spread)), min(1.0, (middle + half) / (1 + spread))


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a threshold would have done with the pictures that were decided about."""

    swept: int
    """Pictures that the person let go, and that it would have swept without asking."""
    taken: int
    """Pictures that the person keeps, and that it would have swept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tuning:
    """What the decisions say."""

    decided: int
    kept: int
    thresholds: Thresholds
    """In force."""
    floor: float
    """The model's own threshold, which its promises rest on."""
    at_sweep: Share
    """Of the pictures at `sweep`: those that the person let go."""
    at_review: Share
    """Of the pictures to review: those that the person let go."""
    now: Effect
    offered: float | None
    """Another threshold; None where there is too little to go by, or none would do better."""
    then: Effect | None

    @property
    def is_below_floor(self) -> bool:
        """Whether the offered threshold gives up the promises of the model."""
        return self.offered is not None and self.offered < self.floor


def tune(labelled: Iterable[Labelled], thresholds: Thresholds, floor: float) -> Tuning:
    """Compare thresholds on pictures that a person has decided about.

    Args:
        labelled: the pictures; scores 0 to 1.
        thresholds: in force.
        floor: the model's own `sweep`.

    """
    pictures = list(labelled)
    kept = [picture.score for picture in pictures if picture.choice is Choice.KEEP]
    gone = [picture.score for picture in pictures if picture.choice is Choice.SWEEP]
    now = _effect(kept, gone, thresholds.sweep)
    offered = _offer(kept, gone, thresholds)
    then = None if offered is None else _effect(kept, gone, offered)
    if offered is not None and then is not None and offered < thresholds.sweep and then.swept <= now.swept:
        offered = then = None  # it would endanger pictures for nothing
    return Tuning(
        decided=len(pictures),
        kept=len(kept),
        thresholds=thresholds,
        floor=floor,
        at_sweep=Share(hits=now.swept, total=now.swept + now.taken),
        at_review=Share(hits=_between(gone, thresholds), total=_between(kept + gone, thresholds)),
        now=now,
        offered=offered,
        then=then,
    )


def _offer(kept: Sequence[float], gone: Sequence[float], thresholds: Thresholds) -> float | None:
    """Return the lowest threshold that leaves room above every kept picture."""
    if len(kept) + len(gone) < FEWEST_DECISIONS:
        return None
    safe = max((_raised(score) for score in kept), default=0.0)
    offered = math.ceil(max(safe, thresholds.review) * 1e5) / 1e5
    if offered >= 1.0 or offered == thresholds.sweep:
        return None
    if offered < thresholds.sweep and len(kept) < FEWEST_KEPT:
        return None
    # Enough room is no reason to ask for more of it.
    if offered > thresholds.sweep and max(kept) < thresholds.sweep:
        return None
    return offered


def _raised(score: float) -> float:
    """Return a score with room above it."""
    if score >= 1.0:
        return 1.0
    return 1 / (1 + math.exp(-(math.log(max(score, 1e-9) / (1 - score)) + _ROOM)))


def _effect(kept: Sequence[float], gone: Sequence[float], sweep: float) -> Effect:
    return Effect(swept=sum(score >= sweep for score in gone), taken=sum(score >= sweep for score in kept))


def _between(scores: Iterable[float], thresholds: Thresholds) -> int:
    return sum(thresholds.review <= score < thresholds.sweep for score in scores)
