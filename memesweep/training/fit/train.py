"""One training run, checkpointed after every epoch."""

from __future__ import annotations

import csv
import json
import math
import time
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import torch
from torch.nn import functional

from memesweep.gallery.preprocess import fit
from memesweep.training.fit.loader import Epoch, batches, epoch_length, epoch_pictures, to_input
from memesweep.training.fit.predict import predict, watch
from memesweep.training.fit.recipe import Architecture
from memesweep.training.net.average import Average
from memesweep.training.net.efficientnet_lite import EfficientNetLite0
from memesweep.training.net.layers import add_batch_norm
from memesweep.training.net.mobilenet_v1 import MobileNetV1
from memesweep.training.net.mobilenet_v2 import MobileNetV2
from memesweep.training.net.weights import load_start

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from memesweep.training.data.dataset import Picture
    from memesweep.training.fit.loader import Library
    from memesweep.training.fit.recipe import Recipe
    from memesweep.training.net.layers import Network

_NETS: Final = {
    Architecture.MOBILENET_V1: MobileNetV1,
    Architecture.MOBILENET_V2: MobileNetV2,
    Architecture.EFFICIENTNET_LITE0: EfficientNetLite0,
}
_NORM_SAMPLE = 384
"""Pictures on which batch norm is recovered."""


@dataclass(frozen=True, slots=True)
class Job:
    """A run's pictures: what it learns from, and the left-out ones that it is only watched on."""

    real: Sequence[Picture]
    added: Sequence[Picture]
    watched: Sequence[Picture]
    taught: Mapping[str, float] = field(default_factory=dict)
    """What a teacher says of pictures, by file: the probability of a meme, 0 to 1. Where it says nothing, the
    label speaks; see `Recipe.taught`."""


def new_net(recipe: Recipe) -> Network:
    """Make an untrained net."""
    return _NETS[recipe.architecture](width=recipe.width)


def build(weights: Path, pictures: Sequence[Picture], library: Library, recipe: Recipe) -> Any:
    """Make the net to train: given weights, frozen front.

    Where it has no batch norm, that is measured on our pictures.
    """
    torch.manual_seed(recipe.seed)
    net = new_net(recipe)
    load_start(net, weights)
    net.freeze(recipe.frozen)
    if any(isinstance(module, torch.nn.BatchNorm2d) for module in net.modules()):
        return net.to(memory_format=torch.channels_last)
    rng = np.random.default_rng(recipe.seed)
    sample = [pictures[index] for index in rng.permutation(len(pictures))[:_NORM_SAMPLE]]
    pixels = np.stack([fit(library.image(picture.file), min(recipe.sizes)) for picture in sample])
    add_batch_norm(net, to_input(pixels))
    net.to(memory_format=torch.channels_last)
    return net


def rate_at(step: int, steps: int) -> float:
    """Scale the learning rate: linear warm-up over a tenth, then a cosine down to 2 %."""
    warm = max(1, steps // 10)
    if step < warm:
        return (step + 1) / warm
    return 0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * (step - warm) / max(1, steps - warm)))


def _loss(logits: Any, labels: Any, taught: Any, smoothing: float, share: float) -> Any:
    """Cross entropy with the labels, and by `share` with a teacher's probabilities of a meme, `(n,)`."""
    loss = functional.cross_entropy(logits, labels, label_smoothing=smoothing)
    if not share:
        return loss
    soft = torch.stack([1 - taught, taught], 1)
    return (1 - share) * loss + share * functional.cross_entropy(logits, soft)


def _optimizer(net: Any, recipe: Recipe) -> Any:
    """AdamW, with weight decay on kernels only."""
    heavy = [p for p in net.parameters() if p.requires_grad and p.ndim > 1]
    light = [p for p in net.parameters() if p.requires_grad and p.ndim == 1]
    groups = [{"params": heavy, "weight_decay": recipe.decay}, {"params": light, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, lr=recipe.rate)


def train(job: Job, library: Library, weights: Path, recipe: Recipe, folder: Path) -> Any:
    """Train from `weights`, or resume from `folder`; returns the averaged net.

    `folder` receives `state.pt` (the last epoch's state), `net.pt` (the averaged weights, once finished),
    `recipe.json` and `curve.csv` (epoch, step, training loss, left-out log loss, left-out ROC-AUC, seconds).
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "recipe.json").write_text(json.dumps(asdict(recipe), indent=1), encoding="utf-8")
    net = build(weights, job.real, library, recipe)
    average = Average(net, recipe.averaging)
    if (folder / "net.pt").exists():
        average.net.load_state_dict(torch.load(folder / "net.pt"))
        return average.net
    optimizer = _optimizer(net, recipe)
    steps = recipe.epochs * (epoch_length(job.real, recipe) // recipe.batch)
    step = first = 0
    state = folder / "state.pt"
    if state.exists():
        saved = torch.load(state)
        net.load_state_dict(saved["net"])
        average.net.load_state_dict(saved["average"])
        optimizer.load_state_dict(saved["optimizer"])
        average.steps = step = saved["step"]
        first = saved["epoch"] + 1
    for epoch in range(first, recipe.epochs):
        began, losses = time.monotonic(), []
        net.train()
        shown = epoch_pictures(job.real, job.added, recipe, epoch)
        for x, y, taught in batches(Epoch(shown, library, recipe, epoch, job.taught), recipe.batch):
            for group in optimizer.param_groups:
                group["lr"] = recipe.rate * rate_at(step, steps)
            with torch.autocast("cpu", torch.bfloat16):
                logits = net(x)
            smoothing = recipe.smoothing * max(0.0, 1 - step / steps)
            loss = _loss(logits.float(), y, taught, smoothing, recipe.taught)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            optimizer.step()
            average.update(net)
            step += 1
            losses.append(loss.item())
            if step % 50 == 0:
                pace = (time.monotonic() - began) / len(losses) / recipe.batch * 1000
                recent = np.mean(losses[-50:])
                print(
                    f"{folder.name} step {step}/{steps} loss {recent:.4f} {pace:.1f} ms/picture",
                    flush=True,
                )
        held = watch(predict(average.net, job.watched, library, max(recipe.sizes)), job.watched)
        row = [epoch + 1, step, float(np.mean(losses)), *held, time.monotonic() - began]
        print(
            folder.name,
            "epoch {} step {} loss {:.4f} left-out {:.4f} AUC {:.4f} {:.0f} s".format(*row),
            flush=True,
        )
        with (folder / "curve.csv").open("a", newline="", encoding="utf-8") as out:
            csv.writer(out).writerow(row)
        torch.save(
            {
                "net": net.state_dict(),
                "average": average.net.state_dict(),
                "optimizer": optimizer.state_dict(),
                "epoch": epoch,
                "step": step,
            },
            state,
        )
    torch.save(average.net.state_dict(), folder / "net.pt")
    state.unlink(missing_ok=True)
    return average.net
