"""Feed a training run: real and drawn pictures, augmented on worker processes."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch.utils.data import DataLoader, Dataset

from memesweep.evaluation.labels import Label
from memesweep.training.data.dataset import DRAWN, GATHERED
from memesweep.training.fit.augment import augment
from memesweep.training.fit.sampling import epoch_order

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray
    from PIL import Image

    from memesweep.training.data.dataset import Picture
    from memesweep.training.data.pixels import PixelCache
    from memesweep.training.fit.recipe import Recipe


class Library:
    """Several caches seen as one."""

    def __init__(self, *caches: PixelCache) -> None:
        self._caches = caches

    def image(self, name: str) -> Image.Image:
        """Find a picture by name.

        Raises:
            KeyError: no cache holds it.

        """
        for cache in self._caches:
            if name in cache:
                return cache.image(name)
        raise KeyError(name)


class Epoch(Dataset):  # type: ignore[misc]
    """The pictures of one epoch in the order in which they are shown; each draws from its own generator."""

    def __init__(
        self,
        pictures: Sequence[Picture],
        library: Library,
        recipe: Recipe,
        epoch: int,
        taught: Mapping[str, float] = MappingProxyType({}),
    ) -> None:
        self._pictures = pictures
        self._taught = taught
        self._library = library
        self._seed = (recipe.seed, epoch)
        self._batch = recipe.batch
        rng = np.random.default_rng(self._seed)
        self._sizes = rng.choice(recipe.sizes, len(pictures) // recipe.batch + 1)

    def __len__(self) -> int:
        return len(self._pictures)

    def __getitem__(self, index: int) -> tuple[NDArray[np.uint8], int, float]:
        """Augment one picture.

        Returns:
            `(size, size, 3)` uint8, of one size within a batch; the label; a teacher's probability of a meme.

        """
        picture = self._pictures[index]
        rng = np.random.default_rng((*self._seed, index))
        size = int(self._sizes[index // self._batch])
        pixels = augment(self._library.image(picture.file), size, rng)
        # torch wants memory that it may write to.
        label = int(picture.label)
        return pixels.copy(), label, self._taught.get(picture.file, float(label))


def epoch_length(real: Sequence[Picture], recipe: Recipe) -> int:
    """Count the pictures of an epoch."""
    return round(recipe.length * len(real))


def epoch_pictures(
    real: Sequence[Picture], added: Sequence[Picture], recipe: Recipe, epoch: int
) -> list[Picture]:
    """Choose one epoch: `recipe.length` times as many pictures as `real` has, the added ones among them."""
    length = epoch_length(real, recipe)
    rng = np.random.default_rng((recipe.seed, epoch))
    shares = {
        (DRAWN, Label.MEME): recipe.drawn_memes,
        (DRAWN, Label.PHOTO): recipe.drawn_keepers,
        (GATHERED, Label.PHOTO): recipe.gathered,
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


def batches(epoch: Epoch, batch: int, workers: int = 2) -> Any:
    """Iterate over input, `(n,)` int64 labels and `(n,)` float32 probabilities by a teacher.

    The input is `(n, 3, size, size)` float32 in -1..1, channels last.
    """
    loader = DataLoader(epoch, batch_size=batch, num_workers=workers, drop_last=True)
    for pixels, labels, taught in loader:
        yield to_input(pixels), labels, taught.float()


def to_input(pixels: Any) -> Any:
    """Scale `(n, h, w, 3)` uint8 to the net's range; the permuted view is in channels-last order already."""
    return torch.as_tensor(pixels).permute(0, 3, 1, 2).float().div_(127.5).sub_(1.0)
