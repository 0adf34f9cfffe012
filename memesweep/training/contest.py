"""Trains and judges the shipped net's rivals: smaller inputs, fewer channels, and simpler trainings.

All on the first fold, so that what is compared was trained on the same sources and judged on the same.
"""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import torch
from sklearn.linear_model import LogisticRegression

from memesweep.training.cost import multiply_adds
from memesweep.training.export import export
from memesweep.training.leftout import margins_of
from memesweep.training.network import MobileNetV2
from memesweep.training.predict import pooled_features, predict
from memesweep.training.recipe import Architecture
from memesweep.training.rivals import Rival, judge
from memesweep.training.runtime import TFLiteNet
from memesweep.training.train import build, train
from memesweep.training.weights import load_imagenet

if TYPE_CHECKING:
    from memesweep.training.protocol import Places, Stock
    from memesweep.training.recipe import Recipe

_FOLD: Final = 0
_SIZES: Final = (224, 192, 160, 128)
_TIMED: Final = 60
_EPOCHS: Final = 2
_RATE: Final = 2e-3
"""Nets that start from random weights take larger steps."""


def _median_ms(file: TFLiteNet) -> float:
    pixels = np.zeros((file.size, file.size, 3), np.uint8)
    spent = []
    for _ in range(_TIMED):
        began = time.perf_counter()
        file.margin(pixels)
        spent.append(time.perf_counter() - began)
    return float(np.median(spent) * 1e3)


class Contest:
    """The first fold's pictures, and what each net makes of them."""

    def __init__(self, stock: Stock, places: Places) -> None:
        self._stock = stock
        self._places = places
        self._recipe = recipe = stock.training.recipe
        self._short = replace(recipe, sizes=(160,), size=160, epochs=_EPOCHS, rate=_RATE)
        self._job = stock.job(_FOLD)
        self._left_out = stock.left_out(_FOLD)
        self._labels = np.array([int(picture.label) for picture in self._left_out], dtype=np.int64)
        self._folder = places.work / "rivals"

    def run(self) -> list[Rival]:
        """Train and judge them all."""
        net = build(self._places.weights, self._job.real, self._stock.library, self._recipe)
        net.load_state_dict(torch.load(self._places.work / f"fold-{_FOLD}" / "net.pt"))
        return [
            *(self._exported(f"the shipped recipe at {size}", net, size) for size in _SIZES),
            self._student(net),
            self._frozen(),
            self._from_scratch(),
        ]

    def _exported(self, name: str, net: Any, size: int) -> Rival:
        path = self._folder / f"{name.replace(' ', '-')}.tflite"
        export(net, size, path)
        names = [picture.file for picture in self._left_out]
        margins = margins_of(path, names, self._stock.library.image)
        row = judge(name, size, multiply_adds(net, size), margins, self._labels)
        return replace(row, milliseconds=_median_ms(TFLiteNet(path)))

    def _student(self, teacher: Any) -> Rival:
        recipe = replace(self._short, width=0.5, taught=0.7)
        net = self._trained("student", recipe, teacher)
        return self._exported("half the channels, taught by the shipped recipe", net, recipe.size)

    def _frozen(self) -> Rival:
        """Judge a logistic regression on what the ImageNet net sees."""
        net = MobileNetV2()
        load_imagenet(net, self._places.weights)
        net.to(memory_format=torch.channels_last)
        size = self._recipe.size
        pictures = self._job.real
        known = pooled_features(net, pictures, self._stock.library, size)
        mean, scale = known.mean(0), known.std(0) + 1e-3
        head = LogisticRegression(C=0.01, max_iter=300, class_weight="balanced")
        head.fit((known - mean) / scale, [int(picture.label) for picture in pictures])
        unseen = pooled_features(net, self._left_out, self._stock.library, size)
        margins = head.decision_function((unseen - mean) / scale)
        return judge(
            "frozen ImageNet features, logistic regression",
            size,
            multiply_adds(net, size),
            margins,
            self._labels,
        )

    def _from_scratch(self) -> Rival:
        recipe = replace(self._short, architecture=Architecture.SMALL_CNN)
        net = self._trained("small-cnn", recipe, None)
        margins = predict(net, self._left_out, self._stock.library, recipe.size).astype(np.float64)
        return judge(
            "small CNN from scratch", recipe.size, multiply_adds(net, recipe.size), margins, self._labels
        )

    def _trained(self, name: str, recipe: Recipe, teacher: Any) -> Any:
        folder = self._folder / name
        return train(self._job, self._stock.library, self._places.weights, recipe, folder, teacher)
