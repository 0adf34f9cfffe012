"""The whole road from the data set to the shipped bundle, resumable at every step.

Three models are each trained without a third of the sources and judged on that third; what they say there
sets the calibration, the thresholds and every figure of the card. The shipped model is trained in the same
way from everything.
"""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from memesweep.classifier.cores import usable_cores
from memesweep.training.dataset import GATHERED, Corrections, Label, Picture, read_index
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
from memesweep.training.recipe import FOLDS, Recipe
from memesweep.training.train import Job, train

if TYPE_CHECKING:
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
    """All pictures, with the fold of each source."""

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


def take_stock(places: Places, drawn: dict[Label, int]) -> Stock:
    """Decode and draw what is not in `places.work` yet; `drawn` counts pictures of each class and fold."""
    real = read_index(places.dataset)
    # The split follows the collections' own labels, so that a correction never moves a source.
    folds = assign_folds(read_index(places.dataset, Corrections({}, frozenset())), FOLDS)
    cache = places.work / "cache"
    opened = dataset_cache(places.dataset, cache)
    orders = [
        DrawOrder(places.work / "drawn", cache, tuple(photographs(real, folds, fold)), fold, label, count)
        for fold in range(FOLDS)
        for label, count in drawn.items()
    ]
    with ProcessPoolExecutor(usable_cores()) as pool:
        caches = [PixelCache(folder) for folder in pool.map(draw, orders)]
    pictures: dict[int, list[Picture]] = {fold: [] for fold in range(FOLDS)}
    for order, pixels in zip(orders, caches, strict=True):
        pictures[order.fold] += drawn_pictures(pixels, order.fold, order.label)
    if places.gathered is not None:
        gathered = gathered_cache(places.gathered, places.work / GATHERED)
        caches.append(gathered)
        for fold, some in gathered_pictures(gathered).items():
            pictures[fold] += some
    return Stock(real, pictures, folds, Library(opened, *caches))


def run(stock: Stock, places: Places, fold: int | None, recipe: Recipe) -> Path:
    """Train without `fold`, or with everything; returns the exported file."""
    folder = places.work / ("final" if fold is None else f"fold-{fold}")
    model = folder / "model.tflite"
    if not model.exists():
        net = train(stock.job(fold), stock.library, places.weights, recipe, folder)
        export(net, recipe.size, model)
    return model


def run_fold(stock: Stock, places: Places, fold: int, recipe: Recipe) -> list[LeftOut]:
    """Train without a fold, export, and score that fold's pictures, drawn and gathered ones included."""
    table = places.work / f"fold-{fold}" / "left-out.csv"
    if table.exists():
        return read_left_out(table)
    model = run(stock, places, fold, recipe)
    judged = stock.left_out(fold) + stock.added[fold]
    rows = score_left_out(model, judged, stock.library.image, fold)
    write_left_out(table, rows)
    return rows


def tell_kinds(stock: Stock, places: Places, recipe: Recipe, sample: int = 3000) -> NDArray[np.int64]:
    """Count how well each fold's net could tell kinds apart on the sources it never saw; see `kinds`."""
    table = places.work / "kinds.csv"
    if not table.exists():
        counts = np.zeros((len(GROUPS), len(GROUPS)), np.int64)
        for fold in range(FOLDS):
            job = stock.job(fold)
            net = train(job, stock.library, places.weights, recipe, places.work / f"fold-{fold}")
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
