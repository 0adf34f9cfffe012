"""Decoded pictures in one flat file: an epoch then costs memory traffic instead of WebP decoding."""

from __future__ import annotations

import json
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from memesweep.classifier.cores import usable_cores
from memesweep.gallery.preprocess import to_rgb
from memesweep.training.data.shards import shard_pictures

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Extent:
    """Where a picture lies in the flat file: byte offset, width and height in pixels."""

    offset: int
    width: int
    height: int


class PixelCache:
    """RGB pictures by name, memory-mapped; safe to share between worker processes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        listing = json.loads((folder / "extents.json").read_text(encoding="utf-8"))
        self._extents = {name: Extent(*extent) for name, extent in listing.items()}
        self._bytes: NDArray[np.uint8] = np.memmap(folder / "pixels.bin", dtype=np.uint8, mode="r")

    def __contains__(self, name: str) -> bool:
        return name in self._extents

    def __len__(self) -> int:
        return len(self._extents)

    def names(self) -> list[str]:
        """List the pictures in the order in which they were written."""
        return list(self._extents)

    def image(self, name: str) -> Image.Image:
        """Copy one picture out of the map."""
        extent = self._extents[name]
        end = extent.offset + 3 * extent.width * extent.height
        pixels = self._bytes[extent.offset : end].reshape(extent.height, extent.width, 3)
        return Image.fromarray(np.array(pixels))


def write_cache(folder: Path, pictures: Iterable[tuple[str, Image.Image]]) -> PixelCache:
    """Write a cache; the listing comes last, so a cache that was cut short is written again."""
    folder.mkdir(parents=True, exist_ok=True)
    extents: dict[str, tuple[int, int, int]] = {}
    offset = 0
    with (folder / "pixels.bin").open("wb") as out:
        for name, image in pictures:
            rgb = to_rgb(image)
            extents[name] = (offset, rgb.width, rgb.height)
            offset += out.write(rgb.tobytes())
    (folder / "extents.json").write_text(json.dumps(extents), encoding="utf-8")
    return PixelCache(folder)


def decoded(shards: Sequence[Path], folder: Path) -> list[PixelCache]:
    """Open a cache of each tar of pictures, in `folder`, decoding what is not there yet (3 GB in all)."""
    missing = [shard for shard in shards if not (folder / shard.stem / "extents.json").exists()]
    if missing:
        with ProcessPoolExecutor(min(len(missing), usable_cores())) as pool:
            list(pool.map(_decode, missing, [folder / shard.stem for shard in missing]))
    return [PixelCache(folder / shard.stem) for shard in shards]


def _decode(shard: Path, folder: Path) -> None:
    write_cache(folder, shard_pictures(shard))
