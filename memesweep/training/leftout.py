"""What the fold models said of the sources that they never saw, as a table on disk."""

from __future__ import annotations

import csv
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from memesweep.classifier.cores import usable_cores
from memesweep.evaluation.labels import Label
from memesweep.gallery.preprocess import fit
from memesweep.training.runtime import TFLiteNet

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray
    from PIL import Image

    from memesweep.training.dataset import Picture

_COLUMNS = ("file", "sha256", "label", "kind", "source", "unclear", "fold", "margin")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One picture and its margin (meme minus photo logit) by the model of the fold that left it out."""

    file: str
    sha256: str
    label: Label
    kind: str
    source: str
    unclear: bool
    fold: int
    margin: float


def score_left_out(
    model: Path, pictures: Sequence[Picture], image: Callable[[str], Image.Image], fold: int
) -> list[LeftOut]:
    """Score a fold's left-out pictures by its exported file; `image` opens one by name."""
    margins = margins_of(model, [picture.file for picture in pictures], image)
    return [
        LeftOut(
            picture.file,
            picture.sha256,
            picture.label,
            picture.kind,
            picture.source,
            picture.unclear,
            fold,
            float(margin),
        )
        for picture, margin in zip(pictures, margins, strict=True)
    ]


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


def write_left_out(path: Path, rows: Sequence[LeftOut]) -> None:
    """Write the table as CSV; it names no picture that is not in the data set's own index."""
    with path.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(_COLUMNS)
        for row in rows:
            values = [row.file, row.sha256, row.label.name.lower(), row.kind, row.source]
            writer.writerow([*values, int(row.unclear), row.fold, f"{row.margin:.6f}"])


def read_left_out(path: Path) -> list[LeftOut]:
    """Read what `write_left_out` wrote."""
    with path.open(newline="", encoding="utf-8") as lines:
        return [
            LeftOut(
                row["file"],
                row["sha256"],
                Label[row["label"].upper()],
                row["kind"],
                row["source"],
                row["unclear"] == "1",
                int(row["fold"]),
                float(row["margin"]),
            )
            for row in csv.DictReader(lines)
        ]


def arrays(rows: Sequence[LeftOut]) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Split rows into margins and labels, `(n,)` each."""
    margins = np.array([row.margin for row in rows], dtype=np.float64)
    return margins, np.array([int(row.label) for row in rows], dtype=np.int64)
