"""The training pictures: what the index says of each, with our own label corrections applied."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from memesweep.evaluation.labels import Label

CORRECTIONS = Path(__file__).parent / "corrections.csv"
DRAWN = "drawn"
"""Kind of the renderer's own pictures."""
GATHERED = "gathered"
"""Kind of the keepers out of free packages; see `gather`."""
ADDED = (DRAWN, GATHERED)
"""Kinds that are no part of the data set: measured apart, in no headline."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One row of the data set's index."""

    file: str
    shard: str
    label: Label
    kind: str
    source: str
    sha256: str
    unclear: bool = False
    """Nobody could tell its class without knowing where it came from: measured, but not trained on."""

    @property
    def group(self) -> str:
        """Name a table row: a source can carry several kinds, and both classes never share a row."""
        return f"{self.source}/{self.kind}"


@dataclass(frozen=True, slots=True)
class Corrections:
    """What looking at the pictures changed: labels turned over, and pictures that teach nothing."""

    labels: dict[str, Label]
    unclear: frozenset[str]


def read_corrections(path: Path = CORRECTIONS) -> Corrections:
    """Read `sha256,action` rows, where action is `photo`, `meme` or `unclear`."""
    labels: dict[str, Label] = {}
    unclear: set[str] = set()
    with path.open(newline="", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            if row["action"] == "unclear":
                unclear.add(row["sha256"])
            else:
                labels[row["sha256"]] = Label[row["action"].upper()]
    return Corrections(labels, frozenset(unclear))


def read_index(dataset: Path, corrections: Corrections | None = None) -> list[Picture]:
    """List the data set's pictures in the index's order.

    Raises:
        FileNotFoundError: `dataset` holds no `index.csv`.

    """
    fixes = read_corrections() if corrections is None else corrections
    with (dataset / "index.csv").open(newline="", encoding="utf-8") as lines:
        return [
            Picture(
                file=row["file"],
                shard=row["shard"],
                label=fixes.labels.get(row["sha256"], Label[row["label"].upper()]),
                kind=row["kind"],
                source=row["source"],
                sha256=row["sha256"],
                unclear=row["sha256"] in fixes.unclear,
            )
            for row in csv.DictReader(lines)
        ]
