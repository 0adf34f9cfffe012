"""MobileNetV2, the judge.

Sandler et al., "MobileNetV2: Inverted Residuals and Linear Bottlenecks", CVPR 2018, table 2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from memesweep.training.net.layers import Bottleneck, Conv, Network

if TYPE_CHECKING:
    from torch import nn

BLOCKS: Final = (
    (1, 16, 1, 1),
    (6, 24, 2, 2),
    (6, 32, 3, 2),
    (6, 64, 4, 2),
    (6, 96, 3, 1),
    (6, 160, 3, 2),
    (6, 320, 1, 1),
)
"""Expansion, output channels, repeats and first stride of each stage."""
FEATURES: Final = 1280


def _channels(full: int, width: float) -> int:
    """Scale a number of channels, rounded to a multiple of 8."""
    return max(8, round(full * width / 8) * 8)


class MobileNetV2(Network):
    """`width` scales the channels of all layers but the last, as in the paper."""

    def __init__(self, classes: int = 2, *, dropout: float = 0.2, width: float = 1.0) -> None:
        wide = _channels(32, width)
        blocks: list[nn.Module] = [Conv(3, wide, 3, 2, 1, clip=True)]
        for expansion, full, repeats, stride in BLOCKS:
            channels = _channels(full, width)
            for repeat in range(repeats):
                blocks.append(Bottleneck(wide, channels, stride if repeat == 0 else 1, expansion))
                wide = channels
        blocks.append(Conv(wide, FEATURES, 1, 1, 1, clip=True))
        super().__init__(blocks, FEATURES, classes, dropout)
