from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from PIL import Image

from memesweep.training.memegen import MemeKind, NegativeKind, draw_meme, draw_negative
from tests.memegen.conftest import pixels

SEEDS = (1, 2, 3)
Photos = tuple[Image.Image, ...]


def _looks_like_a_picture(image: Image.Image) -> None:
    assert image.mode == "RGB"
    assert 96 <= max(image.size) <= 640
    assert 0.2 < image.width / image.height < 4
    assert pixels(image).std() > 3, "one flat colour"


@pytest.mark.parametrize("kind", MemeKind)
def test_every_meme_kind_draws_pictures_that_differ(kind: MemeKind, photos: Photos) -> None:
    drawn = [draw_meme(photos, np.random.default_rng(seed), kind) for seed in SEEDS]
    for image in drawn:
        _looks_like_a_picture(image)
    assert len({image.tobytes() for image in drawn}) == len(SEEDS)


@pytest.mark.parametrize("kind", NegativeKind)
def test_every_negative_kind_draws_pictures_that_differ(kind: NegativeKind, photos: Photos) -> None:
    drawn = [draw_negative(photos, np.random.default_rng(seed), kind) for seed in SEEDS]
    for image in drawn:
        _looks_like_a_picture(image)
    assert len({image.tobytes() for image in drawn}) == len(SEEDS)


def test_the_same_seed_draws_the_same_picture(photos: Photos) -> None:
    for draw in (draw_meme, draw_negative):
        first = [draw(photos, np.random.default_rng(seed)).tobytes() for seed in range(12)]
        again = [draw(photos, np.random.default_rng(seed)).tobytes() for seed in range(12)]
        assert first == again


def test_drawing_leaves_the_photographs_alone(photos: Photos) -> None:
    before = [photo.tobytes() for photo in photos]
    for seed in range(15):
        draw_meme(photos, np.random.default_rng(seed))
        draw_negative(photos, np.random.default_rng(seed))
    assert [photo.tobytes() for photo in photos] == before


def test_scenes_stand_in_for_photographs() -> None:
    _looks_like_a_picture(draw_meme([], np.random.default_rng(5), MemeKind.OUTLINED_CAPTION))
    _looks_like_a_picture(draw_negative([], np.random.default_rng(5), NegativeKind.COLLAGE))


def test_a_long_side_gives_a_clean_picture_of_that_size(photos: Photos) -> None:
    image = draw_meme(photos, np.random.default_rng(3), MemeKind.QUOTE, long_side=900)
    assert max(image.size) == 900


@pytest.mark.parametrize("seed", [1, 7, 10])
def test_heads_in_front_of_a_board_fit_into_a_large_picture(seed: int) -> None:
    drawn = draw_negative([], np.random.default_rng(seed), NegativeKind.BOARD_PHOTO, long_side=1200)
    assert max(drawn.size) == 1200


def test_any_mode_of_photograph_will_do(photos: Photos) -> None:
    for mode in ("L", "P", "RGBA", "CMYK"):
        odd = [photos[0].convert(mode)]
        _looks_like_a_picture(draw_meme(odd, np.random.default_rng(4), MemeKind.CAPTION_BAR))


def test_sizes_do_not_tell_the_classes_apart(photos: Photos) -> None:
    """A net that sees only how large a picture is must not learn the label from it."""
    sides = {
        draw.__name__: np.array([max(draw(photos, np.random.default_rng(seed)).size) for seed in range(60)])
        for draw in (draw_meme, draw_negative)
    }
    memes, negatives = sides["draw_meme"], sides["draw_negative"]
    assert abs(float(np.median(memes)) - float(np.median(negatives))) < 60
    assert memes.min() < np.median(negatives) < memes.max()


BARE_MACHINE = """
import sys
from memesweep.training.memegen.typography import fontfiles
fontfiles.font_folders = lambda: ()
import subprocess
import sys

import numpy as np
from memesweep.training.memegen import NegativeKind, MemeKind, draw_negative, draw_meme
for kind in MemeKind:
    draw_meme([], np.random.default_rng(1), kind)
for kind in NegativeKind:
    draw_negative([], np.random.default_rng(1), kind)
print("drawn", len(MemeKind) + len(NegativeKind))
"""


def test_a_machine_without_any_font_file_still_draws_every_kind() -> None:
    """Pillow's own font has ASCII letters only."""
    done = subprocess.run([sys.executable, "-c", BARE_MACHINE], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("drawn")
