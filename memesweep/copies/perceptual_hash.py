"""A picture in 256 bits that survive recompression and resizing, and do not survive another caption.

The hash is pHash's (the signs of the lowest frequencies of a cosine transform against their median), with 16
by 16 frequencies instead of 8 by 8. In 64 bits, one joke's picture with two captions differs by no more than
two copies of it do; here 95 % of copies differ by at most 12 bits and two captions by 14 or more
(`python -m tests.benchmarks copies`). imagehash computes the same, and brings SciPy and PyWavelets for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from PIL import Image

if TYPE_CHECKING:
    from numpy.typing import NDArray

_SIDE: Final = 32
"""The picture is reduced to a square of this many grey pixels."""
_FREQUENCIES: Final = 16
_FLAT: Final = 2.0
"""Standard deviation in grey levels below which a picture has nothing but noise to tell it by."""


def _cosines() -> NDArray[np.float32]:
    """Return the rows of the discrete cosine transform (DCT-II) that are kept, `(16, 32)`."""
    frequencies = np.arange(_FREQUENCIES)[:, np.newaxis]
    positions = 2 * np.arange(_SIDE)[np.newaxis] + 1
    rows: NDArray[np.float32] = np.cos(np.pi * positions * frequencies / (2 * _SIDE)).astype(np.float32)
    return rows


_ROWS: Final = _cosines()
_COLUMNS: Final = np.ascontiguousarray(_ROWS.T)


def perceptual_hash(pixels: NDArray[np.uint8]) -> bytes | None:
    """Hash a picture by what it looks like.

    Args:
        pixels: `(size, size, 3)` uint8 RGB, from `preprocess.fit`; of a quick look or a full decode.

    Returns:
        32 bytes, to be compared by the number of bits that differ; None of a picture that is all but flat.

    """
    small = Image.fromarray(pixels).resize((_SIDE, _SIDE), Image.Resampling.BOX, reducing_gap=1.0)
    grey = np.asarray(small.convert("L"), dtype=np.float32)
    if grey.std() < _FLAT:
        return None
    spectrum = (_ROWS @ grey @ _COLUMNS).ravel()
    middle = spectrum.size // 2
    return np.packbits(spectrum > np.partition(spectrum, middle)[middle]).tobytes()
