"""The whole road from the data set to the shipped bundle, resumable at every step.

Three models are each trained without a third of the sources and judged on that third; what they say there
sets the calibration, the thresholds and every figure of the card. The shipped model goes on from the first of
them and learns from everything.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from memesweep.training.dataset import Corrections, Label, Picture, read_index
from memesweep.training.drawn import draw_fold, drawn_pictures, photographs
from memesweep.training.export import export
from memesweep.training.folds import assign_folds
from memesweep.training.leftout import LeftOut, read_left_out, score_left_out, write_left_out
from memesweep.training.loader import Library
from memesweep.training.pixels import PixelCache, dataset_cache
from memesweep.training.recipe import FINISH
from memesweep.training.recipe import FOLDS as RECIPES
from memesweep.training.train import Job, train

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from memesweep.training.recipe import Recipe

FOLDS: Final = len(RECIPES)
_WATCHED: Final = 3
"""Every third left-out picture is looked at after each epoch; all of them once, at the end."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where a run reads and writes; `work` takes some 5 GB and stays outside the project."""

    dataset: Path
    weights: Path
    work: Path


@dataclass(frozen=True, slots=True)
class Stock:
    """All pictures, real and drawn, with the fold of each source."""

    real: list[Picture]
    drawn: dict[int, list[Picture]]
    folds: dict[str, int]
    library: Library

    def job(self, fold: int | None) -> Job:
        """Put a run together: without `fold`, or from everything."""
        clear = [picture for picture in self.real if not picture.unclear]
        if fold is None:
            return Job(clear, [picture for some in self.drawn.values() for picture in some], [])
        return Job(
            real=[picture for picture in clear if self.folds[picture.source] != fold],
            drawn=[picture for number, some in self.drawn.items() if number != fold for picture in some],
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
    cache = dataset_cache(places.dataset, places.work / "cache")
    caches: list[PixelCache] = [cache]
    pictures: dict[int, list[Picture]] = {fold: [] for fold in range(FOLDS)}
    for fold in range(FOLDS):
        offered = photographs(real, folds, fold)
        for label, count in drawn.items():
            folder = places.work / "drawn" / f"{label.name.lower()}-{fold}"
            caches.append(draw_fold(folder, offered, cache, fold, label, count))
            pictures[fold] += drawn_pictures(caches[-1], fold, label)
    return Stock(real, pictures, folds, Library(*caches))


def run_stages(
    stock: Stock, places: Places, fold: int | None, recipes: Sequence[Recipe], start: Path | None = None
) -> Path:
    """Train stage after stage; returns the exported file of the last."""
    folder = places.work / ("final" if fold is None else f"fold-{fold}")
    model = folder / "model.tflite"
    if not model.exists():
        job = stock.job(fold)
        net: Any = None
        for stage, recipe in enumerate(recipes):
            run = folder / f"stage-{stage}"
            net = train(job, stock.library, places.weights, recipe, run, start)
            start = run / "net.pt"
        export(net, recipes[-1].size, model)
    return model


def run_fold(stock: Stock, places: Places, fold: int) -> list[LeftOut]:
    """Train without a fold, export, and score that fold's pictures, drawn ones included."""
    table = places.work / f"fold-{fold}" / "left-out.csv"
    if table.exists():
        return read_left_out(table)
    model = run_stages(stock, places, fold, RECIPES[fold])
    judged = stock.left_out(fold) + stock.drawn[fold]
    rows = score_left_out(model, judged, stock.library.image, fold)
    write_left_out(table, rows)
    return rows


def run_final(stock: Stock, places: Places) -> Path:
    """Go on from the first fold's net with everything; returns the exported file."""
    start = places.work / "fold-0" / f"stage-{len(RECIPES[0]) - 1}" / "net.pt"
    return run_stages(stock, places, None, FINISH, start)
