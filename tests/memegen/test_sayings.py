from __future__ import annotations

import numpy as np
import pytest

from memesweep.training.memegen import MemeKind, draw_meme
from memesweep.training.memegen.drawcontext import new_context
from memesweep.training.memegen.memes.sayings import lines, sayings
from memesweep.training.memegen.phrases import language_named
from tests.memegen.conftest import need_font

SCRIPTS_OF_CARDS = ("ar", "ta", "te", "mr", "am", "th")


@pytest.mark.parametrize("code", [*SCRIPTS_OF_CARDS, "zh"])
def test_languages_of_many_cards_have_sayings_enough_for_a_page(code: str) -> None:
    for seed in range(5):
        context = new_context([], np.random.default_rng(seed), language=code)
        quotes = sayings(context, 7)
        assert len(set(quotes)) == 7
        assert all(quote in language_named(code).quotes for quote in quotes)
        assert lines(context, 3, 7).strip()


@pytest.mark.parametrize("code", SCRIPTS_OF_CARDS)
def test_cards_are_drawn_in_their_own_script(code: str) -> None:
    need_font(language_named(code).script)
    for kind in (MemeKind.FADED_SAYING, MemeKind.PRAYER, MemeKind.PAGE_OF_SAYINGS):
        own = draw_meme([], np.random.default_rng(3), kind, language=code, long_side=300)
        english = draw_meme([], np.random.default_rng(3), kind, language="en", long_side=300)
        assert own.tobytes() != english.tobytes()
