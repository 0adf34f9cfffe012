"""What the project's nets are made of in PyTorch, with the padding of the originals in TensorFlow."""

from __future__ import annotations

from typing import Any, Final, Self

import torch
from torch import nn
from torch.nn import functional
from torch.nn.utils.fusion import fuse_conv_bn_eval

EPS: Final = 1e-3
"""Batch norm's epsilon in all of them."""
_MOMENTUM: Final = 0.05


class Conv(nn.Module):  # type: ignore[misc]
    """Convolution, batch norm, ReLU6; `norm` is an identity once it has been folded."""

    def __init__(
        self, wide_in: int, wide_out: int, kernel: int, stride: int, groups: int, *, clip: bool
    ) -> None:
        super().__init__()
        # TensorFlow pads stride-2 convolutions of even inputs by one more at the bottom and right than at
        # the top and left.
        self.before = (kernel - 1) // 2 if stride == 1 else kernel // 2 - 1
        self.after = kernel // 2
        padding = self.before if self.before == self.after else 0
        self.conv = nn.Conv2d(wide_in, wide_out, kernel, stride, padding, groups=groups, bias=True)
        self.norm: Any = nn.Identity()
        self.clip = clip

    def forward(self, x: Any) -> Any:
        """Map `(n, wide_in, h, w)` to `(n, wide_out, h / stride, w / stride)`."""
        if self.before != self.after:
            x = functional.pad(x, (self.before, self.after, self.before, self.after))
        x = self.norm(self.conv(x))
        return functional.relu6(x) if self.clip else x

    def add_norm(self) -> Any:
        """Put a fresh batch norm behind the convolution."""
        self.norm = nn.BatchNorm2d(self.conv.out_channels, eps=EPS, momentum=_MOMENTUM)
        return self.norm

    def fold(self) -> None:
        """Fold batch norm into the convolution; the function in evaluation mode stays the same."""
        if isinstance(self.norm, nn.BatchNorm2d):
            self.conv = fuse_conv_bn_eval(self.conv, self.norm)
            self.norm = nn.Identity()


class Bottleneck(nn.Module):  # type: ignore[misc]
    """Expand, filter per channel, project; added to its input where the shapes agree."""

    def __init__(self, wide_in: int, wide_out: int, stride: int, expansion: int, kernel: int = 3) -> None:
        super().__init__()
        hidden = wide_in * expansion
        layers = [] if expansion == 1 else [Conv(wide_in, hidden, 1, 1, 1, clip=True)]
        layers.append(Conv(hidden, hidden, kernel, stride, hidden, clip=True))
        layers.append(Conv(hidden, wide_out, 1, 1, 1, clip=False))
        self.layers = nn.Sequential(*layers)
        self.residual = stride == 1 and wide_in == wide_out

    def forward(self, x: Any) -> Any:
        """Map `(n, wide_in, h, w)` to `(n, wide_out, h / stride, w / stride)`."""
        y = self.layers(x)
        return x + y if self.residual else y


class Network(nn.Module):  # type: ignore[misc]
    """Blocks, a mean over the picture, a linear head.

    Maps `(n, 3, h, w)` float32 in -1..1, sides multiples of 32, to `(n, classes)` raw logits.
    """

    def __init__(self, blocks: list[nn.Module], wide: int, classes: int, dropout: float) -> None:
        super().__init__()
        self.blocks = nn.ModuleList(blocks)
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(wide, classes)
        self.wide = wide
        self.frozen = 0

    def freeze(self, blocks: int) -> None:
        """Keep the first blocks as they are: edges and colours cost half of the training."""
        self.frozen = blocks
        for parameter in self.blocks[:blocks].parameters():
            parameter.requires_grad_(False)  # noqa: FBT003

    def train(self, mode: bool = True) -> Self:  # noqa: FBT001, FBT002
        """Switch to training, with the frozen blocks left in evaluation mode."""
        super().train(mode)
        self.blocks[: self.frozen].eval()
        return self

    def features(self, x: Any) -> Any:
        """Pool the last feature map to `(n, channels)`."""
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

    def fold(self) -> Self:
        """Fold every batch norm, for export."""
        self.eval()
        for conv in self.convolutions():
            conv.fold()
        return self


def add_batch_norm(net: Network, images: Any) -> None:
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
        norm = conv.add_norm()
        norm.running_mean.copy_(mean)
        norm.running_var.copy_(variance)
        with torch.no_grad():
            norm.weight.copy_((variance + EPS).sqrt())
            norm.bias.copy_(mean)
