"""Pictures outside any gallery: a file that somebody named, or a file's content."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from memesweep.gallery.decode import decode
from memesweep.gallery.formats import SNIFF_BYTES, ImageKind, problem_of_others, sniff
from memesweep.gallery.jpeg.markers import Prefix
from memesweep.gallery.limits import MAX_BYTES
from memesweep.gallery.picture import DecodedPicture, Depth, ImageInfo, Problem
from memesweep.gallery.quick_look import TAIL_BYTES, look_quickly

if TYPE_CHECKING:
    from os import PathLike


def decode_content(
    data: bytes, size: int, depth: Depth = Depth.FULL, other_sizes: tuple[int, ...] = ()
) -> DecodedPicture:
    """Decode a whole file from memory: the same pixels as `read_picture` makes of it on a disk.

    Args:
        data: the file's bytes, whatever they are.
        size: side of the net's square input in pixels.
        depth: what a verdict will rest on; what is returned may rest on more, never on less.
        other_sizes: sides of the inputs of other nets that are to see the same whole picture.

    Returns:
        pixels and info, or the problem. Never raises for anything that the bytes can contain.

    """
    if len(data) > MAX_BYTES:
        return DecodedPicture(ImageInfo(sniff(data[:SNIFF_BYTES])), problem=Problem.TOO_LARGE)
    decoded = None
    if depth is not Depth.FULL and sniff(data[:SNIFF_BYTES]) is ImageKind.JPEG:
        decoded = look_quickly(Prefix.whole(data), data[-TAIL_BYTES:], lambda: data, size, depth)
    return decode(data, size, other_sizes) if decoded is None else decoded


def read_named(path: str | PathLike[str]) -> bytes | DecodedPicture:
    """Read a picture by its path; a symlink is followed, since it was named.

    Args:
        path: of any file, or of none.

    Returns:
        the file's content, or the problem. Never raises for anything that may lie there.

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
        return _read_open(descriptor)
    except OSError:
        return DecodedPicture(ImageInfo(), problem=Problem.READ_ERROR)
    finally:
        os.close(descriptor)


def _read_open(descriptor: int) -> bytes | DecodedPicture:
    status = os.fstat(descriptor)
    head = os.pread(descriptor, SNIFF_BYTES, 0) if stat.S_ISREG(status.st_mode) else b""
    kind = sniff(head)
    if kind is None:
        # Of a video or a document the first bytes are all that is read.
        return DecodedPicture(ImageInfo(), problem=problem_of_others(head))
    if status.st_size > MAX_BYTES:
        return DecodedPicture(ImageInfo(kind), problem=Problem.TOO_LARGE)
    with open(descriptor, "rb", buffering=0, closefd=False) as stream:
        return stream.readall()
