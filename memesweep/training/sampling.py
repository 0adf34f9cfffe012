"""Which pictures an epoch shows: both classes alike, and no source more than its share."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

DAMPING = 0.7
"""Power of a source's size in its share: 1 would let the largest dominate, 0 would repeat the smallest."""


def epoch_order(
    labels: Sequence[int], sources: Sequence[str], length: int, rng: np.random.Generator
) -> NDArray[np.int64]:
    """Draw one epoch: `length` indices, half of each class, sources damped by `DAMPING`.

    Every source is gone through in a fresh random order before any of its pictures repeats, so small
    sources are oversampled evenly and large ones undersampled differently each epoch.

    Returns:
        Shuffled indices into `labels`, shape `(length,)` up to rounding.

    """
    members: dict[tuple[int, str], list[int]] = defaultdict(list)
    for index, key in enumerate(zip(labels, sources, strict=True)):
        members[key].append(index)
    classes = sorted(set(labels))
    chosen: list[NDArray[np.int64]] = []
    for label in classes:
        groups = [np.array(found) for (of, _), found in members.items() if of == label]
        shares = np.array([len(group) ** DAMPING for group in groups])
        quotas = shares / shares.sum() * length / len(classes)
        for group, quota in zip(groups, quotas, strict=True):
            # A fraction of a picture is drawn with its probability, or tiny sources would never be seen.
            count = int(quota) + int(rng.random() < quota % 1)
            rounds = -(-count // len(group))
            chosen.append(np.concatenate([rng.permutation(group) for _ in range(max(rounds, 1))])[:count])
    order = np.concatenate(chosen)
    rng.shuffle(order)
    return order
