"""Galleries to measure on."""

from __future__ import annotations

import csv
import io
import random
import shutil
import tarfile
from dataclasses import dataclass
from itertools import cycle
from typing import TYPE_CHECKING

from PIL import Image

from memesweep.gallery.walk import walk
from tests.benchmarks.measure import SHARED
from tests.performance.jpegs import meme_shaped
from tests.support.pictures import PHOTOGRAPHS, meme, photograph

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from memesweep.gallery.files import GalleryFile


def listed(root: Path) -> list[GalleryFile]:
    """What the walker finds."""
    return [file for listing in walk(root) for file in listing.files]


def whatsapp_copies(root: Path, copies: int) -> list[GalleryFile]:
    """Copy the pictures of WhatsApp's most common shape several times; nothing where they are not here."""
    for number in range(copies):
        for path in sorted((SHARED / "perf").glob("*.jpg")):
            shutil.copyfile(path, root / f"{number}-{path.name}")
    return listed(root)


def whatsapp_pictures(count: int) -> list[bytes]:
    """Files of WhatsApp's most common shape: real ones where they are, else some of our own making."""
    stored = [path.read_bytes() for path in sorted((SHARED / "perf").glob("*.jpg"))[:count]]
    return stored or [
        meme_shaped(meme(name, f"when number {number} works") if number % 3 == 0 else photograph(name))
        for number, name in zip(range(count), cycle(PHOTOGRAPHS), strict=False)
    ]


def converted(files: list[GalleryFile], root: Path, kind: str, **options: object) -> list[GalleryFile]:
    """The same pictures in another format."""
    root.mkdir()
    for file in files:
        with Image.open(file.path) as image:
            image.save(root / f"{file.name}.{kind.lower()}", kind, **options)
    return listed(root)


@dataclass(frozen=True, slots=True)
class StoredPicture:
    """A picture as it is stored."""

    label: str
    """`meme` or `photo`; empty where nobody knows."""
    data: bytes


def data_set_files(count: int) -> Iterator[StoredPicture]:
    """A fixed sample of the training pictures, with their labels."""
    with (SHARED / "dataset" / "index.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    labels = {row["file"]: row["label"] for row in random.Random(5).sample(rows, min(count, len(rows)))}  # noqa: S311
    for shard in sorted((SHARED / "dataset").glob("train-*.tar")):
        with tarfile.open(shard) as tar:
            for member in tar:
                stored = tar.extractfile(member) if member.name in labels else None
                if stored is not None:
                    yield StoredPicture(labels[member.name], stored.read())


def folder_files(root: Path) -> Iterator[StoredPicture]:
    """The pictures of a folder, which nobody has labelled."""
    for file in listed(root.resolve()):
        yield StoredPicture("", file.path.read_bytes())


def data_set_pictures(count: int) -> Iterator[tuple[str, Image.Image]]:
    """The same, decoded."""
    for picture in data_set_files(count):
        yield picture.label, Image.open(io.BytesIO(picture.data)).convert("RGB")
