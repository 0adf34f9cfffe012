from __future__ import annotations

import numpy as np

from memesweep.training.memegen.artwork.palette import luminance, readable_on
from memesweep.training.memegen.drawcontext import new_context
from memesweep.training.memegen.negatives.messages.bubbles import Bubble, notice, say, talk, voice
from memesweep.training.memegen.negatives.messages.themes import any_theme
from memesweep.training.memegen.negatives.screens.screen import open_screen


def test_themes_are_light_and_dark_and_their_letters_can_be_read() -> None:
    themes = [any_theme(new_context([], np.random.default_rng(seed), language="en")) for seed in range(60)]
    dark = [theme for theme in themes if luminance(theme.wall) < 0.3]
    assert 10 < len(dark) < 50
    for theme in themes:
        for fill in (theme.mine, theme.theirs, theme.bar):
            assert abs(luminance(readable_on(fill)) - luminance(fill)) > 0.4


def test_bubbles_stand_at_their_side_and_below_each_other() -> None:
    context = new_context([], np.random.default_rng(2), long_side=600, language="en")
    screen = open_screen(context, ground=(255, 255, 255))
    theme = any_theme(context)
    top = screen.body.top + 40
    mine = Bubble(screen=screen, theme=theme, top=top, own=True, radius=6)
    assert mine.place(100, 40).right == screen.body.width - 8
    theirs = Bubble(screen=screen, theme=theme, top=top, own=False, radius=6, sender="Ana")
    assert theirs.place(100, 40).left == 8
    edge = say(theirs, "Good morning to all of you", answer=True)
    assert top < edge < voice(Bubble(screen=screen, theme=theme, top=edge + 4, own=True, radius=6))


def test_machines_and_people_write_without_open_slots() -> None:
    for seed in range(40):
        context = new_context([], np.random.default_rng(seed))
        for text in (notice(context), talk(context)):
            assert text.strip()
            assert "{" not in text
