"""The whole road from the data set to the shipped bundle, resumable at every step.

Three models are each trained without a third of the sources and judged on that third; what they say there
sets the calibration, the thresholds and every figure of the card. The shipped model is trained in the same
way from everything. Each of them is the average of several trainings, see `recipe.TRAININGS`.
"""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import torch

from memesweep.classifier.cores import usable_cores
from memesweep.evaluation.labels import Label
from memesweep.training.average import average_nets
from memesweep.training.dataset import GATHERED, Corrections, Picture, read_index
from memesweep.training.drawn import DrawOrder, draw, drawn_pictures, photographs
from memesweep.training.export import export
from memesweep.training.folds import assign_folds
from memesweep.training.gathered import gathered_cache, gathered_pictures
from memesweep.training.kinds import (
    GROUPS,
    confusion_of_groups,
    group_of,
    read_confusion,
    write_confusion,
)
from memesweep.training.leftout import LeftOut, read_left_out, score_left_out, write_left_out
from memesweep.training.loader import Library
from memesweep.training.pixels import PixelCache, dataset_cache
from memesweep.training.predict import pooled_features
from memesweep.training.recipe import FOLDS, Training
from memesweep.training.train import Job, build, train

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

_WATCHED: Final = 3
"""Every third left-out picture is looked at after each epoch; all of them once, at the end."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where a run reads and writes; `work` takes some 5 GB and stays outside the project."""

    dataset: Path
    weights: Path
    work: Path
    gathered: Path | None = None
    """What `gather` wrote, if it was run."""


@dataclass(frozen=True, slots=True)
class Stock:
    """All pictures of a training, with the fold of each source."""

    training: Training
    real: list[Picture]
    added: dict[int, list[Picture]]
    """Drawn and gathered ones, by fold."""
    folds: dict[str, int]
    library: Library

    def job(self, fold: int | None) -> Job:
        """Put a run together: without `fold`, or from everything."""
        clear = [picture for picture in self.real if not picture.unclear]
        if fold is None:
            return Job(clear, [picture for some in self.added.values() for picture in some], [])
        return Job(
            real=[picture for picture in clear if self.folds[picture.source] != fold],
            added=[picture for number, some in self.added.items() if number != fold for picture in some],
            watched=self.left_out(fold)[::_WATCHED],
        )

    def left_out(self, fold: int) -> list[Picture]:
        """List the real pictures of a fold, the unclear ones too: leaving them out would flatter."""
        return [picture for picture in self.real if self.folds[picture.source] == fold]


def take_stock(places: Places, training: Training) -> Stock:
    """Decode and draw what is not in `places.work` yet."""
    real = read_index(places.dataset)
    # The split follows the collections' own labels, so that a correction never moves a source.
    folds = assign_folds(read_index(places.dataset, Corrections({}, frozenset())), FOLDS)
    cache = places.work / "cache"
    opened = dataset_cache(places.dataset, cache)
    added: dict[int, list[Picture]] = {fold: [] for fold in range(FOLDS)}
    caches: list[PixelCache] = []
    if places.gathered is not None:
        caches.append(gathered_cache(places.gathered, places.work / GATHERED))
        added = gathered_pictures(caches[0])
    orders = []
    for fold in range(FOLDS):
        offered, gathered = tuple(photographs(real, folds, fold)), tuple(added[fold])
        for label, count in training.drawn.items():
            # A joke on a diagram is one; a date stamp or a frame on it is nothing that anybody makes.
            share = training.on_gathered if gathered and label is Label.MEME else 0.0
            on = places.work / GATHERED if share else None
            drawn = places.work / training.name / "drawn"
            orders.append(DrawOrder(drawn, cache, offered, on, gathered, share, fold, label, count))
    with ProcessPoolExecutor(usable_cores()) as pool:
        drawings = [PixelCache(folder) for folder in pool.map(draw, orders)]
    for order, pixels in zip(orders, drawings, strict=True):
        added[order.fold] += drawn_pictures(pixels, order.fold, order.label)
    return Stock(training, real, added, folds, Library(opened, *drawings, *caches))


def _part(fold: int | None) -> str:
    return "final" if fold is None else f"fold-{fold}"


def run(stocks: Sequence[Stock], places: Places, fold: int | None) -> Path:
    """Train without `fold`, or with everything, once for each stock; returns the average's exported file."""
    folder = places.work / _part(fold)
    model = folder / "model.tflite"
    if not model.exists():
        nets = [_train(stock, places, fold) for stock in stocks]
        folder.mkdir(parents=True, exist_ok=True)
        net = nets[0]
        net.load_state_dict(average_nets([one.state_dict() for one in nets]))
        torch.save(net.state_dict(), folder / "net.pt")
        export(net, stocks[0].training.recipe.size, model)
    return model


def _train(stock: Stock, places: Places, fold: int | None) -> Any:
    folder = places.work / stock.training.name / _part(fold)
    return train(stock.job(fold), stock.library, places.weights, stock.training.recipe, folder)


def run_fold(stocks: Sequence[Stock], places: Places, fold: int) -> list[LeftOut]:
    """Train without a fold, export, and score that fold's pictures, drawn and gathered ones included."""
    table = places.work / _part(fold) / "left-out.csv"
    if table.exists():
        return read_left_out(table)
    model = run(stocks, places, fold)
    # The last stock has drawn pictures of every sort.
    stock = stocks[-1]
    judged = stock.left_out(fold) + stock.added[fold]
    rows = score_left_out(model, judged, stock.library.image, fold)
    write_left_out(table, rows)
    return rows


def tell_kinds(stock: Stock, places: Places, sample: int = 3000) -> NDArray[np.int64]:
    """Count how well each fold's net could tell kinds apart on the sources it never saw; see `kinds`."""
    table, recipe = places.work / "kinds.csv", stock.training.recipe
    if not table.exists():
        counts = np.zeros((len(GROUPS), len(GROUPS)), np.int64)
        for fold in range(FOLDS):
            job = stock.job(fold)
            net = build(places.weights, job.real, stock.library, recipe)
            net.load_state_dict(torch.load(places.work / _part(fold) / "net.pt"))
            net.eval()
            order = np.random.default_rng(recipe.seed).permutation(len(job.real))[:sample]
            known, unseen = [job.real[index] for index in order], stock.left_out(fold)
            counts += confusion_of_groups(
                pooled_features(net, known, stock.library, recipe.size),
                [group_of(picture) for picture in known],
                pooled_features(net, unseen, stock.library, recipe.size),
                [group_of(picture) for picture in unseen],
            )
        write_confusion(table, counts)
    return read_confusion(table)
