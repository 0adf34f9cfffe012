"""The score at which few enough pictures to keep would be taken for memes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def threshold_at(keepers: NDArray[np.float64], rate: float) -> float:
    """Find the lowest score above which at most `rate` of the keepers lie.

    Args:
        keepers: `(n,)` scores of pictures that must not be swept.
        rate: false positives allowed, for example 0.001.

    """
    return threshold_above(keepers, int(len(keepers) * rate))


def threshold_above(keepers: NDArray[np.float64], allowed: int) -> float:
    """Find the lowest score above which at most `allowed` of the keepers lie."""
    ordered = np.sort(keepers)[::-1]
    return float(np.nextafter(ordered[min(allowed, len(ordered) - 1)], np.inf))
