"""Whole sources left out: pictures of one collection never sit on both sides of a split."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from memesweep.training.dataset import Picture


def assign_folds(pictures: Sequence[Picture], folds: int = 3) -> dict[str, int]:
    """Deal the sources to `folds` folds of roughly the same make-up.

    The largest source goes first, to the fold that holds the fewest pictures of its kinds, then of its
    class. Nothing is drawn by chance, so that two runs report on the same split.

    Returns:
        The fold, 0 to `folds - 1`, of each source.

    """
    sizes = Counter(picture.source for picture in pictures)
    kinds: dict[str, Counter[tuple[int, str]]] = {}
    for picture in pictures:
        kinds.setdefault(picture.source, Counter())[picture.label, picture.kind] += 1
    by_kind: list[Counter[tuple[int, str]]] = [Counter() for _ in range(folds)]
    by_label: list[Counter[int]] = [Counter() for _ in range(folds)]
    assigned: dict[str, int] = {}
    for source in sorted(sizes, key=lambda name: (-sizes[name], name)):
        mine = kinds[source]

        def load(fold: int, mine: Counter[tuple[int, str]] = mine) -> tuple[float, int]:
            kind_load = sum(by_kind[fold][key] for key in mine)
            label_load = sum(by_label[fold][label] for label in {label for label, _ in mine})
            return kind_load + 0.5 * label_load, fold

        fold = min(range(folds), key=load)
        assigned[source] = fold
        by_kind[fold].update(mine)
        for (label, _), count in mine.items():
            by_label[fold][label] += count
    return assigned
