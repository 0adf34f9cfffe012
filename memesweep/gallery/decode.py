"""From a picture's bytes to the net's input, with limits checked before memory is spent.

Two steps that know nothing of one another: metadata, which never touch a pixel, and pixels, whose errors
nobody swallows. What a strict decoder refuses has no pixels here, whatever its metadata say.
"""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from PIL import Image

from memesweep.gallery.formats import FORMAT_OF, SNIFF_BYTES, ImageKind, find_format, problem_of_others
from memesweep.gallery.inputs import NetInputs
from memesweep.gallery.integrity.damage import is_damaged
from memesweep.gallery.integrity.gif import has_several_frames
from memesweep.gallery.jpeg.bare import without_metadata
from memesweep.gallery.jpeg.markers import MOST_SCANS, START_OF_SCAN, JpegOutline
from memesweep.gallery.jpeg.quick import quick_scale
from memesweep.gallery.limits import ALONE_FROM, may_be_large, memory_needed, too_large
from memesweep.gallery.metadata.exif import read_exif
from memesweep.gallery.metadata.reader import read_jpeg_metadata, read_metadata
from memesweep.gallery.picture import DecodedPicture, Depth, ImageInfo, Problem
from memesweep.gallery.pillow import can_open, open_unlimited
from memesweep.gallery.png import without_large_texts
from memesweep.gallery.preprocess import to_rgb, turn_upright
from memesweep.gallery.tiff import tiff_problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from memesweep.gallery.formats import ImageFormat
    from memesweep.gallery.metadata.blocks import Metadata

_DRAFT_FACTOR: Final = 2
"""JPEGs are decoded at the smallest eighth that is at least twice the net's size: 0.03 logit from a full
decode, a third faster."""

_ONE_AT_A_TIME: Final = Lock()
"""Held while a large picture is decoded, so that threads do not multiply what one bomb can take."""

_Result = TypeVar("_Result")


def decode(data: bytes, size: int, other_sizes: tuple[int, ...] = ()) -> DecodedPicture:
    """Decode a whole file from memory.

    Args:
        data: the file's bytes, whatever they are.
        size: side of the net's square input in pixels.
        other_sizes: the same of other nets that are to see the picture.

    Returns:
        pixels and info, or the problem. Never raises for anything the bytes can contain.

    """
    image_format = find_format(data[:SNIFF_BYTES])
    if image_format is None:
        return DecodedPicture(ImageInfo(), problem=problem_of_others(data[:SNIFF_BYTES]))
    source = _Source.of(data, image_format)
    try:
        pixels = _decode_pixels(
            source,
            size,
            lambda image, orientation: NetInputs(image, orientation, size).let_go(size, *other_sizes),
        )
    except Exception as error:  # noqa: BLE001 - decoders fed hostile bytes raise anything from SyntaxError to struct.error
        pixels = _Pixels(problem=_problem_of(error))
    return source.decoded(pixels)


def decode_quickly(
    data: bytes, outline: JpegOutline, size: int, depth: Depth = Depth.QUICK
) -> DecodedPicture | None:
    """Decode a JPEG, or as many of its scans as a quick look needs, as small as the look allows.

    Args:
        data: the file, or what `needed_bytes` left of it.
        outline: of the file, as far as it was looked at.
        size: side of the net's square input in pixels.
        depth: how small it may be, `QUICK` or `CLOSE`.

    Returns:
        pixels close to those of `decode`, or None where it takes a full decode to tell what is wrong.

    """
    metadata = read_jpeg_metadata(outline)
    source = _Source(data, FORMAT_OF[ImageKind.JPEG], metadata, outline, depth)
    try:
        pixels = _decode_pixels(source, size, lambda image, orientation: NetInputs(image, orientation, size))
    except Exception:  # noqa: BLE001 - see `decode`
        return None
    is_close = quick_scale(pixels.width, pixels.height, size, Depth.CLOSE) == quick_scale(
        pixels.width, pixels.height, size, depth
    )
    return source.decoded(pixels, Depth.CLOSE if is_close else depth)


def decode_to_show(data: bytes, side: int) -> Image.Image | None:
    """Decode a picture to be looked at, under the same limits as one that is scored.

    Args:
        data: the file's bytes, whatever they are.
        side: pixels of the longer side; a smaller picture stays as it is.

    Returns:
        an upright RGB image, or None of what `decode` has a problem with. Never raises for anything the bytes
        can contain.

    """

    def small(image: Image.Image, orientation: int) -> Image.Image:
        shown = to_rgb(image)
        shown.thumbnail((side, side))
        return turn_upright(shown, orientation)

    image_format = find_format(data[:SNIFF_BYTES])
    if image_format is None:
        return None
    try:
        return _decode_pixels(_Source.of(data, image_format), side, small).result
    except Exception:  # noqa: BLE001 - see `decode`
        return None


