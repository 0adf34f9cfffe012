"""Group pictures that are copies of one another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

from memesweep.copies.hamming_index import HammingIndex

if TYPE_CHECKING:
    from collections.abc import Iterable


class Comparable(Protocol):
    """What is needed of a picture to tell its copies."""

    @property
    def sha256(self) -> bytes | None:
        """Of the whole file, where it is known."""

    @property
    def perceptual_hash(self) -> bytes | None:
        """From `perceptual_hash`, where there is one."""


Picture = TypeVar("Picture", bound=Comparable)


def group_copies(pictures: Iterable[Picture]) -> list[tuple[Picture, ...]]:
    """Put copies together, exact ones and those that look the same.

    A picture joins the group whose first member it is like. Likeness does not carry on from member to member:
    a chain of small differences would end at another joke.

    Args:
        pictures: the one that comes first stands for its group.

    Returns:
        every picture in exactly one group, alone where it has no copy; all in the order given.

    """
    groups: list[list[Picture]] = []
    by_content: dict[bytes, int] = {}
    by_likeness = HammingIndex()
    for picture in pictures:
        number = _find(picture, by_content, by_likeness)
        if number is None:
            number = len(groups)
            groups.append([])
            if picture.perceptual_hash is not None:
                by_likeness.add(number, picture.perceptual_hash)
        groups[number].append(picture)
        if picture.sha256 is not None:
            by_content.setdefault(picture.sha256, number)
    return [tuple(group) for group in groups]


def _find(picture: Comparable, by_content: dict[bytes, int], by_likeness: HammingIndex) -> int | None:
    if picture.sha256 is not None and picture.sha256 in by_content:
        return by_content[picture.sha256]
    if picture.perceptual_hash is None:
        return None
    return min(by_likeness.near(picture.perceptual_hash), default=None)
