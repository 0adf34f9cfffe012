"""Google's ImageNet weights into our net."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import torch

if TYPE_CHECKING:
    from pathlib import Path

    from memesweep.training.network import MobileNetV2


def load_imagenet(net: MobileNetV2, archive: Path) -> None:
    """Copy the 52 folded convolutions; the head of 1,001 classes is copied only where the shapes agree.

    The archive names its arrays `NN_KIND_w` and `NN_KIND_b` in execution order, weights OHWI and depthwise
    ones 1HWC.

    Raises:
        ValueError: the archive's layers are not this net's.

    """
    with np.load(archive) as arrays:
        weights: list[Any] = [arrays[key] for key in sorted(arrays) if key.endswith("_w")]
        biases: list[Any] = [arrays[key] for key in sorted(arrays) if key.endswith("_b")]
    convolutions = net.convolutions()
    if len(weights) != len(convolutions) + 1:
        raise ValueError(f"{archive} holds {len(weights)} layers, the net {len(convolutions)} and a head")
    with torch.no_grad():
        for conv, weight, bias in zip(convolutions, weights, biases, strict=False):
            depthwise = conv.conv.groups > 1
            order = (3, 0, 1, 2) if depthwise else (0, 3, 1, 2)
            conv.conv.weight.copy_(torch.from_numpy(np.ascontiguousarray(weight.transpose(order))))
            conv.conv.bias.copy_(torch.from_numpy(bias))
        head = weights[-1].reshape(weights[-1].shape[0], -1)
        if head.shape == tuple(net.head.weight.shape):
            net.head.weight.copy_(torch.from_numpy(head))
            net.head.bias.copy_(torch.from_numpy(biases[-1]))
