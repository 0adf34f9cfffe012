"""All pictures of a training, decoded, with the fold of each source."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from memesweep.classifier.cores import usable_cores
from memesweep.evaluation.labels import Label
from memesweep.training.data.dataset import Corrections, Picture, read_index
from memesweep.training.data.drawn import DrawOrder, draw, drawn_pictures, photographs
from memesweep.training.data.folds import FOLDS, assign_folds
from memesweep.training.data.gathered import gathered_pictures, pack_gathered
from memesweep.training.data.library import Library
from memesweep.training.data.pixels import decoded

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_DRAWN: Final = {Label.MEME: 450, Label.PHOTO: 750}
"""Pictures that the renderer draws on the photographs of each fold."""
_GATHERED: Final = 2
"""Pictures that are taken of each free package."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """All pictures of a training."""

    real: list[Picture]
    added: list[Picture]
    """Drawn and gathered ones."""
    folds: Mapping[str, int]
    """The fold that leaves a source out; what is gathered is in none."""
    library: Library

    def fold_of(self, picture: Picture) -> int | None:
        """Name the fold that leaves a picture out."""
        return self.folds.get(picture.source)

    def taught(self) -> list[Picture]:
        """List the real pictures that teach; the unclear ones do not."""
        return [picture for picture in self.real if not picture.unclear]

    def left_out(self, fold: int) -> list[Picture]:
        """List the real pictures of a fold, the unclear ones too: leaving them out would flatter."""
        return [picture for picture in self.real if self.fold_of(picture) == fold]


def take_stock(dataset: Path, work: Path, gathered: Path | None = None) -> Stock:
    """Decode, draw and pack what is not in `work` yet; `gathered` is a folder that `gather` wrote."""
    real = read_index(dataset)
    # The split follows the collections' own labels, so that a correction never moves a source.
    folds = assign_folds(read_index(dataset, Corrections({}, frozenset())), FOLDS)
    shards, pixels = work / "shards", work / "pixels"
    caches = decoded(sorted(dataset.glob("train-*.tar")), pixels)
    offered = photographs(real)
    orders = [
        DrawOrder(
            shards=shards,
            caches=tuple(cache.folder for cache in caches),
            offered=tuple(picture for picture in offered if folds[picture.source] == fold),
            label=label,
            fold=fold,
            count=count,
        )
        for fold in range(FOLDS)
        for label, count in _DRAWN.items()
    ]
    added: list[Picture] = []
    with ProcessPoolExecutor(usable_cores()) as pool:
        for order, shard in zip(orders, pool.map(draw, orders), strict=True):
            added += drawn_pictures(shard, order.label)
            folds[order.source] = order.fold
    if gathered is not None or (shards / "gathered.tar").exists():
        if gathered is not None:
            pack_gathered(gathered, shards / "gathered.tar", _GATHERED)
        added += gathered_pictures(shards / "gathered.tar")
    caches += decoded(sorted(shards.glob("*.tar")), pixels)
    return Stock(real=real, added=added, folds=folds, library=Library(*caches))
