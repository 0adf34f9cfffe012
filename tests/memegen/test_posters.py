from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from memesweep.training.memegen import MissingFontError
from memesweep.training.memegen.drawcontext import new_context
from memesweep.training.memegen.geometry import Box
from memesweep.training.memegen.negatives.posters.named import name
from memesweep.training.memegen.negatives.posters.portrait import portrait
from memesweep.training.memegen.negatives.posters.words import birthday, congratulations
from memesweep.training.memegen.phrases import Language, can_draw, languages
from memesweep.training.memegen.typography.fonts import Look, faces_for
from tests.memegen.conftest import pixels

GREEN = (20, 160, 60)


def test_portraits_show_much_of_the_photograph_inside_their_box() -> None:
    box = Box(30, 20, 200, 160)
    for seed in range(12):
        context = new_context([Image.new("RGB", (90, 120), GREEN)], np.random.default_rng(seed))
        image = Image.new("RGB", (260, 200))
        place = portrait(context, image, box)
        assert box.left <= place.left < place.right <= box.right
        assert box.top <= place.top < place.bottom <= box.bottom
        green = (abs(pixels(image).astype(int) - np.array(GREEN)).sum(axis=2) < 6).sum()
        assert green > 0.6 * place.width * place.height


@pytest.mark.parametrize("language", languages(), ids=lambda language: language.code)
def test_headings_can_be_drawn_with_the_fonts_of_their_language(language: Language) -> None:
    if not can_draw(language):
        pytest.skip(f"no font for {language.code} on this machine")
    for seed in range(6):
        context = new_context([], np.random.default_rng(seed), language=language.code)
        for text in (birthday(context), congratulations(context), name(context)):
            assert text.strip()
            try:
                assert faces_for(text, Look.BOLD)
            except MissingFontError as error:
                pytest.fail(f"{language.code}: {error}")
