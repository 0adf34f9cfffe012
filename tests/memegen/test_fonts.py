from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PIL import features

from memesweep.training.memegen import MissingFontError
from memesweep.training.memegen.typography.coverage import draws, draws_script
from memesweep.training.memegen.typography.fontfiles import font_files, matplotlib_fonts
from memesweep.training.memegen.typography.fonts import Look, faces_for, has_font, look_of, runs
from memesweep.training.memegen.typography.scripts import Script, script_of
from tests.memegen.conftest import need_font


def test_pillows_own_font_draws_latin_only() -> None:
    assert draws_script(None, Script.LATIN)
    assert not draws_script(None, Script.DEVANAGARI)
    assert not draws(None, "漢")


def test_matplotlibs_fonts_are_found_without_importing_it() -> None:
    if matplotlib_fonts() is None:
        pytest.skip("matplotlib is not installed")
    code = (
        "import sys; from memesweep.training.memegen.typography.fontfiles import matplotlib_fonts as f;"
        "assert (f() / 'DejaVuSans.ttf').is_file(); assert 'matplotlib' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_dejavu_covers_what_it_should() -> None:
    dejavu = next((path for path in font_files() if path.name == "DejaVuSans.ttf"), None)
    if dejavu is None:
        pytest.skip("DejaVu Sans is not on this machine")
    for script in (Script.LATIN, Script.CYRILLIC, Script.GREEK, Script.ARABIC):
        assert draws_script(dejavu, script)
    for script in (Script.TAMIL, Script.HAN, Script.DEVANAGARI):
        assert not draws_script(dejavu, script)


def test_last_resort_boxes_are_no_font() -> None:
    lying = next((path for path in font_files() if path.name.startswith("LastResort")), None)
    if lying is None:
        pytest.skip("no last-resort font on this machine")
    assert not any(draws_script(lying, script) for script in Script)


def test_broken_files_draw_nothing(tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttf"
    broken.write_bytes(b"no font")
    assert not draws(broken, "a")


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("hello 123", Script.LATIN),
        ("!?", Script.LATIN),
        ("Good morning जी", Script.DEVANAGARI),
        ("صباح الخير", Script.ARABIC),
        ("あした本気", Script.KANA),
        ("今天", Script.HAN),
        ("Привет all", Script.CYRILLIC),
    ],
)
def test_script_of(text: str, script: Script) -> None:
    assert script_of(text) is script


def test_samples_belong_to_their_scripts() -> None:
    for script in Script:
        assert script_of(script.traits.sample) is script


@pytest.mark.parametrize("script", Script)
def test_every_face_draws_the_whole_text(script: Script) -> None:
    need_font(script)
    text = script.traits.sample + " Ab 12"
    for look in Look:
        for face in faces_for(text, look):
            assert all(draws(own.path, run) for run, own in runs(text, face))


def test_scripts_that_join_are_refused_without_a_shaping_engine() -> None:
    if features.check("raqm"):
        pytest.skip("Pillow found libraqm here")
    with pytest.raises(MissingFontError, match="libraqm"):
        faces_for("नमस्ते", Look.SANS)
    assert not has_font(Script.ARABIC)


def test_names_tell_the_look() -> None:
    assert look_of(Path("OpenSans-CondBold.ttf")) is Look.IMPACT
    assert look_of(Path("DejaVuSerif-Bold.ttf")) is Look.SERIF
    assert look_of(Path("DejaVuSans-Bold.ttf")) is Look.BOLD
    assert look_of(Path("DejaVuSansMono.ttf")) is Look.MONO
    assert look_of(Path("LastResortHE-Regular.ttf")) is None
    assert look_of(Path("NotoColorEmoji.ttf")) is None
