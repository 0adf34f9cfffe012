"""The whole road from the data set to the shipped bundle, resumable at every step.

The judge goes on from the release before. Sources that release has not seen are dealt to two folds; for each,
three nets are trained without it and judged on it, which compares both releases on what neither has seen.
What they say there sets the calibration, the thresholds and every figure of the card. The shipped judge and
scout are trained from everything: the judge from the average of the folds' judges, which then takes a short
course, the scout from the start. The shipped second opinion is the average of the folds' nets.
"""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import torch

from memesweep.classifier.cores import usable_cores
from memesweep.evaluation.labels import Label
from memesweep.training.data.dataset import Corrections, Picture, read_index
from memesweep.training.data.drawn import DrawOrder, draw, drawn_pictures, photographs
from memesweep.training.data.folds import assign_folds, family
from memesweep.training.data.gathered import gathered_cache, gathered_pictures
from memesweep.training.data.pixels import PixelCache, dataset_cache
from memesweep.training.fit.loader import Library
from memesweep.training.fit.recipe import (
    FOLDS,
    JUDGE,
    JUDGE_LAST,
    SCOUT,
    SECOND_OPINION,
    SECOND_OPINION_BASE,
    UNKNOWN_FROM,
    Recipe,
)
from memesweep.training.fit.train import Job, new_net, train
from memesweep.training.measure.calibration import fit_platt
from memesweep.training.measure.carryover import Match, match
from memesweep.training.measure.leftout import (
    LeftOut,
    Net,
    margins_of,
    read_left_out,
    score_left_out,
    write_left_out,
)
from memesweep.training.net.average import average_nets
from memesweep.training.net.export import export
from memesweep.training.net.weights import load_start

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_WATCHED: Final = 5
"""Every fifth left-out picture is looked at after each epoch; all of them once, at the end."""
_MATCHED: Final = 700
"""Pictures on which the shipped nets are matched to the folds'."""
_DRAWN: Final = {Label.MEME: 3600, Label.PHOTO: 5400}
"""Pictures that the renderer draws, on photographs that the release before knew: they leave no fold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where a run reads and writes; `work` takes some 7 GB and stays outside the project."""

    dataset: Path
    before: Path
    """`model.tflite` of the release before."""
    scout_start: Path
    """ImageNet weights of MobileNetV1 0.25 128, an .npz."""
    second_start: Path
    """ImageNet weights of EfficientNet-Lite0, a .pth."""
    work: Path
    gathered: Path | None = None
    """What `gather` wrote, if it was run."""


@dataclass(frozen=True, slots=True)
class Stock:
    """All pictures of a training, with the fold of each source that may be left out."""

    real: list[Picture]
    added: list[Picture]
    """Drawn and gathered ones."""
    folds: dict[str, int]
    library: Library

    def known(self) -> list[Picture]:
        """List the pictures that the release before was trained on."""
        return [picture for picture in self.real if picture.shard < UNKNOWN_FROM and not picture.unclear]

    def learned(self, fold: int | None) -> list[Picture]:
        """List the real pictures of a run without `fold`, or from everything."""
        clear = [picture for picture in self.real if not picture.unclear]
        return [picture for picture in clear if fold is None or self.folds.get(picture.source) != fold]

    def left_out(self, fold: int | None) -> list[Picture]:
        """List the real pictures of a fold, the unclear ones too: leaving them out would flatter."""
        return [
            picture for picture in self.real if fold is not None and self.folds.get(picture.source) == fold
        ]


def take_stock(places: Places) -> Stock:
    """Decode and draw what is not in `places.work` yet."""
    real = read_index(places.dataset)
    # The split follows the collections' own labels, so that a correction never moves a source.
    index = read_index(places.dataset, Corrections({}, frozenset()))
    families = {family(picture.source) for picture in index if picture.shard < UNKNOWN_FROM}
    folds = assign_folds([picture for picture in index if family(picture.source) not in families], FOLDS)
    cache = places.work / "cache"
    opened = [dataset_cache(places.dataset, cache)]
    added: list[Picture] = []
    if places.gathered is not None:
        opened.append(gathered_cache(places.gathered, places.work / "gathered"))
        added += gathered_pictures(opened[-1])
    offered = tuple(photographs([picture for picture in real if picture.shard < UNKNOWN_FROM]))
    orders = [
        DrawOrder(places.work / "drawn", cache, offered, label, count) for label, count in _DRAWN.items()
    ]
    with ProcessPoolExecutor(usable_cores()) as pool:
        for order, folder in zip(orders, pool.map(draw, orders), strict=True):
            opened.append(PixelCache(folder))
            added += drawn_pictures(opened[-1], order.label)
    return Stock(real, added, folds, Library(*opened))


