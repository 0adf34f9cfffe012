"""Feed a training: real, drawn and gathered pictures, looks drawn on worker processes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch.utils.data import DataLoader, Dataset

from memesweep.evaluation.labels import Label
from memesweep.training.data.dataset import ADDED, DRAWN, GATHERED
from memesweep.training.fit.augment import augment
from memesweep.training.fit.sampling import epoch_order
from memesweep.training.measure.groups import Group, group_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from memesweep.training.data.dataset import Picture
    from memesweep.training.data.stock import Stock
    from memesweep.training.fit.recipe import Course

_NO_GROUP = -100
"""What cross entropy skips: the renderer and the packages name no kind."""


@dataclass(slots=True, kw_only=True)
class Batch:
    """Some pictures at each size that a net takes, with what is known of them."""

    pixels: dict[int, Any]
    """By size, `(n, size, size, 3)` uint8."""
    labels: Any
    """`(n,)` int64, 1 for memes."""
    groups: Any
    """`(n,)` int64, the place of a picture's group in `Group`."""
    folds: Any
    """`(n,)` int64, the fold that leaves a picture out, -1 for none."""

    def __len__(self) -> int:
        return len(self.labels)

    def __getitem__(self, rows: Any) -> Batch:
        """Choose rows by index, mask or slice."""
        return Batch(
            pixels={size: pixels[rows] for size, pixels in self.pixels.items()},
            labels=self.labels[rows],
            groups=self.groups[rows],
            folds=self.folds[rows],
        )

    def to(self, device: Any) -> Batch:
        """Move to a device."""
        return Batch(
            pixels={size: pixels.to(device, non_blocking=True) for size, pixels in self.pixels.items()},
            labels=self.labels.to(device),
            groups=self.groups.to(device),
            folds=self.folds.to(device),
        )


def concatenate(batches: Sequence[Batch]) -> Batch:
    """Put batches behind each other."""
    first = batches[0]
    return Batch(
        pixels={size: torch.cat([batch.pixels[size] for batch in batches]) for size in first.pixels},
        labels=torch.cat([batch.labels for batch in batches]),
        groups=torch.cat([batch.groups for batch in batches]),
        folds=torch.cat([batch.folds for batch in batches]),
    )


class Lessons(Dataset):  # type: ignore[misc]
    """The batches of one epoch; each picture draws its look from a generator of its own."""

    def __init__(self, stock: Stock, course: Course, epoch: int, sizes: Sequence[int]) -> None:
        self._stock = stock
        self._course = course
        self._epoch = epoch
        self._sizes = sizes
        self._pictures = epoch_pictures(stock.taught(), stock.added, course, epoch)

    def __len__(self) -> int:
        return len(self._pictures) // self._course.batch

    def __getitem__(self, number: int) -> Batch:
        """Draw the looks of one batch."""
        start = number * self._course.batch
        pictures = self._pictures[start : start + self._course.batch]
        looks = [
            augment(
                self._stock.library.image(picture.file),
                self._sizes,
                np.random.default_rng((self._course.seed, self._epoch, start + place)),
            )
            for place, picture in enumerate(pictures)
        ]
        folds = [self._stock.fold_of(picture) for picture in pictures]
        return Batch(
            pixels={
                size: torch.from_numpy(np.stack([look[place] for look in looks]))
                for place, size in enumerate(self._sizes)
            },
            labels=torch.tensor([int(picture.label) for picture in pictures]),
            groups=torch.tensor([_group(picture) for picture in pictures]),
            folds=torch.tensor([-1 if fold is None else fold for fold in folds]),
        )


def _group(picture: Picture) -> int:
    if picture.kind in ADDED:
        return _NO_GROUP
    return list(Group).index(group_of(picture.label, picture.kind))


def epoch_pictures(
    real: Sequence[Picture], added: Sequence[Picture], course: Course, epoch: int
) -> list[Picture]:
    """Choose one epoch: `course.length` times as many pictures as `real` has, the added ones among them."""
    length = round(course.length * len(real))
    rng = np.random.default_rng((course.seed, epoch))
    shares = {
        (DRAWN, Label.MEME): course.drawn_memes,
        (DRAWN, Label.PHOTO): course.drawn_keepers,
        (GATHERED, Label.PHOTO): course.gathered,
    }
    chosen: list[Picture] = []
    for key, share in shares.items():
        pool = [picture for picture in added if (picture.kind, picture.label) == key]
        count = min(len(pool), round(share * length))
        chosen += [pool[index] for index in rng.permutation(len(pool))[:count]]
    labels = [int(picture.label) for picture in real]
    groups = [(picture.source, picture.kind) for picture in real]
    order = epoch_order(labels, groups, length - len(chosen), rng)
    chosen += [real[index] for index in order]
    return [chosen[index] for index in rng.permutation(len(chosen))]


def batches(lessons: Lessons, workers: int) -> Iterator[Batch]:
    """Iterate over an epoch's batches, drawn ahead by `workers` processes."""
    loader = DataLoader(lessons, batch_size=None, num_workers=workers, prefetch_factor=3 if workers else None)
    yield from loader


def to_input(pixels: Any) -> Any:
    """Scale `(n, h, w, 3)` uint8 to the net's range; the permuted view is in channels-last order already."""
    return torch.as_tensor(pixels).permute(0, 3, 1, 2).float().div_(127.5).sub_(1.0)
