"""Exported nets as a scan asks them: one score of one look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from memesweep.training.measure.cascade import sigmoid
from memesweep.training.measure.leftout import Net
from memesweep.training.measure.runtime import TFLiteNet

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from memesweep.training.measure.cascade import Joint

    Inputs = Callable[[int], NDArray[np.uint8]]
    """Gives `(size, size, 3)` uint8 for a size."""


class ScanNets:
    """The nets that a joint score weighs, an interpreter each; not to be shared between threads."""

    def __init__(self, models: Mapping[Net, Path], joint: Joint, runtime: str | None = None) -> None:
        self._joint = joint
        self._nets = {net: TFLiteNet(models[net], runtime) for net in joint.weights}

    @property
    def size(self) -> int:
        """Side of the judge's input in pixels."""
        return self._nets[Net.JUDGE].size

    @property
    def other_sizes(self) -> tuple[int, ...]:
        """Sides of the other nets' inputs."""
        return tuple(asked.size for net, asked in self._nets.items() if net is not Net.JUDGE)

    def logit(self, inputs: Inputs) -> float:
        """Weigh what all nets say of one look."""
        said = {net: asked.margin(inputs(asked.size)) for net, asked in self._nets.items()}
        return sum(weight * said[net] for net, weight in self._joint.weights.items()) + self._joint.bias

    def score(self, inputs: Inputs) -> float:
        """Return the probability of a meme."""
        return float(sigmoid(self.logit(inputs)))
