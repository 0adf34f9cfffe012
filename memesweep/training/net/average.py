"""Averages of weights: over the steps of one training, and over several trainings."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

import torch

if TYPE_CHECKING:
    from collections.abc import Sequence


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


def average_nets(states: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Average the weights of nets that were trained from the same ones, batch norm statistics included."""
    first, *others = states
    mean = {name: value.clone() for name, value in first.items()}
    for number, state in enumerate(others, 2):
        for name, value in state.items():
            if value.dtype.is_floating_point:
                mean[name].lerp_(value, 1 / number)
    return mean
