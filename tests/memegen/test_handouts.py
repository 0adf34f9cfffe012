from __future__ import annotations

import numpy as np
from PIL import Image

from memesweep.training.memegen.drawcontext import new_context
from memesweep.training.memegen.geometry import Box
from memesweep.training.memegen.negatives.handouts.boarding import wide_code
from tests.memegen.conftest import pixels


def test_the_wide_code_is_black_and_white_and_stays_in_its_box() -> None:
    image = Image.new("RGB", (220, 120), (90, 120, 200))
    wide_code(new_context([], np.random.default_rng(1)), image, Box(20, 30, 160, 60))
    drawn = pixels(image)
    inside = drawn[30:90, 20:180]
    assert set(np.unique(inside)) == {0, 255}
    assert 0.3 < (inside == 0).mean() < 0.7
    drawn[30:90, 20:180] = (90, 120, 200)
    assert (drawn == (90, 120, 200)).all()
