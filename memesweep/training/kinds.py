"""Whether the net could also tell kinds apart: greeting cards from jokes, screens from photographs.

A linear head on what each fold's net sees, trained on its sources and judged on the left-out ones. It shows
what a head of the shipped file could do, without being one.
"""

from __future__ import annotations

import csv
from enum import StrEnum
from typing import TYPE_CHECKING, Final

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import confusion_matrix

from memesweep.evaluation.labels import Label
from memesweep.evaluation.metrics import Rate, percent

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from memesweep.training.dataset import Picture


class Group(StrEnum):
    """What a user might want to sweep or keep separately."""

    PHOTO = "photographs, drawings, products"
    SCREEN = "screenshots, papers, charts"
    JOKE = "macros, stickers"
    CARD = "greeting and quote cards"


GROUPS: Final = tuple(Group)
_SCREENS: Final = frozenset({"screenshot", "document", "receipt", "chart", "handwriting"})
_CARDS: Final = frozenset({"greeting", "quote"})


def group_of(picture: Picture) -> Group:
    """Place a picture by its label and its source's kind."""
    if picture.label is Label.MEME:
        return Group.CARD if picture.kind in _CARDS else Group.JOKE
    return Group.SCREEN if picture.kind in _SCREENS else Group.PHOTO


def confusion_of_groups(
    known: NDArray[np.float32],
    known_groups: Sequence[Group],
    unseen: NDArray[np.float32],
    unseen_groups: Sequence[Group],
) -> NDArray[np.int64]:
    """Fit a linear head on features `(n, d)`, count what it says of others: `(4, 4)`, a true group a row."""
    mean, scale = known.mean(0), known.std(0) + 1e-3
    head = LogisticRegression(C=0.01, max_iter=300, class_weight="balanced")
    head.fit((known - mean) / scale, [GROUPS.index(group) for group in known_groups])
    said = head.predict((unseen - mean) / scale)
    true = [GROUPS.index(group) for group in unseen_groups]
    counts: NDArray[np.int64] = confusion_matrix(true, said, labels=range(len(GROUPS)))
    return counts


def write_confusion(path: Path, counts: NDArray[np.int64]) -> None:
    """Write the counts as CSV, a true group a row."""
    with path.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["true group", *GROUPS])
        writer.writerows([group, *row] for group, row in zip(GROUPS, counts.tolist(), strict=True))


def read_confusion(path: Path) -> NDArray[np.int64]:
    """Read what `write_confusion` wrote."""
    with path.open(newline="", encoding="utf-8") as lines:
        return np.array([row[1:] for row in csv.reader(lines)][1:], dtype=np.int64)


def kinds_table(counts: NDArray[np.int64]) -> str:
    """Tabulate recall and precision of each group, in per cent with 95 % intervals."""
    lines = ["| group | pictures | found, % | right where it says so, % |", "| --- | --- | --- | --- |"]
    for place, group in enumerate(GROUPS):
        right = int(counts[place, place])
        cells = [percent(Rate(right, int(total))) for total in (counts[place].sum(), counts[:, place].sum())]
        lines.append(f"| {group} | {counts[place].sum()} | {cells[0]} | {cells[1]} |")
    return "\n".join(lines)
