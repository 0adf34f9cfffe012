"""One net while it learns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import torch
from torch import nn
from torch.nn import functional

from memesweep.training.fit.loader import Batch, to_input
from memesweep.training.fit.recipe import Architecture, Recipe
from memesweep.training.measure.groups import Group
from memesweep.training.net.average import Average
from memesweep.training.net.efficientnet_lite import EfficientNetLite
from memesweep.training.net.layers import add_batch_norm
from memesweep.training.net.mobilenet_v1 import MobileNetV1
from memesweep.training.net.mobilenet_v2 import MobileNetV2
from memesweep.training.net.weights import load_start

if TYPE_CHECKING:
    from pathlib import Path

    from memesweep.training.net.layers import Network

_OTHER_SIZE: Final = 0.1
"""Share of the batches that are shown at each of a recipe's smaller sizes."""


def new_net(recipe: Recipe) -> Network:
    """Make an untrained net."""
    if recipe.architecture is Architecture.MOBILENET_V1:
        return MobileNetV1(width=recipe.width)
    if recipe.architecture is Architecture.MOBILENET_V2:
        return MobileNetV2(width=recipe.width)
    return EfficientNetLite(width=recipe.width, depth=recipe.depth)


class Learner:
    """A net with its optimizer, its average, and a head for groups that only training knows."""

    def __init__(self, recipe: Recipe, start: Path, sample: Any, fold: int | None, device: Any) -> None:
        """Take `start`'s weights; where they have no batch norm, it is measured on `sample`.

        Args:
            recipe: how to learn.
            start: file of weights; see `load_start`.
            sample: `(n, size, size, 3)` uint8, plain pictures.
            fold: the fold that is left out, or none.
            device: where to compute.

        """
        torch.manual_seed(1 + (-1 if fold is None else fold))
        self.recipe = recipe
        self.fold = fold
        self._device = device
        net: Any = new_net(recipe)
        load_start(net, start)
        net.freeze(recipe.frozen)
        net.to(device, memory_format=torch.channels_last)
        if not any(isinstance(module, nn.BatchNorm2d) for module in net.modules()):
            add_batch_norm(net, to_input(sample).to(device))
        self.net = net.to(device)
        self._groups: Any = nn.Linear(net.wide, len(Group)).to(device)
        self.average = Average(self.net, recipe.averaging)
        self._optimizer = self._make_optimizer()
        self._sizes = torch.Generator().manual_seed(3)
        self.steps = 0

    def _make_optimizer(self) -> Any:
        """AdamW, with weight decay on kernels only."""
        parameters = [one for one in self.net.parameters() if one.requires_grad]
        parameters += self._groups.parameters()
        heavy = [parameter for parameter in parameters if parameter.ndim > 1]
        light = [parameter for parameter in parameters if parameter.ndim == 1]
        return torch.optim.AdamW(
            [
                {"params": heavy, "weight_decay": self.recipe.decay},
                {"params": light, "weight_decay": 0.0},
            ],
            lr=self.recipe.rate,
            fused=True,
        )

    def step(self, batch: Batch, done: float, rate: float, taught: Any | None = None) -> tuple[Any, Any]:
        """Learn from one batch.

        Args:
            batch: pictures of folds that are not left out.
            done: share of the course that is over, 0 to 1.
            rate: learning rate, as a share of the recipe's.
            taught: `(n,)` what the judge makes of the pictures, probabilities of a meme.

        Returns:
            The logits, `(n, 2)`, and the loss, both detached and still on the device.

        """
        self.steps += 1
        for group in self._optimizer.param_groups:
            group["lr"] = self.recipe.rate * rate
        x = self._shown(to_input(batch.pixels[self.recipe.size]))
        with torch.autocast(self._device.type, torch.bfloat16):
            features = self.net.features(x)
        features = self.net.dropout(features.float())
        logits = self.net.head(features)
        smoothing = self.recipe.smoothing * (1 - done)
        loss = functional.cross_entropy(logits, batch.labels, label_smoothing=smoothing)
        if taught is not None and self.recipe.taught:
            soft = functional.cross_entropy(logits, torch.stack([1 - taught, taught], 1))
            loss = (1 - self.recipe.taught) * loss + self.recipe.taught * soft
        if self.recipe.groups:
            named = functional.cross_entropy(self._groups(features), batch.groups)
            loss = loss + self.recipe.groups * torch.nan_to_num(named)
        self._optimizer.zero_grad(set_to_none=True)
        loss.backward()
        self._optimizer.step()
        self.average.update(self.net)
        return logits.detach(), loss.detach()

    def _shown(self, x: Any) -> Any:
        """Scale some batches to one of the smaller sizes."""
        drawn = float(torch.rand((), generator=self._sizes))
        place = int(drawn / _OTHER_SIZE)
        if place >= len(self.recipe.smaller):
            return x
        side = self.recipe.smaller[place]
        shown = functional.interpolate(x, (side, side), mode="bilinear", antialias=True)
        return shown.contiguous(memory_format=torch.channels_last)

    def state(self) -> dict[str, Any]:
        """Everything that going on needs."""
        return {
            "net": self.net.state_dict(),
            "groups": self._groups.state_dict(),
            "average": self.average.net.state_dict(),
            "optimizer": self._optimizer.state_dict(),
            "sizes": self._sizes.get_state(),
            "steps": self.steps,
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Go on from what `state` returned."""
        self.net.load_state_dict(state["net"])
        self._groups.load_state_dict(state["groups"])
        self.average.net.load_state_dict(state["average"])
        self._optimizer.load_state_dict(state["optimizer"])
        self._sizes.set_state(state["sizes"].cpu())
        self.average.steps = self.steps = state["steps"]
