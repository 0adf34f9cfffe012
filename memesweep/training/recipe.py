"""The numbers of one training run."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from memesweep.evaluation.labels import Label

if TYPE_CHECKING:
    from collections.abc import Mapping


class Architecture(StrEnum):
    """Which net is trained."""

    MOBILENET_V1 = "mobilenet-v1"
    MOBILENET_V2 = "mobilenet-v2"
    EFFICIENTNET_LITE0 = "efficientnet-lite0"
    SMALL_CNN = "small-cnn"


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything that a training run draws on besides its pictures; saved beside every checkpoint."""

    sizes: tuple[int, ...] = (160, 192, 224)
    """Sides of the net's square input in pixels; every batch draws one, so the weights serve at each."""
    epochs: int = 4
    """Passes over `length` times as many pictures as there are real ones."""
    size: int = 224
    """Side of the shipped net's input."""
    batch: int = 32
    rate: float = 3e-4
    """Peak learning rate of AdamW; warmed up over the first tenth, then a cosine to 2 % of it."""
    decay: float = 0.05
    smoothing: float = 0.05
    """Label smoothing at the start, falling to none at the end. A few per cent of the labels are wrong and
    none should earn an infinite logit early; kept to the end it piles sure memes up at one score."""
    averaging: float = 0.998
    """Decay per step of the exponential moving average that is shipped."""
    frozen: int = 0
    """Leading blocks (stem and bottlenecks) that stay as ImageNet made them."""
    architecture: Architecture = Architecture.MOBILENET_V2
    width: float = 1.0
    """Share of MobileNetV2's channels; only the full width starts from ImageNet weights."""
    taught: float = 0.0
    """Share of the loss that follows a teacher's probabilities instead of the labels."""
    length: float = 1.12
    """Pictures of an epoch, in real ones: what is gathered comes on top of what was there before."""
    drawn_memes: float = 0.1
    """Share of an epoch that the renderer's memes get, where there are any."""
    drawn_keepers: float = 0.16
    gathered: float = 0.14
    """Share of an epoch that keepers from free packages get, where there are any."""
    seed: int = 7


@dataclass(frozen=True, slots=True)
class Training:
    """One of the trainings whose nets are averaged, with the pictures that the renderer draws for it."""

    name: str
    """Names its folder."""
    recipe: Recipe
    drawn: Mapping[Label, int]
    """Pictures of each class that are drawn for each fold."""
    on_gathered: float = 0.0
    """Share of the drawn memes that are captions on gathered pictures, where there are any."""


TRAININGS: Final = (
    Training("plain", Recipe(), {Label.MEME: 1800, Label.PHOTO: 2600}),
    Training("captioned", Recipe(length=1.14, drawn_memes=0.12), {Label.MEME: 2600, Label.PHOTO: 2600}, 0.33),
)
"""Nets that start from the same weights can be averaged. To one, a dialog or a cartoon is a reason to keep,
whatever is written across; the other has seen jokes on such pictures, and lists more of them for review.
Their average is better than either at every false-positive rate."""

FOLDS: Final = 3
"""Parts that the sources are dealt to; each is left out once."""
