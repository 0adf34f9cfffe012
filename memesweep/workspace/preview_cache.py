"""Previews, made when somebody scrolls to them, and kept for the next time within a bound."""

from __future__ import annotations

import hashlib
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from threading import Lock, Semaphore
from typing import TYPE_CHECKING, Final

from memesweep.gallery.preview import preview_file

if TYPE_CHECKING:
    from memesweep.gallery.files import GalleryFile

THUMBNAIL_SIDE: Final = 320
"""Pixels of the longer side: a tile on a fine screen."""
LARGE_SIDE: Final = 1600
"""The same of a whole screen; most messengers send no more."""
MOST_BYTES: Final = 256_000_000
"""Some twenty thousand thumbnails."""
_AFTER_EVICTION: Final = 0.8
"""Part of the bound that is left when it was reached, so that it is not reached again at once."""
_AT_ONCE: Final = 2
"""Pictures decoded at the same time, whatever is asked for: each may take a good part of the memory."""


class PreviewCache:
    """A folder of thumbnails, under names that tell nothing, of files as they were when they were scanned."""

    def __init__(self, folder: Path, most_bytes: int = MOST_BYTES) -> None:
        """`folder` is made when the first one is kept; only its owner can look into it."""
        self._folder = folder
        self._most_bytes = most_bytes
        self._bytes: int | None = None
        self._decoding = Semaphore(_AT_ONCE)
        self._lock = Lock()

    def small(self, file: GalleryFile) -> bytes | None:
        """Return the thumbnail of a file as WebP; None where it cannot be shown."""
        path = self._folder / _name_of(file)
        try:
            data = path.read_bytes()
        except OSError:
            data = b""
        if data:
            with suppress(OSError):
                os.utime(path)  # used now: evicted last
            return data
        made = self._make(file, THUMBNAIL_SIDE)
        if made is not None:
            # A thumbnail that cannot be kept, on a full disk say, can be shown all the same.
            with suppress(OSError):
                self._keep(path, made)
        return made

    def large(self, file: GalleryFile) -> bytes | None:
        """Return a file as large as a screen, as WebP; None where it cannot be shown."""
        return self._make(file, LARGE_SIDE)

    def _make(self, file: GalleryFile, side: int) -> bytes | None:
        with self._decoding:
            preview = preview_file(file, side)
        return None if preview is None else preview.webp

    def _keep(self, path: Path, data: bytes) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=self._folder)
        with open(descriptor, "wb") as stream:  # noqa: PTH123 - a descriptor has no Path
            stream.write(data)
        Path(name).replace(path)
        with self._lock:
            if self._bytes is None:
                self._bytes = sum(size for _, size, _ in self._kept())
            else:
                self._bytes += len(data)
            if self._bytes > self._most_bytes:
                self._evict()

    def _evict(self) -> None:
        """Remove what was not looked at for longest."""
        left = 0
        for _, size, path in sorted(self._kept(), reverse=True):
            if left + size > self._most_bytes * _AFTER_EVICTION:
                with suppress(OSError):
                    path.unlink()
            else:
                left += size
        self._bytes = left

    def _kept(self) -> list[tuple[float, int, Path]]:
        """Return time, bytes and path of everything in the folder."""
        kept = []
        with os.scandir(self._folder) as entries:
            for entry in entries:
                with suppress(OSError):
                    status = entry.stat(follow_symlinks=False)
                    kept.append((status.st_mtime, status.st_size, Path(entry.path)))
        return kept


def _name_of(file: GalleryFile) -> str:
    """Name a file in this very state."""
    path = os.fsencode(file.path)
    return hashlib.sha256(b"\0".join((path, repr(tuple(file.stamp)).encode()))).hexdigest()[:40]
