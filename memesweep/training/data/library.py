"""Decoded pictures by name, wherever they lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

    from memesweep.training.data.pixels import PixelCache


class Library:
    """Several caches seen as one."""

    def __init__(self, *caches: PixelCache) -> None:
        self._caches = caches

    def image(self, name: str) -> Image.Image:
        """Find a picture by name.

        Raises:
            KeyError: no cache holds it.

        """
        for cache in self._caches:
            if name in cache:
                return cache.image(name)
        raise KeyError(name)
