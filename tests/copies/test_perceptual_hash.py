"""Copies are one picture, and two captions on one picture are two."""

from __future__ import annotations

import io
from itertools import combinations

import numpy as np
import pytest
from PIL import Image

from memesweep.copies.hamming_index import COPY_DISTANCE
from memesweep.copies.perceptual_hash import perceptual_hash
from memesweep.gallery.decode import decode, decode_quickly
from memesweep.gallery.jpeg.markers import JpegOutline
from memesweep.gallery.preprocess import fit
from memesweep.training.memegen import caption
from tests.support.pictures import PHOTOGRAPHS, encoded, meme, photograph

CAPTIONS = (
    ("when the code works", "and nobody knows why"),
    ("me on monday morning", "after the weekend"),
    ("nobody: absolutely nobody", ""),
    ("that one friend who is late", "says five more minutes"),
)


def looks(image: Image.Image) -> bytes:
    found = perceptual_hash(fit(image, 224))
    assert found is not None
    return found


def differing_bits(one: Image.Image, other: Image.Image) -> int:
    return (int.from_bytes(looks(one), "big") ^ int.from_bytes(looks(other), "big")).bit_count()


def forwarded(image: Image.Image, times: int) -> Image.Image:
    """What is left of a picture that messengers have shrunk and compressed again and again."""
    for number in range(times):
        smaller = image.resize((image.width * 9 // 10, image.height * 9 // 10))
        with Image.open(io.BytesIO(encoded(smaller, quality=75 - 5 * (number % 3)))) as opened:
            image = opened.convert("RGB")
    return image


@pytest.mark.parametrize("name", PHOTOGRAPHS)
def test_a_joke_forwarded_five_times_is_the_same_joke(name: str) -> None:
    assert differing_bits(meme(name), forwarded(meme(name), 5)) <= COPY_DISTANCE


@pytest.mark.parametrize("name", PHOTOGRAPHS)
def test_other_words_on_the_same_picture_are_another_joke(name: str) -> None:
    drawn = [caption(photograph(name), top=top, bottom=bottom) for top, bottom in CAPTIONS]
    for one, other in combinations([photograph(name), *drawn], 2):
        assert differing_bits(one, other) > COPY_DISTANCE


def test_two_photographs_of_one_scene_are_two() -> None:
    """Taken by two cameras side by side."""
    assert differing_bits(photograph("motorcycle_left.png"), photograph("motorcycle_right.png")) > 40


def test_different_pictures_are_far_apart() -> None:
    assert min(differing_bits(photograph(a), photograph(b)) for a, b in combinations(PHOTOGRAPHS, 2)) > 60


def test_a_quick_look_sees_what_a_full_decode_sees() -> None:
    data = encoded(meme(), quality=80, progressive=True)
    quick, full = decode_quickly(data, JpegOutline.of(data), 224), decode(data, 224)
    assert quick is not None
    assert quick.pixels is not None
    assert full.pixels is not None
    one, other = perceptual_hash(quick.pixels), perceptual_hash(full.pixels)
    assert one is not None
    assert other is not None
    assert (int.from_bytes(one, "big") ^ int.from_bytes(other, "big")).bit_count() <= COPY_DISTANCE


@pytest.mark.parametrize("size", [128, 160, 192])
def test_nets_of_any_size_see_the_same_looks(size: int) -> None:
    other = perceptual_hash(fit(photograph(), size))
    assert other is not None
    bits = int.from_bytes(other, "big") ^ int.from_bytes(looks(photograph()), "big")
    assert bits.bit_count() <= COPY_DISTANCE


def test_nothing_tells_a_flat_picture() -> None:
    noise = np.random.default_rng(1).integers(250, 253, (224, 224, 3)).astype(np.uint8)
    assert perceptual_hash(noise) is None
    assert perceptual_hash(np.zeros((224, 224, 3), np.uint8)) is None