@dataclass(frozen=True, slots=True)
class _Source:
    """A file on its way to pixels, its metadata read."""

    data: bytes
    format: ImageFormat
    metadata: Metadata
    outline: JpegOutline | None
    depth: Depth = Depth.FULL

    @classmethod
    def of(cls, data: bytes, image_format: ImageFormat) -> _Source:
        """Read the metadata of a whole file."""
        if image_format.kind is ImageKind.JPEG:
            outline = JpegOutline.of(data)
            return cls(data, image_format, read_jpeg_metadata(outline), outline)
        return cls(data, image_format, read_metadata(image_format.kind, data), None)

    def decoded(self, pixels: _Pixels[NetInputs], depth: Depth = Depth.FULL) -> DecodedPicture:
        """Join both steps; `depth` is what the pixels rest on."""
        info = ImageInfo(
            kind=self.format.kind,
            width=pixels.width,
            height=pixels.height,
            camera=self.metadata.camera,
            metadata_damaged=self.metadata.damaged,
        )
        return DecodedPicture(info, inputs=pixels.result, problem=pixels.problem, depth=depth)


@dataclass(frozen=True, slots=True)
class _Pixels(Generic[_Result]):
    """What became of the pixels."""

    width: int = 0
    height: int = 0
    result: _Result | None = None
    problem: Problem | None = None


def _problem_of(error: Exception) -> Problem:
    if isinstance(error, Image.DecompressionBombError):
        return Problem.TOO_LARGE  # Pillow looks at some sizes before we can
    if isinstance(error, MemoryError):
        return Problem.READ_ERROR  # says nothing of the file: another day there may be room
    return Problem.UNREADABLE


def _decode_pixels(
    source: _Source, size: int, finish: Callable[[Image.Image, int], _Result]
) -> _Pixels[_Result]:
    """Decode strictly; `finish` gets the loaded image and the orientation to undo."""
    problem = _problem_before_decoding(source)
    if problem is not None:
        return _Pixels(problem=problem)
    with open_unlimited(_for_pillow(source), source.format) as image:
        width, height = image.size
        memory, in_one_scan = _memory_needed(source, width, height, size * _DRAFT_FACTOR)
        if too_large(width, height, memory, in_one_scan=in_one_scan) or _has_too_many_scans(source):
            return _Pixels(width, height, problem=Problem.TOO_LARGE)
        if source.format.may_animate and getattr(image, "is_animated", False):
            return _Pixels(width, height, problem=Problem.ANIMATED)
        with _ONE_AT_A_TIME if memory > ALONE_FROM else nullcontext():
            orientation = _orientation(image, source)
            image.draft("RGB", _least_size(image, size, source.depth))
            image.load()
            is_whole = source.depth is Depth.FULL
            if is_whole and is_damaged(source.format.kind, source.data, source.outline, image):
                return _Pixels(width, height, problem=Problem.UNREADABLE)
            return _Pixels(width, height, finish(image, orientation))


def _problem_before_decoding(source: _Source) -> Problem | None:
    """Return what can be told before a decoder sees the file."""
    if not can_open(source.format):
        return Problem.NEEDS_HEIC
    if source.format.kind is ImageKind.TIFF:
        return tiff_problem(source.data)
    if source.format.kind is ImageKind.GIF and has_several_frames(source.data):
        return Problem.ANIMATED
    return None


def _for_pillow(source: _Source) -> bytes:
    """Leave out what is read elsewhere, and could only make Pillow stumble on the way to the pixels."""
    if source.outline is not None:
        return without_metadata(source.data, source.outline)
    return without_large_texts(source.data) if source.format.kind is ImageKind.PNG else source.data


def _memory_needed(source: _Source, width: int, height: int, least: int) -> tuple[int, bool]:
    """Return the bytes that decoding takes, and whether it is that of a JPEG in one scan."""
    kind, outline = source.format.kind, source.outline
    # Asked of large pictures only: a small one may need what it likes.
    in_one_scan = outline is not None and may_be_large(kind, width, height) and outline.is_in_one_scan
    return memory_needed(kind, width, height, least, in_one_scan=in_one_scan), in_one_scan


def _has_too_many_scans(source: _Source) -> bool:
    """Tell whether decoding a JPEG could go on for ever.

    In entropy-coded data no 0xFF is followed by 0xDA, so that most files are done with at once.
    """
    if source.outline is None or source.data.count(START_OF_SCAN) <= MOST_SCANS:
        return False
    outline = source.outline if source.depth is Depth.FULL else JpegOutline.of(source.data)
    return outline.has_too_many_scans


def _orientation(image: Image.Image, source: _Source) -> int:
    """Return the EXIF orientation by which the pixels still have to be turned."""
    if source.format.is_turned:
        return 1
    if source.format.kind is ImageKind.AVIF:
        # Its boxes decide; Pillow translates them.
        return read_exif(image.info.get("exif") or b"").orientation
    return source.metadata.orientation


def _least_size(image: Image.Image, size: int, depth: Depth) -> tuple[int, int]:
    """Return the size below which libjpeg must not shrink the picture."""
    if depth is Depth.FULL:
        return size * _DRAFT_FACTOR, size * _DRAFT_FACTOR
    scale = quick_scale(image.width, image.height, size, depth)
    return image.width // scale, image.height // scale
