"""Which pictures an epoch shows: both classes alike, and no source more than its share."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

DAMPING = 0.7
"""Power of a source's size in its share: 1 would let the largest dominate, 0 would repeat the smallest."""

EMPHASIS: Final = {
    "poster": 2.0,
    "cover": 2.0,
    "screenshot": 1.5,
    "people": 1.3,
    "event": 1.3,
    "product": 1.2,
    "quote": 1.3,
    "greeting": 1.3,
}
"""What is mistaken most, or must be mistaken least, is shown more often than its number says."""


def epoch_order(
    labels: Sequence[int],
    groups: Sequence[tuple[str, str]],
    length: int,
    rng: np.random.Generator,
    emphasis: Mapping[str, float] = EMPHASIS,
) -> NDArray[np.int64]:
    """Draw one epoch: `length` indices, half of each class, sources damped by `DAMPING`, kinds emphasised.

    Every source is gone through in a fresh random order before any of its pictures repeats, so small
    sources are oversampled evenly and large ones undersampled differently each epoch.

    Args:
        labels: the class of each picture.
        groups: source and kind of each picture.
        length: pictures to draw.
        rng: draws them.
        emphasis: by how much more often than their number says some kinds are shown.

    Returns:
        Shuffled indices into `labels`, shape `(length,)` up to rounding.

    """
    members: dict[tuple[int, tuple[str, str]], list[int]] = defaultdict(list)
    for index, key in enumerate(zip(labels, groups, strict=True)):
        members[key].append(index)
    classes = sorted(set(labels))
    chosen: list[NDArray[np.int64]] = []
    for label in classes:
        of_class = {group: np.array(found) for (of, group), found in members.items() if of == label}
        shares = np.array(
            [len(found) ** DAMPING * emphasis.get(kind, 1.0) for (_, kind), found in of_class.items()]
        )
        quotas = shares / shares.sum() * length / len(classes)
        for group, quota in zip(of_class.values(), quotas, strict=True):
            # A fraction of a picture is drawn with its probability, or tiny sources would never be seen.
            count = int(quota) + int(rng.random() < quota % 1)
            rounds = -(-count // len(group))
            chosen.append(np.concatenate([rng.permutation(group) for _ in range(max(rounds, 1))])[:count])
    order = np.concatenate(chosen)
    rng.shuffle(order)
    return order
