"""The numbers of one training run."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final


class Architecture(StrEnum):
    """Which net is trained."""

    MOBILENET_V1 = "mobilenet-v1"
    MOBILENET_V2 = "mobilenet-v2"
    EFFICIENTNET_LITE0 = "efficientnet-lite0"


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything that a training run draws on besides its pictures; saved beside every checkpoint."""

    sizes: tuple[int, ...] = (160, 192, 224)
    """Sides of the net's square input in pixels; every batch draws one, so the weights serve at each."""
    epochs: int = 4
    """Passes over `length` times as many pictures as there are real ones; a checkpoint follows each."""
    size: int = 224
    """Side of the shipped net's input."""
    batch: int = 32
    rate: float = 3e-4
    """Peak learning rate of AdamW; warmed up over the first tenth, then a cosine to 2 % of it."""
    decay: float = 0.05
    smoothing: float = 0.05
    """Label smoothing at the start, falling to none at the end. A few per cent of the labels are wrong and
    none should earn an infinite logit early; kept to the end it piles sure memes up at one score."""
    averaging: float = 0.996
    """Decay per step of the exponential moving average that is shipped."""
    frozen: int = 0
    """Leading blocks that stay as they are."""
    architecture: Architecture = Architecture.MOBILENET_V2
    width: float = 1.0
    """Share of the channels that the net's paper has."""
    taught: float = 0.0
    """Share of the loss that follows a teacher's probabilities instead of the labels; see `train.Job`."""
    length: float = 0.25
    """Pictures of an epoch, in real ones."""
    drawn_memes: float = 0.08
    """Share of an epoch that the renderer's memes get, where there are any."""
    drawn_keepers: float = 0.12
    gathered: float = 0.08
    """Share of an epoch that keepers from free packages get, where there are any."""
    seed: int = 7


JUDGE: Final = Recipe(frozen=5, epochs=7, rate=2e-4)
"""Goes on from the release before, whose front has seen memes for long enough."""
JUDGE_LAST: Final = replace(JUDGE, epochs=2, rate=1e-4)
"""From the average of the folds' judges."""
SCOUT: Final = Recipe(
    architecture=Architecture.MOBILENET_V1,
    width=0.25,
    sizes=(128,),
    size=128,
    epochs=6,
    rate=1e-3,
    taught=0.7,
)
SECOND_OPINION: Final = Recipe(
    architecture=Architecture.EFFICIENTNET_LITE0, sizes=(160, 192), frozen=3, epochs=4, rate=4e-4
)
SECOND_OPINION_BASE: Final = replace(SECOND_OPINION, epochs=2)
"""On the sources that the release before knew: once for all folds, which go on from there."""

FOLDS: Final = 2
"""Parts that the unknown sources are dealt to; each is left out once."""
UNKNOWN_FROM: Final = "train-06"
"""First shard that the release before, where the judge starts, was not trained on."""
