"""MobileNetV1, the scout.

Howard et al., "MobileNets: Efficient Convolutional Neural Networks for Mobile Vision Applications", 2017,
table 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from memesweep.training.net.layers import Conv, Network

if TYPE_CHECKING:
    from torch import nn

BLOCKS: Final = (
    (64, 1),
    (128, 2),
    (128, 1),
    (256, 2),
    (256, 1),
    (512, 2),
    *((512, 1),) * 5,
    (1024, 2),
    (1024, 1),
)
"""Output channels and stride of each separable convolution."""


class MobileNetV1(Network):
    """A filter per channel, then a mix of channels, thirteen times; `width` scales all channels."""

    def __init__(self, classes: int = 2, *, dropout: float = 0.1, width: float = 0.25) -> None:
        wide = round(32 * width)
        blocks: list[nn.Module] = [Conv(3, wide, 3, 2, 1, clip=True)]
        for full, stride in BLOCKS:
            channels = round(full * width)
            blocks += [
                Conv(wide, wide, 3, stride, wide, clip=True),
                Conv(wide, channels, 1, 1, 1, clip=True),
            ]
            wide = channels
        super().__init__(blocks, wide, classes, dropout)
