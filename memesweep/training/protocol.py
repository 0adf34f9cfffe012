"""From trained nets to what is known of them: exports, left-out scores, and the scale of what ships.

All sources are dealt to folds by family. For each fold three nets were trained without it (`fit`); as
exported files they score what they never saw, and that sets the calibration, the thresholds and every figure
of the card. The nets that ship were trained by the same course on everything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from memesweep.training.data.folds import FOLDS
from memesweep.training.fit.learner import new_net
from memesweep.training.fit.recipe import RECIPES
from memesweep.training.fit.train import run_name
from memesweep.training.measure.carryover import Match, match
from memesweep.training.measure.leftout import (
    SHIPPED,
    LeftOut,
    Net,
    margins_of,
    read_left_out,
    score_left_out,
    write_left_out,
)
from memesweep.training.net.export import export
from memesweep.training.net.weights import load_start

if TYPE_CHECKING:
    from pathlib import Path

    from memesweep.training.data.stock import Stock

_MATCHED: Final = 700
"""Pictures on which the shipped nets are matched to the folds'."""


class Protocol:
    """What is exported and measured once is found again under `work`."""

    def __init__(self, stock: Stock, work: Path, before: Path) -> None:
        """Take trained nets under `work`, and an earlier release's judge that never saw the newer shards."""
        self._stock = stock
        self._work = work
        self._before = before

    def exported(self, net: Net, fold: int | None) -> Path:
        """Return a trained net's exported file, writing it the first time.

        Raises:
            FileNotFoundError: it was not trained yet.

        """
        folder = self._work / run_name(net, fold)
        if not (folder / "model.tflite").exists():
            recipe = RECIPES[net]
            trained = new_net(recipe)
            load_start(trained, folder / "net.pt")
            export(trained, recipe.size, folder / "model.tflite")
        return folder / "model.tflite"

    def left_out(self, fold: int) -> list[LeftOut]:
        """Score a fold's pictures by the nets that never saw its sources."""
        table = self._work / f"left-out-{fold}.csv"
        if not table.exists():
            models = {net: self.exported(net, fold) for net in SHIPPED} | {Net.BEFORE: self._before}
            pictures = self._stock.left_out(fold)
            write_left_out(table, score_left_out(models, pictures, self._stock.library.image, fold))
        return read_left_out(table)

    def match(self, net: Net) -> Match:
        """Bring the shipped net's margins to the scale of the folds', on pictures that they learned from."""
        taught = self._stock.taught()
        order = np.random.default_rng(0).permutation(len(taught))[:_MATCHED]
        pictures = [taught[index] for index in order]
        names, image = [picture.file for picture in pictures], self._stock.library.image
        margins = np.array([margins_of(self.exported(net, fold), names, image) for fold in range(FOLDS)])
        learned = np.array(
            [[self._stock.fold_of(picture) != fold for picture in pictures] for fold in range(FOLDS)]
        )
        of_folds = (margins * learned).sum(0) / learned.sum(0)
        labels = np.array([int(picture.label) for picture in pictures])
        return match(margins_of(self.exported(net, None), names, image), of_folds, labels)
