"""Open a gallery's file without being fooled, read it whole, decode it."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from memesweep.gallery.decode import decode
from memesweep.gallery.files import FileStamp, GalleryFile
from memesweep.gallery.kind import SNIFF_BYTES, sniff
from memesweep.gallery.limits import MAX_BYTES
from memesweep.gallery.reading import Facts, Problem, Reading

if TYPE_CHECKING:
    from pathlib import Path


def read_picture(file: GalleryFile, size: int) -> Reading:
    """Read and decode a file that the walker found, if it still is the file that the walker found.

    Args:
        file: the file with the stamp it had during the walk.
        size: side of the net's square input in pixels.

    """
    try:
        descriptor = open_unfollowed(file.path)
    except PermissionError:
        return Reading(Facts(), problem=Problem.NO_PERMISSION)
    except OSError:
        return Reading(Facts(), problem=Problem.CHANGED)
    with open(descriptor, "rb", buffering=0) as stream:  # noqa: PTH123 - a descriptor has no Path
        try:
            return _read_open(stream.fileno(), file.stamp, size)
        except OSError:
            return Reading(Facts(), problem=Problem.READ_ERROR)


def open_unfollowed(path: Path) -> int:
    """Open for reading, never through a symlink and never blocking on a FIFO that took the file's place."""
    return os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)


def _read_open(descriptor: int, expected: FileStamp, size: int) -> Reading:
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode) or FileStamp.of(status) != expected:
        return Reading(Facts(), problem=Problem.CHANGED)
    head = os.read(descriptor, SNIFF_BYTES)
    kind = sniff(head)
    if kind is None:
        # Videos and documents are none of our business: their first bytes are all we read.
        return Reading(Facts(), problem=Problem.NOT_A_PICTURE)
    if status.st_size > MAX_BYTES:
        return Reading(Facts(kind), problem=Problem.TOO_LARGE)
    data = head + _read_rest(descriptor, status.st_size - len(head))
    # Read first, then compare: a file that was written to meanwhile gives no score, whatever it decodes to.
    if len(data) != status.st_size or FileStamp.of(os.fstat(descriptor)) != expected:
        return Reading(Facts(kind), problem=Problem.CHANGED)
    return decode(data, size)


def _read_rest(descriptor: int, count: int) -> bytes:
    """Read up to `count` bytes; fewer where the file shrank."""
    parts = []
    while count > 0 and (part := os.read(descriptor, count)):
        parts.append(part)
        count -= len(part)
    return b"".join(parts)
