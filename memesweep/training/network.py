"""MobileNetV2 1.0 in PyTorch, with the padding of the original.

Sandler et al., "MobileNetV2: Inverted Residuals and Linear Bottlenecks", CVPR 2018, table 2.
"""

from __future__ import annotations

from typing import Any, Final

import torch
from torch import nn
from torch.nn import functional
from torch.nn.utils.fusion import fuse_conv_bn_eval

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
_EPS: Final = 1e-3


class Conv(nn.Module):  # type: ignore[misc]
    """Convolution, batch norm, ReLU6; `norm` is an identity once it has been folded."""

    def __init__(
        self, wide_in: int, wide_out: int, kernel: int, stride: int, groups: int, *, clip: bool
    ) -> None:
        super().__init__()
        # TensorFlow pads stride-2 convolutions of even inputs at the bottom and right only.
        self.tail = stride == 2  # noqa: PLR2004
        padding = 0 if self.tail else kernel // 2
        self.conv = nn.Conv2d(wide_in, wide_out, kernel, stride, padding, groups=groups, bias=True)
        self.norm: Any = nn.Identity()
        self.clip = clip

    def forward(self, x: Any) -> Any:
        """Map `(n, wide_in, h, w)` to `(n, wide_out, h / stride, w / stride)`."""
        if self.tail:
            x = functional.pad(x, (0, 1, 0, 1))
        x = self.norm(self.conv(x))
        return functional.relu6(x) if self.clip else x

    def fold(self) -> None:
        """Fold batch norm into the convolution; the function in evaluation mode stays the same."""
        if isinstance(self.norm, nn.BatchNorm2d):
            self.conv = fuse_conv_bn_eval(self.conv, self.norm)
            self.norm = nn.Identity()


class Bottleneck(nn.Module):  # type: ignore[misc]
    """Expand, filter per channel, project; added to its input where the shapes agree."""

    def __init__(self, wide_in: int, wide_out: int, stride: int, expansion: int) -> None:
        super().__init__()
        hidden = wide_in * expansion
        layers = [] if expansion == 1 else [Conv(wide_in, hidden, 1, 1, 1, clip=True)]
        layers.append(Conv(hidden, hidden, 3, stride, hidden, clip=True))
        layers.append(Conv(hidden, wide_out, 1, 1, 1, clip=False))
        self.layers = nn.Sequential(*layers)
        self.residual = stride == 1 and wide_in == wide_out

    def forward(self, x: Any) -> Any:
        """Map `(n, wide_in, h, w)` to `(n, wide_out, h / stride, w / stride)`."""
        y = self.layers(x)
        return x + y if self.residual else y


def _channels(full: int, width: float) -> int:
    """Scale a number of channels, rounded to a multiple of 8."""
    return max(8, round(full * width / 8) * 8)


class MobileNetV2(nn.Module):  # type: ignore[misc]
    """The whole net: `(n, 3, h, w)` float32 in -1..1 to `(n, classes)` raw logits.

    `width` scales the channels of all layers but the last, as in the paper.
    """

    def __init__(self, classes: int = 2, *, dropout: float = 0.2, width: float = 1.0) -> None:
        super().__init__()
        wide = _channels(32, width)
        blocks: list[nn.Module] = [Conv(3, wide, 3, 2, 1, clip=True)]
        for expansion, full, repeats, stride in BLOCKS:
            channels = _channels(full, width)
            for repeat in range(repeats):
                blocks.append(Bottleneck(wide, channels, stride if repeat == 0 else 1, expansion))
                wide = channels
        blocks.append(Conv(wide, FEATURES, 1, 1, 1, clip=True))
        self.blocks = nn.ModuleList(blocks)
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(FEATURES, classes)
        self.frozen = 0

    def freeze(self, blocks: int) -> None:
        """Keep the first blocks as they are: edges and colours cost half of the training."""
        self.frozen = blocks
        for parameter in self.blocks[:blocks].parameters():
            parameter.requires_grad_(False)  # noqa: FBT003

    def train(self, mode: bool = True) -> MobileNetV2:  # noqa: FBT001, FBT002
        """Switch to training, with the frozen blocks left in evaluation mode."""
        super().train(mode)
        self.blocks[: self.frozen].eval()
        return self

    def features(self, x: Any) -> Any:
        """Pool the last feature map to `(n, 1280)`."""
        with torch.no_grad():
            for block in self.blocks[: self.frozen]:
                x = block(x)
        for block in self.blocks[self.frozen :]:
            x = block(x)
        return x.mean((2, 3))

    def forward(self, x: Any) -> Any:
        """Score a batch: raw logits, `(n, classes)`."""
        return self.head(self.dropout(self.features(x)))

    def convolutions(self) -> list[Conv]:
        """List the convolutions in execution order."""
        return [module for module in self.modules() if isinstance(module, Conv)]

    def fold(self) -> MobileNetV2:
        """Fold every batch norm, for export."""
        self.eval()
        for conv in self.convolutions():
            conv.fold()
        return self


def add_batch_norm(net: MobileNetV2, images: Any) -> None:
    """Give a folded net batch norm again without changing what it computes.

    Each convolution's output is measured on `images` (`(n, 3, h, w)` float32, -1..1). With its mean mu and
    variance v, batch norm of mean mu, variance v, gamma sqrt(v + eps) and beta mu is the identity, and from
    there training can move it. The frozen blocks stay folded: they are never trained.
    """
    trained = [module for module in net.blocks[net.frozen :].modules() if isinstance(module, Conv)]
    sums: dict[Conv, Any] = {}

    def measure(conv: Conv) -> Any:
        def hook(_module: Any, _inputs: Any, output: Any) -> None:
            flat = output.double().transpose(0, 1).flatten(1)
            sums[conv] = (flat.mean(1).float(), flat.var(1).float())

        return hook

    hooks = [conv.conv.register_forward_hook(measure(conv)) for conv in trained]
    net.eval()
    with torch.no_grad():
        net(images)
    for hook in hooks:
        hook.remove()
    for conv in trained:
        mean, variance = sums[conv]
        norm = nn.BatchNorm2d(conv.conv.out_channels, eps=_EPS, momentum=0.05)
        norm.running_mean.copy_(mean)
        norm.running_var.copy_(variance)
        with torch.no_grad():
            norm.weight.copy_((variance + _EPS).sqrt())
            norm.bias.copy_(mean)
        conv.norm = norm
