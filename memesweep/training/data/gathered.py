"""The pictures that `gather` stored, as training pictures."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from PIL import Image

from memesweep.evaluation.labels import Label
from memesweep.training.data.dataset import GATHERED, Picture
from memesweep.training.data.pixels import PixelCache, write_cache

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def gathered_cache(folder: Path, cache: Path) -> PixelCache:
    """Open the cache of a gathered folder, decoding its pictures the first time.

    Raises:
        ValueError: `folder` holds no packages' pictures.

    """
    if (cache / "extents.json").exists():
        return PixelCache(cache)
    if next(folder.glob("*/*.webp"), None) is None:
        raise ValueError(f"{folder} holds no pictures; python -m memesweep.training.data.gather writes them")
    return write_cache(cache, _distinct(folder))


def _distinct(folder: Path) -> Iterator[tuple[str, Image.Image]]:
    """Decode each picture once, however many packages carry a copy of it."""
    seen: set[bytes] = set()
    for path in sorted(folder.glob("*/*.webp")):
        content = hashlib.sha256(path.read_bytes()).digest()
        if content not in seen:
            seen.add(content)
            with Image.open(path) as picture:
                yield f"{GATHERED}/{path.parent.name}/{path.name}", picture


def gathered_pictures(cache: PixelCache) -> list[Picture]:
    """List a cache's pictures as keepers."""
    return [Picture(name, "", Label.PHOTO, GATHERED, GATHERED, "") for name in cache.names()]
