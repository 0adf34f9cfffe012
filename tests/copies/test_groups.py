"""Grouping: every copy with its first, nothing else, at any size of gallery."""

from __future__ import annotations

import random
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from memesweep.copies.groups import group_copies
from memesweep.copies.hamming_index import COPY_DISTANCE, HammingIndex


@dataclass(frozen=True)
class Looks:
    sha256: bytes | None
    perceptual_hash: bytes | None


def flipped(looks: bytes, bits: list[int]) -> bytes:
    value = int.from_bytes(looks, "big")
    for bit in bits:
        value ^= 1 << bit
    return value.to_bytes(32, "big")


@given(st.binary(min_size=32, max_size=32), st.sets(st.integers(0, 255), max_size=20))
def test_exactly_what_is_close_is_found(looks: bytes, bits: set[int]) -> None:
    index = HammingIndex()
    index.add(7, looks)
    assert list(index.near(flipped(looks, list(bits)))) == ([7] if len(bits) <= COPY_DISTANCE else [])


def test_each_copy_goes_to_its_first() -> None:
    a, b = bytes(32), bytes([255]) * 32
    pictures = [
        Looks(b"1", a),
        Looks(b"2", b),
        Looks(None, flipped(a, [1, 2])),
        Looks(None, None),
        Looks(b"3", None),
        Looks(b"3", None),
        Looks(b"2", None),
    ]
    groups = group_copies(pictures)
    assert groups == [
        (pictures[0], pictures[2]),
        (pictures[1], pictures[6]),
        (pictures[3],),
        (pictures[4], pictures[5]),
    ]


def test_likeness_does_not_carry_on() -> None:
    """Each is like its neighbour, and the last is another joke than the first."""
    chain = [Looks(None, flipped(bytes(32), list(range(10 * step)))) for step in range(4)]
    assert [len(group) for group in group_copies(chain)] == [1 + 1, 1 + 1]


def test_a_hundred_thousand_pictures_are_grouped_without_comparing_all_with_all() -> None:
    chance = random.Random(1)  # noqa: S311 - no secret
    firsts = [chance.randbytes(32) for _ in range(20_000)]
    pictures = [
        Looks(None, flipped(looks, chance.sample(range(256), k=copy and 5)))
        for copy in range(5)
        for looks in firsts
    ]
    groups = group_copies(pictures)
    assert len(groups) == len(firsts)
    assert all(len(group) == 5 for group in groups)
