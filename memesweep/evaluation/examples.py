"""Labelled pictures on disk: a folder with `meme/` and `photo/` inside, or a CSV that lists them."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING

from memesweep.evaluation.labels import Label

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled file; `group` names its row in the table: the subfolder, or the CSV's column."""

    path: Path
    label: Label
    group: str = ""


def read_folder(folder: Path) -> list[Example]:
    """List `folder/meme` and `folder/photo`, in name order; subfolders become groups.

    Raises:
        ValueError: neither folder exists, or both are empty.

    """
    found: list[Example] = []
    for label in Label:
        root = folder / label.name.lower()
        for path in sorted(root.rglob("*")):
            if path.is_file() and not path.name.startswith("."):
                group = path.parent.relative_to(root).as_posix()
                found.append(Example(path, label, "" if group == "." else group))
    if not found:
        raise ValueError(f"{folder} holds no pictures in meme/ or photo/")
    return found


def read_table(table: Path) -> list[Example]:
    """List the rows of a CSV with the columns `file`, `label` (meme or photo) and, if wanted, `group`.

    Relative files are looked for beside the CSV.

    Raises:
        ValueError: a column is missing, a label is unknown, or there are no rows.

    """
    with table.open(newline="", encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    if not rows or not {"file", "label"} <= set(rows[0]):
        raise ValueError(f"{table} needs rows with the columns file and label")
    try:
        return [
            Example(table.parent / row["file"], Label[row["label"].strip().upper()], row.get("group") or "")
            for row in rows
        ]
    except KeyError as error:
        raise ValueError(f"{table}: a label is {error.args[0].lower()!r}, not meme or photo") from error


def read_examples(place: Path) -> list[Example]:
    """List a folder's or a CSV's pictures."""
    return read_folder(place) if place.is_dir() else read_table(place)
