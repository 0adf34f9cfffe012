"""The pictures that `gather` stored, as training pictures."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from PIL import Image

from memesweep.evaluation.labels import Label
from memesweep.training.data.dataset import GATHERED, Picture
from memesweep.training.data.shards import shard_names, write_shard

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def pack_gathered(folder: Path, shard: Path, each: int) -> None:
    """Put up to `each` pictures of every package into one shard, where that is not done yet.

    Raises:
        ValueError: `folder` holds no packages' pictures.

    """
    if shard.exists():
        return
    if next(folder.glob("*/*.webp"), None) is None:
        raise ValueError(f"{folder} holds no pictures; python -m memesweep.training.data.gather writes them")
    write_shard(shard, _distinct(folder, each))


def _distinct(folder: Path, each: int) -> Iterator[tuple[str, Image.Image]]:
    """Decode each picture once, however many packages carry a copy of it."""
    seen: set[bytes] = set()
    for package in sorted(path for path in folder.iterdir() if path.is_dir()):
        for path in sorted(package.glob("*.webp"))[:each]:
            content = hashlib.sha256(path.read_bytes()).digest()
            if content not in seen:
                seen.add(content)
                with Image.open(path) as picture:
                    yield f"{GATHERED}/{package.name}/{path.name}", picture


def gathered_pictures(shard: Path) -> list[Picture]:
    """List a shard's pictures as keepers."""
    return [Picture(name, "", Label.PHOTO, GATHERED, GATHERED, "") for name in shard_names(shard)]
