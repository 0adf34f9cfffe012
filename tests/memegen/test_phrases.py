from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest

from memesweep.training.memegen.phrases import Language, can_draw, languages, pick_language
from memesweep.training.memegen.typography.fonts import Look, faces_for, has_font
from memesweep.training.memegen.typography.scripts import Script, script_of


@pytest.mark.parametrize("language", languages(), ids=lambda language: language.code)
def test_every_list_has_phrases_and_fonts_that_draw_them(language: Language) -> None:
    lists = [getattr(language, field.name) for field in fields(language)]
    phrases = [phrase for each in lists if isinstance(each, tuple) for phrase in each]
    assert all(isinstance(phrase, str) and phrase.strip() for phrase in phrases)
    assert all(len(each) >= 3 for each in lists if isinstance(each, tuple))
    if not can_draw(language):
        pytest.skip(f"no font for all letters of {language.code} ({language.script.value}) on this machine")
    for phrase in phrases:
        assert faces_for(phrase, Look.SANS)


@pytest.mark.parametrize("language", languages(), ids=lambda language: language.code)
def test_phrases_are_in_the_language_s_script(language: Language) -> None:
    own = [script_of(phrase) for phrase in (*language.setups, *language.quotes, *language.chat)]
    kin = {Script.KANA: {Script.KANA, Script.HAN}}.get(language.script, {language.script})
    assert sum(script in kin for script in own) > 0.9 * len(own)


def test_common_languages_are_picked_more_often() -> None:
    rng = np.random.default_rng(0)
    picked = [pick_language(rng).code for _ in range(600)]
    assert picked.count("en") > picked.count("id") > 0
    assert all(has_font(pick_language(rng).script) for _ in range(50))


@pytest.mark.parametrize("language", languages(), ids=lambda language: language.code)
def test_slots_are_filled(language: Language) -> None:
    rng = np.random.default_rng(0)
    for phrases in (language.setups, language.punchlines):
        assert not any("{" in language.pick(rng, (phrase,)) for phrase in phrases)
