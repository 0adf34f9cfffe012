"""Damage of each format that is told beyond a decoder's errors, and what looks like damage and is none."""

from __future__ import annotations

import io
import struct
from random import Random
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image

from memesweep.gallery.decode import decode
from memesweep.gallery.picture import Problem
from tests.decoding.carriers import picture, plain, with_large_profile
from tests.support.pictures import encoded, photograph

if TYPE_CHECKING:
    from collections.abc import Iterator

SIZE = 224
KINDS = ["JPEG", "PNG", "WEBP", "GIF", "AVIF", "HEIF", "BMP", "TIFF"]


def problem_of(data: bytes) -> Problem | None:
    return decode(data, SIZE).problem


@pytest.mark.parametrize("image", [photograph("coffee.png"), picture()], ids=["photograph", "meme"])
def test_one_flipped_bit_is_enough(image: Image.Image) -> None:
    """Pillow refuses each of these; a second look at the half-decoded picture would not."""
    data = encoded(image, "PNG")
    first, last = data.index(b"IDAT") + 100, data.rindex(b"IEND") - 100
    for at in range(first, last, (last - first) // 12):
        flipped = data[:at] + bytes([data[at] ^ 4]) + data[at + 1 :]
        assert problem_of(flipped) is Problem.UNREADABLE


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("zeros", [1, 300, 5000])
def test_zeros_behind_the_end_are_no_damage(kind: str, zeros: int) -> None:
    padded = decode(plain(kind) + bytes(zeros), SIZE)
    assert padded.problem is None
    assert np.array_equal(padded.pixels, decode(plain(kind), SIZE).pixels)  # type: ignore[arg-type]


def test_an_animation_with_zeros_behind_its_trailer_is_animated() -> None:
    frames = [picture().rotate(angle).convert("P") for angle in (5, 10)]
    data = encoded(picture().convert("P"), "GIF", save_all=True, append_images=frames)
    assert problem_of(data + bytes(300)) is Problem.ANIMATED


def test_a_colour_profile_that_unfolds_to_megabytes_is_no_damage() -> None:
    data = with_large_profile()
    with pytest.raises(ValueError, match="too large"), Image.open(io.BytesIO(data)) as image:
        image.load()
    assert problem_of(data) is None


def test_a_jpeg_with_a_profile_in_many_segments_is_not_too_large() -> None:
    """A scan's marker within a segment is no scan."""
    part = b"ICC_PROFILE\0\1\1" + b"\xff\xda" * 32_000
    segments = 25 * (b"\xff\xe2" + struct.pack(">H", len(part) + 2) + part)
    data = encoded(picture().resize((200, 130)), "JPEG")
    assert problem_of(data[:2] + segments + data[2:]) is None


def holes(data: bytes, first: int, size: int, count: int = 12) -> Iterator[bytes]:
    random = Random(size)  # noqa: S311 - to be repeated
    for _ in range(count):
        at = random.randrange(first, len(data) - size - 64)
        yield data[:at] + bytes(size) + data[at + size :]


@pytest.mark.parametrize(
    "options", [{}, {"progressive": True}, {"optimize": True}, {"restart_marker_blocks": 20}]
)
def test_holes_in_a_jpeg_are_found(options: dict[str, object]) -> None:
    """libjpeg fills them in and says so only to who asks. A few happen to fit."""
    pytest.importorskip("simplejpeg")
    data = encoded(photograph("coffee.png"), "JPEG", quality=85, **options)
    seen = [problem_of(hole) for hole in holes(data, data.index(b"\xff\xda") + 20, 4096)]
    assert seen.count(Problem.UNREADABLE) >= len(seen) - 1


def test_a_hole_in_a_jpeg_with_the_usual_tables_is_found_without_libjpeg() -> None:
    from memesweep.gallery.integrity.jpeg import _has_hole  # noqa: PLC0415 - what is left on 32-bit ARM
    from memesweep.gallery.jpeg.markers import JpegOutline  # noqa: PLC0415

    data = encoded(photograph("coffee.png"), "JPEG", quality=85)
    assert not _has_hole(JpegOutline.of(data))
    for hole in holes(data, data.index(b"\xff\xda") + 20, 512):
        assert _has_hole(JpegOutline.of(hole))


def test_a_progressive_file_that_lacks_its_last_scan_is_damaged() -> None:
    data = encoded(picture(), "JPEG", progressive=True)
    last = data.rindex(b"\xff\xc4")
    with Image.open(io.BytesIO(data[:last] + b"\xff\xd9")) as image:
        image.load()  # Pillow is content
    assert problem_of(data[:last] + b"\xff\xd9") is Problem.UNREADABLE


@pytest.mark.parametrize(
    ("kind", "options", "size"),
    [
        ("WEBP", {"quality": 85}, 2048),
        ("AVIF", {"quality": 70, "speed": 10}, 512),
        ("HEIF", {"quality": 70}, 512),
    ],
)
def test_holes_that_decoders_fill_in_are_found(kind: str, options: dict[str, object], size: int) -> None:
    data = encoded(photograph("coffee.png"), kind, **options)
    for hole in holes(data, len(data) // 4, size):
        assert problem_of(hole) is Problem.UNREADABLE


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "GIF", "AVIF", "HEIF"])
@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_room_that_was_made_before_the_bytes_came_is_no_picture(kind: str, share: float) -> None:
    options: dict[str, object] = {"lossless": True} if kind == "WEBP" else {}
    data = encoded(photograph("coffee.png"), kind, **options)
    at = int(len(data) * share)
    assert problem_of(data[:at] + bytes(len(data) - at)) is Problem.UNREADABLE


def flat(background: str) -> Image.Image:
    """A card of one colour with a photograph in it: what a hole of zeros could be mistaken for."""
    card = Image.new("RGB", (1600, 1200), background)
    card.paste(photograph("coffee.png"), (500, 500))
    return card


@pytest.mark.parametrize("background", ["white", "black"])
@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("JPEG", {"quality": 80}),
        ("JPEG", {"quality": 80, "optimize": True}),
        ("JPEG", {"quality": 80, "progressive": True}),
        ("WEBP", {"quality": 80}),
        ("WEBP", {"quality": 20}),
        ("WEBP", {"lossless": True, "method": 0}),
        ("AVIF", {"quality": 60, "speed": 10}),
        ("HEIF", {"quality": 50}),
        ("GIF", {}),
        ("TIFF", {"compression": "tiff_lzw"}),
    ],
)
def test_flat_pictures_are_no_holes(background: str, kind: str, options: dict[str, object]) -> None:
    assert problem_of(encoded(flat(background), kind, **options)) is None
