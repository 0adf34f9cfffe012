"""The numbers of one training run."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything that a training run draws on besides its pictures; saved beside every checkpoint."""

    sizes: tuple[int, ...] = (160, 192, 224)
    """Side of the net's square input in pixels, epoch by epoch: small first, which is cheap and shows
    lettering at several scales; the last is the size that ships."""
    share: float = 1.0
    """Pictures of an epoch, as a share of those that there are."""
    batch: int = 64
    rate: float = 6e-4
    """Peak learning rate of AdamW; warmed up over the first tenth, then a cosine to 2 % of it."""
    decay: float = 0.02
    smoothing: float = 0.04
    """Label smoothing: a few per cent of the labels are wrong, none should earn an infinite logit."""
    averaging: float = 0.995
    """Decay per step of the exponential moving average that is shipped."""
    frozen: int = 4
    """Leading blocks (stem and bottlenecks) that stay as ImageNet made them."""
    drawn_memes: float = 0.12
    """Share of an epoch that the renderer's memes get, where there are any."""
    drawn_keepers: float = 0.18
    seed: int = 7

    @property
    def size(self) -> int:
        """Side of the shipped net's input, pixels."""
        return self.sizes[-1]

    @property
    def epochs(self) -> int:
        """Passes over the training pictures."""
        return len(self.sizes)


SEVERAL_SIZES = Recipe()
SHARPEN = Recipe(sizes=(224,), rate=4e-4, smoothing=0.0, seed=8)
"""Smoothing keeps wrong labels from being learned, but piles sure memes up at one score: it ends early."""
SHORT = Recipe(sizes=(160, 224), share=0.7, smoothing=0.0)
FINISH = (
    Recipe(sizes=(224,), share=0.6, rate=4e-4, smoothing=0.0, seed=9),
    Recipe(sizes=(224,), rate=3e-4, smoothing=0.0, seed=10),
)
"""Stages of the shipped net."""

FOLDS: tuple[tuple[Recipe, ...], ...] = ((SEVERAL_SIZES, SHARPEN), (SHORT,), (SHORT,))
"""Stages of each fold's net. The first fold's is carried on with all sources and shipped; the others only
measure, and are trained shorter."""
