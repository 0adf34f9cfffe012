from __future__ import annotations

import pytest
from PIL import Image

from memesweep.training.memegen import CaptionStyle, MissingFontError, caption
from memesweep.training.memegen.typography.scripts import Script
from tests.memegen.conftest import need_font, pixels

TEXTS = {
    Script.LATIN: "When the code works",
    Script.DEVANAGARI: "जब बॉस छुट्टी पर हो",
    Script.ARABIC: "عندما ينتهي الراتب",
    Script.TAMIL: "நாளை விடுமுறை",
    Script.BENGALI: "আজ ছুটির দিন",
    Script.TELUGU: "శుభోదయం మిత్రమా",
    Script.GUJARATI: "હવે શું થશે",
    Script.GURMUKHI: "ਹੁਣ ਕੀ ਹੋਵੇਗਾ",
    Script.KANNADA: "ಈಗ ಏನಾಗುತ್ತೆ",
    Script.MALAYALAM: "ഇനി എന്താകും",
    Script.THAI: "สวัสดีวันจันทร์",
    Script.CYRILLIC: "Когда пятница",
    Script.GREEK: "Καλημέρα φίλοι",
    Script.HEBREW: "מה קורה חבר",
    Script.HAN: "今天放假了",
    Script.KANA: "あしたから本気だす",
    Script.HANGUL: "내일부터 진짜 한다",
    Script.ETHIOPIC: "መልካም ቀን",
}


@pytest.fixture
def photo() -> Image.Image:
    return Image.linear_gradient("L").resize((400, 300)).convert("RGB")


@pytest.mark.parametrize("script", TEXTS)
def test_text_changes_the_caption_area_and_nothing_else(script: Script, photo: Image.Image) -> None:
    need_font(script)
    changed = (pixels(caption(photo, TEXTS[script])) != pixels(photo)).any(axis=2)
    assert changed[: round(300 * 0.25)].mean() > 0.04
    assert not changed[round(300 * 0.3) :].any()


@pytest.mark.parametrize("script", TEXTS)
def test_different_words_look_different(script: Script, photo: Image.Image) -> None:
    """Missing-glyph boxes would be the same for all words of one length."""
    need_font(script)
    letters = TEXTS[script].split(maxsplit=1)[0]
    swapped = script.traits.sample * len(letters)
    assert caption(photo, letters).tobytes() != caption(photo, swapped[: len(letters)]).tobytes()


def test_outlined_text_is_white_with_a_black_edge(photo: Image.Image) -> None:
    drawn = pixels(caption(Image.new("RGB", (400, 300), (90, 120, 90)), "TOP", "BOTTOM"))
    for band in (drawn[:75], drawn[-75:]):
        assert (band == 255).all(axis=2).any()
        assert (band == 0).all(axis=2).any()
    assert (drawn[120:180] == (90, 120, 90)).all()
    assert photo.size == caption(photo, "a").size


def test_bars_stand_beside_the_photograph(photo: Image.Image) -> None:
    drawn = caption(photo, "above", "below", style=CaptionStyle.BAR)
    bar = (drawn.height - photo.height) // 2
    assert drawn.width == photo.width
    assert bar > 40
    assert drawn.crop((0, bar, 400, bar + 300)).tobytes() == photo.tobytes()
    only = caption(photo, "above", style=CaptionStyle.BAR)
    assert only.crop((0, only.height - 300, 400, only.height)).tobytes() == photo.tobytes()


def test_a_caption_is_always_the_same(photo: Image.Image) -> None:
    first, second = (caption(photo, "Same", "again", style=CaptionStyle.SUBTITLE).tobytes() for _ in range(2))
    assert first == second


def test_text_stays_inside_at_any_size_and_length() -> None:
    for size in ((90, 60), (400, 1200), (1600, 1200), (1200, 300)):
        plain = Image.new("RGB", size, (90, 120, 90))
        for text in (
            "a",
            "one long sentence that needs several lines to stand on a photograph",
            "unbreakable" * 4,
        ):
            changed = (pixels(caption(plain, text)) != pixels(plain)).any(axis=2)
            assert changed.any()
            assert not changed[-size[1] // 3 :].any()


def test_mixed_scripts_are_drawn_whole(photo: Image.Image) -> None:
    need_font(Script.DEVANAGARI)
    short, long = caption(photo, "सुप्रभात"), caption(photo, "सुप्रभात friends 2024")
    assert short.tobytes() != long.tobytes()


def test_unknown_letters_are_refused(photo: Image.Image) -> None:
    with pytest.raises(MissingFontError, match="no font"):
        caption(photo, "\U0010fffd\U0010fffc")


def test_depth_is_checked(photo: Image.Image) -> None:
    with pytest.raises(ValueError, match="depth"):
        caption(photo, "a", depth=0.8)


def test_no_text_gives_the_photograph(photo: Image.Image) -> None:
    assert caption(photo).tobytes() == photo.tobytes()
