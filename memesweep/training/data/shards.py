"""Tars of small WebP pictures, as the data set keeps its own."""

from __future__ import annotations

import io
import tarfile
from typing import TYPE_CHECKING, Final

from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_LONG_SIDE: Final = 280
"""Pixels, and WebP's quality: as in the data set, so that neither tells one from the other."""
_QUALITY: Final = 62


def write_shard(path: Path, pictures: Iterable[tuple[str, Image.Image]]) -> None:
    """Store named pictures; a shard that was cut short has another name and is written again."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".part")
    with tarfile.open(unfinished, "w") as tar:
        for name, picture in pictures:
            small = picture.copy()
            small.thumbnail((_LONG_SIDE, _LONG_SIDE))
            stored = io.BytesIO()
            small.save(stored, "WEBP", quality=_QUALITY)
            member = tarfile.TarInfo(name)
            member.size = stored.tell()
            stored.seek(0)
            tar.addfile(member, stored)
    unfinished.replace(path)


def shard_names(path: Path) -> list[str]:
    """List a shard's pictures in their order."""
    with tarfile.open(path) as tar:
        return tar.getnames()


def shard_pictures(path: Path) -> Iterator[tuple[str, Image.Image]]:
    """Open a shard's pictures one after the other."""
    with tarfile.open(path) as tar:
        for member in tar:
            stored = tar.extractfile(member)
            if stored is not None:
                yield member.name, Image.open(io.BytesIO(stored.read()))
