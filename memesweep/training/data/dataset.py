"""The training pictures: what the index says of each, with our own label corrections applied."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from memesweep.evaluation.labels import Label

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    width: int = 0
    height: int = 0
    """Pixels that it had before it was stored; unknown for what is drawn or gathered."""
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
    kinds: Mapping[str, str] = field(default_factory=dict)
    """What the index, which names kinds by source, calls otherwise: a poster among photographs of events."""


def read_corrections(path: Path = CORRECTIONS) -> Corrections:
    """Read `sha256,action` rows.

    An action is `photo`, `meme`, `unclear` or a kind, `kind:poster`; several are joined by a semicolon.
    """
    labels: dict[str, Label] = {}
    unclear: set[str] = set()
    kinds: dict[str, str] = {}
    with path.open(newline="", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            for action in row["action"].split(";"):
                if action == "unclear":
                    unclear.add(row["sha256"])
                elif action.startswith("kind:"):
                    kinds[row["sha256"]] = action.removeprefix("kind:")
                else:
                    labels[row["sha256"]] = Label[action.upper()]
    return Corrections(labels, frozenset(unclear), kinds)


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
                kind=fixes.kinds.get(row["sha256"], row["kind"]),
                source=row["source"],
                sha256=row["sha256"],
                width=int(row["width"]),
                height=int(row["height"]),
                unclear=row["sha256"] in fixes.unclear,
            )
            for row in csv.DictReader(lines)
        ]
