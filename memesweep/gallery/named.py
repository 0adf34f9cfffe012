"""Read and decode a picture that somebody named, outside any gallery."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from memesweep.gallery.decode import decode
from memesweep.gallery.formats import SNIFF_BYTES, problem_of_others, sniff
from memesweep.gallery.limits import MAX_BYTES
from memesweep.gallery.picture import DecodedPicture, ImageInfo, Problem

if TYPE_CHECKING:
    from os import PathLike


def decode_path(path: str | PathLike[str], size: int) -> DecodedPicture:
    """Decode a file by its path; a symlink is followed, since it was named.

    Args:
        path: of any file, or of none.
        size: side of the net's square input in pixels.

    Returns:
        pixels and info, or the problem. Never raises for anything that may lie there.

    """
    try:
        # A FIFO must not be waited for.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        # ValueError: a name with a zero byte in it is none.
        return DecodedPicture(ImageInfo(), problem=Problem.MISSING)
    except PermissionError:
        return DecodedPicture(ImageInfo(), problem=Problem.NO_PERMISSION)
    except OSError:
        return DecodedPicture(ImageInfo(), problem=Problem.READ_ERROR)
    try:
        return _decode_open(descriptor, size)
    except OSError:
        return DecodedPicture(ImageInfo(), problem=Problem.READ_ERROR)
    finally:
        os.close(descriptor)


def _decode_open(descriptor: int, size: int) -> DecodedPicture:
    status = os.fstat(descriptor)
    head = os.pread(descriptor, SNIFF_BYTES, 0) if stat.S_ISREG(status.st_mode) else b""
    kind = sniff(head)
    if kind is None:
        # Of a video or a document the first bytes are all that is read.
        return DecodedPicture(ImageInfo(), problem=problem_of_others(head))
    if status.st_size > MAX_BYTES:
        return DecodedPicture(ImageInfo(kind), problem=Problem.TOO_LARGE)
    with open(descriptor, "rb", buffering=0, closefd=False) as stream:
        return decode(stream.readall(), size)
