"""Photographs for the renderer's tests: real ones where scikit-image is installed, else drawn scenes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from memesweep.demo.samples import sample_photographs
from memesweep.training.memegen.typography.fonts import has_font

if TYPE_CHECKING:
    from PIL import Image

    from memesweep.training.memegen.typography.scripts import Script


@pytest.fixture(scope="session")
def photos() -> tuple[Image.Image, ...]:
    """Four photographs at the size of training pictures."""
    found, _ = sample_photographs()
    chosen = [found[name] for name in ("astronaut", "cat", "coffee", "motorcycle")]
    for photo in chosen:
        photo.thumbnail((288, 288))
    return tuple(chosen)


def pixels(image: Image.Image) -> np.ndarray[tuple[int, ...], np.dtype[np.int16]]:
    """Pixels as signed numbers, so that differences do not wrap."""
    return np.asarray(image, dtype=np.int16)


def need_font(script: Script) -> None:
    """Skip a test where this machine cannot draw the script."""
    if not has_font(script):
        pytest.skip(f"no font, or no libraqm, for script {script.value} on this machine")
