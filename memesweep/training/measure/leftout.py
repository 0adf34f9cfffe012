"""What the fold models said of the sources that they never saw, as a table on disk."""

from __future__ import annotations

import csv
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

import numpy as np

from memesweep.classifier.cores import usable_cores
from memesweep.evaluation.labels import Label
from memesweep.gallery.preprocess import fit
from memesweep.training.measure.groups import Group, group_of
from memesweep.training.measure.runtime import TFLiteNet
from memesweep.verdict.shape import is_camera_shaped

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray
    from PIL import Image

    from memesweep.training.data.dataset import Picture

_COLUMNS = ("file", "sha256", "label", "kind", "source", "unclear", "fold", "width", "height")


class Net(StrEnum):
    """The nets whose margins the table holds."""

    JUDGE = "judge"
    SCOUT = "scout"
    SECOND_OPINION = "second-opinion"
    BEFORE = "before"
    """The judge of an earlier release, on what it has not seen either."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """One picture and its margins (meme minus photo logit) by the nets of the fold that left it out."""

    file: str
    sha256: str
    label: Label
    kind: str
    source: str
    unclear: bool
    fold: int
    width: int
    height: int
    """Pixels that the picture had before it was stored for training."""
    margins: Mapping[Net, float]
    """Without the earlier release's, where that has learned from the picture."""

    @property
    def group(self) -> Group:
        """What is promised for it."""
        return group_of(self.label, self.kind)

    @property
    def guarded(self) -> bool:
        """Whether it has a camera's shape, and is shown for review whatever it scores."""
        return is_camera_shaped(self.width, self.height)


UNKNOWN_FROM: Final = "train-06"
"""First shard of the data set that the release called `before` was not trained on."""
SCANNING: Final = (Net.JUDGE, Net.SCOUT)
"""The nets that make the score of a scan."""
SHIPPED: Final = (Net.JUDGE, Net.SCOUT, Net.SECOND_OPINION)
"""The nets of a bundle."""


def margins_of(model: Path, names: Sequence[str], image: Callable[[str], Image.Image]) -> NDArray[np.float64]:
    """Score pictures by an exported file, on a thread with an interpreter of its own for each core."""
    cores = usable_cores()

    def score(part: Sequence[str]) -> NDArray[np.float64]:
        net = TFLiteNet(model)
        return net.margins(fit(image(name), net.size) for name in part)

    margins = np.empty(len(names))
    with ThreadPoolExecutor(cores) as pool:
        for start, found in enumerate(pool.map(score, [names[start::cores] for start in range(cores)])):
            margins[start::cores] = found
    return margins


def score_left_out(
    models: Mapping[Net, Path],
    pictures: Sequence[Picture],
    image: Callable[[str], Image.Image],
    fold: int,
) -> list[LeftOut]:
    """Score a fold's left-out pictures by its exported files; `image` opens one by name."""
    margins: list[dict[Net, float]] = [{} for _ in pictures]
    for net, model in models.items():
        asked = [
            number
            for number, picture in enumerate(pictures)
            if net is not Net.BEFORE or picture.shard >= UNKNOWN_FROM
        ]
        found = margins_of(model, [pictures[number].file for number in asked], image)
        for number, margin in zip(asked, found, strict=True):
            margins[number][net] = float(margin)
    return [
        LeftOut(
            file=picture.file,
            sha256=picture.sha256,
            label=picture.label,
            kind=picture.kind,
            source=picture.source,
            unclear=picture.unclear,
            fold=fold,
            width=picture.width,
            height=picture.height,
            margins=said,
        )
        for picture, said in zip(pictures, margins, strict=True)
    ]


def write_left_out(path: Path, rows: Sequence[LeftOut]) -> None:
    """Write the table as CSV; it names no picture that is not in the data set's own index."""
    nets = [net for net in Net if any(net in row.margins for row in rows)]
    with path.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow([*_COLUMNS, *(net.value for net in nets)])
        for row in rows:
            values = [row.file, row.sha256, row.label.name.lower(), row.kind, row.source, int(row.unclear)]
            values += [row.fold, row.width, row.height]
            writer.writerow(
                [*values, *(f"{row.margins[net]:.6f}" if net in row.margins else "" for net in nets)]
            )


def read_left_out(path: Path) -> list[LeftOut]:
    """Read what `write_left_out` wrote."""
    with path.open(newline="", encoding="utf-8") as lines:
        return [
            LeftOut(
                file=row["file"],
                sha256=row["sha256"],
                label=Label[row["label"].upper()],
                kind=row["kind"],
                source=row["source"],
                unclear=row["unclear"] == "1",
                fold=int(row["fold"]),
                width=int(row["width"]),
                height=int(row["height"]),
                margins={net: float(row[net.value]) for net in Net if row.get(net.value)},
            )
            for row in csv.DictReader(lines)
        ]


def labels_of(rows: Sequence[LeftOut]) -> NDArray[np.int64]:
    """Return the labels, `(n,)`, 1 for memes."""
    return np.array([int(row.label) for row in rows], dtype=np.int64)


def margins_by(rows: Sequence[LeftOut], net: Net) -> NDArray[np.float64]:
    """Return one net's margins, `(n,)`."""
    return np.array([row.margins[net] for row in rows], dtype=np.float64)