class Protocol:
    """Trains what is not trained yet; every net and table is found again under `places.work`."""

    def __init__(self, places: Places, stock: Stock) -> None:
        self._places = places
        self._stock = stock

    def judge(self, fold: int | None) -> Path:
        """Train the judge; returns its exported file."""
        if fold is not None:
            return self._run(Net.JUDGE, JUDGE, fold, self._places.before)
        start = self._places.work / "judges.pt"
        if not start.exists():
            self._average(Net.JUDGE, start)
        return self._run(Net.JUDGE, JUDGE_LAST, None, start)

    def scout(self, fold: int | None) -> Path:
        """Train the scout by what the judge of the same pictures says of them; returns its exported file."""
        taught = self._teach([fold] if fold is not None else list(range(FOLDS)))
        return self._run(Net.SCOUT, SCOUT, fold, self._places.scout_start, taught)

    def second_opinion(self, fold: int | None) -> Path:
        """Train the second opinion, or average it over the folds; returns its exported file."""
        if fold is not None:
            base = self._places.work / "second-opinion-base"
            job = Job(self._stock.known(), self._stock.added, self._stock.left_out(0)[::_WATCHED])
            train(job, self._stock.library, self._places.second_start, SECOND_OPINION_BASE, base)
            return self._run(Net.SECOND_OPINION, SECOND_OPINION, fold, base / "net.pt")
        folder = self._folder(Net.SECOND_OPINION, None)
        if not (folder / "model.tflite").exists():
            folder.mkdir(parents=True, exist_ok=True)
            self._average(Net.SECOND_OPINION, folder / "net.pt")
            self._export(folder, SECOND_OPINION)
        return folder / "model.tflite"

    def left_out(self, fold: int) -> list[LeftOut]:
        """Score a fold's pictures by the nets that never saw its sources."""
        table = self._places.work / f"left-out-{fold}.csv"
        if not table.exists():
            models = {
                Net.JUDGE: self.judge(fold),
                Net.SCOUT: self.scout(fold),
                Net.SECOND_OPINION: self.second_opinion(fold),
                Net.BEFORE: self._places.before,
            }
            pictures = self._stock.left_out(fold)
            write_left_out(table, score_left_out(models, pictures, self._stock.library.image, fold))
        return read_left_out(table)

    def match(self, net: Net) -> Match:
        """Bring the shipped net's margins to the scale of the folds', on pictures that all learned from."""
        known = self._stock.known()
        order = np.random.default_rng(0).permutation(len(known))[:_MATCHED]
        names = [known[index].file for index in order]
        labels = np.array([int(known[index].label) for index in order])
        train_one = {Net.JUDGE: self.judge, Net.SCOUT: self.scout, Net.SECOND_OPINION: self.second_opinion}[
            net
        ]
        image = self._stock.library.image
        folds = np.mean([margins_of(train_one(fold), names, image) for fold in range(FOLDS)], axis=0)
        return match(margins_of(train_one(None), names, image), folds, labels)

    def _folder(self, net: Net, fold: int | None) -> Path:
        return self._places.work / f"{net.value}-{'final' if fold is None else fold}"

    def _run(
        self, net: Net, recipe: Recipe, fold: int | None, start: Path, taught: dict[str, float] | None = None
    ) -> Path:
        folder = self._folder(net, fold)
        if not (folder / "model.tflite").exists():
            watched = self._stock.left_out(fold)[::_WATCHED]
            job = Job(self._stock.learned(fold), self._stock.added, watched, taught or {})
            train(job, self._stock.library, start, recipe, folder)
            self._export(folder, recipe)
        return folder / "model.tflite"

    def _average(self, net: Net, target: Path) -> None:
        """Average the folds' nets: they start from the same weights and have together seen everything."""
        train_one = self.judge if net is Net.JUDGE else self.second_opinion
        for fold in range(FOLDS):
            train_one(fold)
        states = [torch.load(self._folder(net, fold) / "net.pt") for fold in range(FOLDS)]
        torch.save(average_nets(states), target)

    def _export(self, folder: Path, recipe: Recipe) -> None:
        net: Any = new_net(recipe)
        load_start(net, folder / "net.pt")
        export(net, recipe.size, folder / "model.tflite")

    def _teach(self, folds: Sequence[int]) -> dict[str, float]:
        """Return what folds' judges make of all real pictures, calibrated on the sources they left out."""
        pictures = self._stock.real
        names = [picture.file for picture in pictures]
        image = self._stock.library.image
        margins = np.mean([margins_of(self.judge(fold), names, image) for fold in folds], axis=0)
        unseen = np.array([self._stock.folds.get(picture.source) in folds for picture in pictures])
        labels = np.array([int(picture.label) for picture in pictures])
        scores = fit_platt(margins[unseen], labels[unseen]).score(margins)
        return {picture.file: float(score) for picture, score in zip(pictures, scores, strict=True)}
