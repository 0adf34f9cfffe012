"""The numbers of a training: one course of pictures, and a recipe for each net that follows it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from memesweep.training.measure.leftout import Net


class Architecture(StrEnum):
    """Which net is trained."""

    MOBILENET_V1 = "mobilenet-v1"
    MOBILENET_V2 = "mobilenet-v2"
    EFFICIENTNET_LITE = "efficientnet-lite"


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What all nets are shown, in one order: a picture's look is drawn once for all of them."""

    epochs: int = 6
    """Passes over `length` times as many pictures as there are real ones; a checkpoint follows each."""
    length: float = 1.0
    batch: int = 128
    drawn_memes: float = 0.06
    """Share of an epoch that the renderer's memes get, where there are any."""
    drawn_keepers: float = 0.1
    gathered: float = 0.06
    """Share of an epoch that keepers from free packages get, where there are any."""
    seed: int = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How one net learns; saved beside its weights."""

    size: int = 224
    """Side of the net's square input in pixels."""
    smaller: tuple[int, ...] = ()
    """Other sides, each of a tenth of the batches: lettering is seen at several scales."""
    rate: float = 6e-4
    """Peak learning rate of AdamW; warmed up over the first twentieth, then a cosine to 1 % of it."""
    decay: float = 0.05
    smoothing: float = 0.05
    """Label smoothing at the start, falling to none at the end. A few per cent of the labels are wrong and
    none should earn an infinite logit early; kept to the end it piles sure memes up at one score."""
    averaging: float = 0.996
    """Decay per step of the exponential moving average that is shipped."""
    architecture: Architecture = Architecture.MOBILENET_V2
    width: float = 1.0
    """Share of the channels that the net's paper has."""
    depth: float = 1.0
    """Share of the repeats, of EfficientNet-Lite only."""
    frozen: int = 0
    """Leading blocks that stay as they are: edges and colours cost half of the training on a processor."""
    groups: float = 0.2
    """Weight of a second head that names the group of a picture; it is dropped in the end."""
    taught: float = 0.0
    """Share of the loss that follows the judge's probabilities on the same pictures instead of the labels."""


JUDGE: Final = Recipe(smaller=(192,))
SCOUT: Final = Recipe(
    architecture=Architecture.MOBILENET_V1, width=0.25, size=128, rate=1.5e-3, decay=0.02, taught=0.6
)
SECOND_OPINION: Final = Recipe(architecture=Architecture.EFFICIENTNET_LITE, width=1.1, depth=1.2, size=260)
RECIPES: Final = {Net.JUDGE: JUDGE, Net.SCOUT: SCOUT, Net.SECOND_OPINION: SECOND_OPINION}
