"""What a net costs, whatever the machine."""

from __future__ import annotations

from typing import Any

import torch
from torch import nn


def multiply_adds(net: Any, size: int) -> int:
    """Count the multiplications of one picture's convolutions and linear layers."""
    total = 0

    def count(module: Any, _inputs: Any, output: Any) -> None:
        nonlocal total
        total += output.numel() * module.weight[0].numel()

    counted = [module for module in net.modules() if isinstance(module, nn.Conv2d | nn.Linear)]
    hooks = [module.register_forward_hook(count) for module in counted]
    with torch.no_grad():
        net.eval()(torch.zeros(1, 3, size, size))
    for hook in hooks:
        hook.remove()
    return total
