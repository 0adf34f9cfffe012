"""Find hashes that differ by few bits, among a hundred thousand and more, without comparing with each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_BITS: Final = 256
COPY_DISTANCE: Final = 12
"""Bits that copies of one picture differ by at most, of 256: see `perceptual_hash`."""
_BANDS: Final = COPY_DISTANCE + 1
"""With one band more than bits may differ, two copies agree in all bits of at least one."""
_MASKS: Final = tuple(sum(1 << bit for bit in range(band, _BITS, _BANDS)) for band in range(_BANDS))
"""Each band takes bits from all over the spectrum: neighbouring ones say much the same."""


class HammingIndex:
    """Numbered hashes, to be found by what lies within `COPY_DISTANCE` of them."""

    def __init__(self) -> None:
        """Begin with none."""
        self._hashes: dict[int, int] = {}
        self._buckets: dict[tuple[int, int], list[int]] = {}

    def __bool__(self) -> bool:
        """Tell whether there is anything to be found."""
        return bool(self._hashes)

    def add(self, number: int, perceptual_hash: bytes) -> None:
        """Add a hash under a number that is not taken yet."""
        value = int.from_bytes(perceptual_hash, "big")
        self._hashes[number] = value
        for band, mask in enumerate(_MASKS):
            self._buckets.setdefault((band, value & mask), []).append(number)

    def near(self, perceptual_hash: bytes) -> Iterator[int]:
        """Yield the numbers of all hashes that are close, each once, in no order."""
        value = int.from_bytes(perceptual_hash, "big")
        seen: set[int] = set()
        for band, mask in enumerate(_MASKS):
            for number in self._buckets.get((band, value & mask), ()):
                if number not in seen:
                    seen.add(number)
                    if (self._hashes[number] ^ value).bit_count() <= COPY_DISTANCE:
                        yield number
