"""The average of a net's weights over the steps of its training."""

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
        mine, theirs = _numbers(self.net), _numbers(net)
        with torch.no_grad():
            # One call for all: a net has hundreds of small tensors, and each call costs as much as its work.
            torch._foreach_lerp_(mine, theirs, 1 - decay)


def _numbers(net: Any) -> list[Any]:
    """List what can be averaged; batch norm's counters cannot, and nothing reads them."""
    return [value for value in net.state_dict().values() if value.dtype.is_floating_point]
