"""Exponential moving average of the weights: what is evaluated and shipped."""

from __future__ import annotations

import copy
from typing import Any

import torch


class Average:
    """A second copy of the net that follows the trained one slowly, batch norm statistics included."""

    def __init__(self, net: Any, decay: float) -> None:
        self.net = copy.deepcopy(net).eval()
        self._decay = decay
        self.steps = 0

    def update(self, net: Any) -> None:
        """Move towards `net`; early on by more, or the average would remember the untrained head."""
        self.steps += 1
        decay = min(self._decay, (1 + self.steps) / (10 + self.steps))
        with torch.no_grad():
            mine = self.net.state_dict()
            for name, value in net.state_dict().items():
                if value.dtype.is_floating_point:
                    mine[name].lerp_(value, 1 - decay)
                else:
                    mine[name].copy_(value)
