"""Open a gallery's file without being fooled, read as much of it as is needed, decode it."""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import replace
from typing import TypeAlias

from memesweep.gallery.decode import decode
from memesweep.gallery.files import FileStamp, GalleryFile
from memesweep.gallery.formats import SNIFF_BYTES, ImageKind, problem_of_others, sniff
from memesweep.gallery.jpeg.markers import Prefix
from memesweep.gallery.limits import MAX_BYTES
from memesweep.gallery.opening import open_unfollowed
from memesweep.gallery.picture import DecodedPicture, Depth, ImageInfo, Problem
from memesweep.gallery.quick_look import TAIL_BYTES, look_quickly

_Sizes: TypeAlias = tuple[int, tuple[int, ...]]
"""Sides of the inputs of one net, and of others that are to see the same, in pixels."""


def read_picture(
    file: GalleryFile, size: int, depth: Depth = Depth.FULL, other_sizes: tuple[int, ...] = ()
) -> DecodedPicture:
    """Read and decode a file that the walker found, if it still is the file that the walker found.

    Args:
        file: the file with the stamp it had during the walk.
        size: side of the net's square input in pixels.
        depth: what a verdict will rest on; what is returned may rest on more, never on less.
        other_sizes: sides of the inputs of other nets that are to see the same whole picture; of less than
            that, inputs of any size can be made.

    """
    try:
        descriptor = open_unfollowed(file.path)
    except PermissionError:
        return DecodedPicture(ImageInfo(), problem=Problem.NO_PERMISSION)
    except OSError:
        return DecodedPicture(ImageInfo(), problem=Problem.CHANGED)
    with open(descriptor, "rb", buffering=0) as stream:  # noqa: PTH123 - a descriptor has no Path
        try:
            return _read_open(stream.fileno(), file.stamp, (size, other_sizes), depth)
        except OSError:
            return DecodedPicture(ImageInfo(), problem=Problem.READ_ERROR)


def read_unchanged(file: GalleryFile) -> bytes | None:
    """Read a whole picture that still is the file that the walker found.

    Returns:
        its bytes; None where it is gone, changed, too large to decode, or cannot be read.

    """
    try:
        descriptor = open_unfollowed(file.path)
    except OSError:
        return None
    try:
        if file.stamp.size > MAX_BYTES or FileStamp.of(os.fstat(descriptor)) != file.stamp:
            return None
        data = _read_whole(descriptor, file.stamp.size)
        return data if FileStamp.of(os.fstat(descriptor)) == file.stamp else None
    except OSError:
        return None
    finally:
        os.close(descriptor)


def _read_open(descriptor: int, expected: FileStamp, sizes: _Sizes, depth: Depth) -> DecodedPicture:
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode) or FileStamp.of(status) != expected:
        return DecodedPicture(ImageInfo(), problem=Problem.CHANGED)
    head = os.pread(descriptor, SNIFF_BYTES, 0)
    kind = sniff(head)
    if kind is None:
        # Videos and documents are none of our business: their first bytes are all we read.
        return DecodedPicture(ImageInfo(), problem=problem_of_others(head))
    if expected.size > MAX_BYTES:
        return DecodedPicture(ImageInfo(kind), problem=Problem.TOO_LARGE)
    decoded = None
    if depth is not Depth.FULL and kind is ImageKind.JPEG:
        decoded = _look_quickly(descriptor, head, expected.size, sizes[0], depth)
    if decoded is None:
        decoded = _decode_whole(_read_whole(descriptor, expected.size), sizes)
    # Read first, then compare: a file that was written to meanwhile gives no score, whatever it decodes to.
    if FileStamp.of(os.fstat(descriptor)) != expected:
        return DecodedPicture(ImageInfo(kind), problem=Problem.CHANGED)
    return decoded


def _decode_whole(data: bytes, sizes: _Sizes) -> DecodedPicture:
    decoded = decode(data, *sizes)
    return decoded if decoded.inputs is None else replace(decoded, sha256=hashlib.sha256(data).digest())


def _look_quickly(
    descriptor: int, head: bytes, file_size: int, size: int, depth: Depth
) -> DecodedPicture | None:
    prefix = Prefix(head, lambda offset, count: os.pread(descriptor, count, offset))
    tail = os.pread(descriptor, min(TAIL_BYTES, file_size), max(0, file_size - TAIL_BYTES))
    return look_quickly(prefix, tail, lambda: _read_whole(descriptor, file_size), size, depth)


def _read_whole(descriptor: int, file_size: int) -> bytes:
    """Read the file as it was listed; fewer bytes where it shrank. One piece where the system gives one."""
    data = os.pread(descriptor, file_size, 0)
    while len(data) < file_size and (part := os.pread(descriptor, file_size - len(data), len(data))):
        data += part
    return data
