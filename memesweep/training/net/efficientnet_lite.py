"""EfficientNet-Lite, the second opinion.

Tan and Le, "EfficientNet: Rethinking Model Scaling for Convolutional Neural Networks", ICML 2019, table 1,
without swish and squeeze-and-excite as Google published it for phones in 2020.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from memesweep.training.net.layers import Bottleneck, Conv, Network

if TYPE_CHECKING:
    from torch import nn

BLOCKS: Final = (
    (1, 16, 1, 1, 3),
    (6, 24, 2, 2, 3),
    (6, 40, 2, 2, 5),
    (6, 80, 3, 2, 3),
    (6, 112, 3, 1, 5),
    (6, 192, 4, 2, 5),
    (6, 320, 1, 1, 3),
)
"""Expansion, output channels, repeats, first stride and kernel of each stage."""
FEATURES: Final = 1280


def _channels(full: int, width: float) -> int:
    """Scale a number of channels, rounded to a multiple of 8 and by no more than a tenth down."""
    scaled = full * width
    rounded = max(8, int(scaled + 4) // 8 * 8)
    return rounded + 8 if rounded < 0.9 * scaled else rounded


class EfficientNetLite(Network):
    """MobileNetV2's blocks, deeper and partly with kernels of five pixels.

    `width` and `depth` scale channels and repeats of all stages but stem, first, last and head: 1 and 1 make
    Lite0, 1.1 and 1.2 make Lite2.
    """

    def __init__(
        self, classes: int = 2, *, dropout: float = 0.2, width: float = 1.0, depth: float = 1.0
    ) -> None:
        wide = 32
        blocks: list[nn.Module] = [Conv(3, wide, 3, 2, 1, clip=True)]
        for number, (expansion, full, least, stride, kernel) in enumerate(BLOCKS):
            channels = _channels(full, width)
            inner = 0 < number < len(BLOCKS) - 1
            for repeat in range(math.ceil(least * depth) if inner else least):
                blocks.append(Bottleneck(wide, channels, stride if repeat == 0 else 1, expansion, kernel))
                wide = channels
        blocks.append(Conv(wide, FEATURES, 1, 1, 1, clip=True))
        super().__init__(blocks, FEATURES, classes, dropout)
