"""From a picture's bytes to the net's input, with limits checked before memory is spent."""

from __future__ import annotations

from contextlib import contextmanager, nullcontext
from dataclasses import replace
from threading import Lock
from typing import TYPE_CHECKING, Final

from PIL import Image

from memesweep.gallery.exif import read_exif
from memesweep.gallery.jpeg_scans import is_in_one_scan, quick_scale, too_many_scans
from memesweep.gallery.kind import SNIFF_BYTES, ImageKind, sniff
from memesweep.gallery.limits import ALONE_FROM, may_be_large, memory_needed, too_large
from memesweep.gallery.picture import DecodedPicture, Depth, ImageInfo, Problem
from memesweep.gallery.pillow import can_open, open_unlimited
from memesweep.gallery.preprocess import fit, to_rgb, turn_upright

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

_MAY_MOVE: Final = frozenset({ImageKind.PNG, ImageKind.WEBP, ImageKind.GIF, ImageKind.AVIF})
"""Kinds whose extra frames are an animation. A JPEG's (MPO, gain maps) belong to the one still picture."""

_DRAFT_FACTOR: Final = 2
"""JPEGs are decoded at the smallest eighth that is at least twice the net's size: 0.03 logit from a full
decode, a third faster."""

_UNWRITTEN: Final = bytes(64)
"""The end of a file whose room was made before its bytes came, and of hardly any picture."""

_ONE_AT_A_TIME: Final = Lock()
"""Held while a large picture is decoded, so that threads do not multiply what one bomb can take."""


def decode(data: bytes, size: int) -> DecodedPicture:
    """Decode a whole file from memory.

    Args:
        data: the file's bytes, whatever they are.
        size: side of the net's square input in pixels.

    Returns:
        pixels and info, or the problem. Never raises for anything the bytes can contain.

    """
    kind = sniff(data[:SNIFF_BYTES])
    problem = _problem_before_decoding(data, kind)
    if kind is None or problem is not None:
        return DecodedPicture(ImageInfo(kind), problem=problem)
    try:
        return _decode_known(data, kind, size, Depth.FULL)
    except Exception as error:  # noqa: BLE001 - decoders fed hostile bytes raise anything from SyntaxError to struct.error
        return DecodedPicture(ImageInfo(kind), problem=_problem_of(error))


def _problem_of(error: Exception) -> Problem:
    if isinstance(error, Image.DecompressionBombError):
        return Problem.TOO_LARGE  # Pillow looks at some sizes before we can
    if isinstance(error, MemoryError):
        return Problem.READ_ERROR  # says nothing of the file: another day there may be room
    return Problem.UNREADABLE


def decode_quickly(data: bytes, size: int) -> DecodedPicture | None:
    """Decode a JPEG, or as many of its scans as a quick look needs, as small as the look allows.

    Returns:
        pixels close to those of `decode`, or None where it takes a full decode to tell what is wrong.

    """
    try:
        return _decode_known(data, ImageKind.JPEG, size, Depth.QUICK)
    except Exception:  # noqa: BLE001 - see `decode`
        return None


def decode_to_show(data: bytes, side: int) -> Image.Image | None:
    """Decode a picture to be looked at, under the same limits as one that is scored.

    Args:
        data: the file's bytes, whatever they are.
        side: pixels of the longer side; a smaller picture stays as it is.

    Returns:
        an upright RGB image, or None of what `decode` has a problem with. Never raises for anything the bytes
        can contain.

    """
    kind = sniff(data[:SNIFF_BYTES])
    if kind is None or _problem_before_decoding(data, kind) is not None:
        return None
    try:
        with _open_within_limits(data, kind, side * _DRAFT_FACTOR) as (image, problem):
            if problem is not None:
                return None
            orientation = read_exif(image).orientation
            image.draft("RGB", (side * _DRAFT_FACTOR, side * _DRAFT_FACTOR))
            image.load()
            shown = to_rgb(image)
            shown.thumbnail((side, side))
            return turn_upright(shown, orientation)
    except Exception:  # noqa: BLE001 - see `decode`
        return None


def _problem_before_decoding(data: bytes, kind: ImageKind | None) -> Problem | None:
    if kind is None:
        return Problem.NOT_A_PICTURE
    if kind is not ImageKind.JPEG and data.endswith(_UNWRITTEN):
        # Most decoders read zeros as pixels; a JPEG's says that its end is missing.
        return Problem.UNREADABLE
    if not can_open(kind):
        return Problem.NEEDS_HEIC
    return None


def _decode_known(data: bytes, kind: ImageKind, size: int, depth: Depth) -> DecodedPicture:
    with _open_within_limits(data, kind, size * _DRAFT_FACTOR) as (image, problem):
        info = ImageInfo(kind, *image.size)
        if problem is not None:
            return DecodedPicture(info, problem=problem)
        pixels, camera = _pixels(image, size, depth)
    return DecodedPicture(replace(info, camera=camera), pixels=pixels, depth=depth)


@contextmanager
def _open_within_limits(
    data: bytes, kind: ImageKind, least: int
) -> Iterator[tuple[Image.Image, Problem | None]]:
    """Open an image whose pixels may be loaded within the block, unless there is a problem.

    Args:
        data: a whole file, or as much of a JPEG as will do.
        kind: what it is.
        least: side in pixels below which a JPEG is not shrunk while it is decoded.

    """
    with open_unlimited(data, kind) as image:
        width, height = image.size
        # Asked of large pictures only: a small one may need what it likes.
        in_one_scan = may_be_large(kind, width, height) and is_in_one_scan(data)
        memory = memory_needed(kind, width, height, least, in_one_scan=in_one_scan)
        if too_large(width, height, memory, in_one_scan=in_one_scan) or (
            kind is ImageKind.JPEG and too_many_scans(data)
        ):
            yield image, Problem.TOO_LARGE
        elif kind in _MAY_MOVE and getattr(image, "is_animated", False):
            yield image, Problem.ANIMATED
        else:
            with _ONE_AT_A_TIME if memory > ALONE_FROM else nullcontext():
                yield image, None


def _pixels(image: Image.Image, size: int, depth: Depth) -> tuple[NDArray[np.uint8], bool]:
    # Pillow 12 and later read EXIF of some formats only while the picture is still unloaded.
    exif = read_exif(image)
    image.draft("RGB", _least_size(image, size, depth))
    image.load()
    return fit(image, size, exif.orientation), exif.camera


def _least_size(image: Image.Image, size: int, depth: Depth) -> tuple[int, int]:
    """Return the size below which libjpeg must not shrink the picture."""
    if depth is Depth.FULL:
        return size * _DRAFT_FACTOR, size * _DRAFT_FACTOR
    scale = quick_scale(image.width, image.height, size)
    return image.width // scale, image.height // scale
