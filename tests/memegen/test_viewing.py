from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from memesweep.training.memegen import NegativeKind, draw_negative
from memesweep.training.memegen.drawcontext import new_context
from memesweep.training.memegen.negatives.viewing.letterbox import letterbox
from tests.memegen.conftest import pixels

GREEN = (20, 160, 60)


@pytest.mark.parametrize("size", [(90, 200), (200, 90), (300, 300)])
def test_a_letterbox_shows_the_photograph_between_bars(size: tuple[int, int]) -> None:
    for seed in range(8):
        context = new_context([], np.random.default_rng(seed))
        image, shown = letterbox(context, Image.new("RGB", (160, 120), GREEN), size, (0, 0, 0))
        assert image.size == size
        left, top, right, bottom = shown.corners
        assert image.getpixel(((left + right) // 2, (top + bottom) // 2)) == GREEN
        green = (pixels(image) == GREEN).all(axis=2)
        assert green.sum() == shown.width * shown.height
        assert left >= 0
        assert top >= 0


def test_most_viewers_and_statuses_leave_bars_around_a_wide_photograph() -> None:
    wide = [Image.new("RGB", (400, 200), GREEN)]
    for kind in (NegativeKind.PHOTO_VIEWER, NegativeKind.STATUS):
        shares = []
        for seed in range(12):
            drawn = pixels(draw_negative(wide, np.random.default_rng(seed), kind, long_side=480)).astype(int)
            shares.append((abs(drawn - np.array(GREEN)).sum(axis=2) < 30).mean())
        assert sum(0.05 < share < 0.7 for share in shares) >= 7, (kind, shares)
