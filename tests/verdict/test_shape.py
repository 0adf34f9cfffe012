"""Which sizes a phone's camera makes, and which only look like it."""

from __future__ import annotations

import pytest

from memesweep.verdict.shape import is_camera_shaped


@pytest.mark.parametrize(
    "size",
    [
        (1600, 1200),
        (4000, 3000),
        (1280, 960),
        (1600, 720),  # 20:9
        (1600, 738),  # 19.5:9
        (1600, 778),  # 18.5:9
        (1600, 800),
        (900, 675),
    ],
)
def test_what_phones_deliver_upright_and_lying(size: tuple[int, int]) -> None:
    assert is_camera_shaped(*size)
    assert is_camera_shaped(*reversed(size))


@pytest.mark.parametrize(
    "size",
    [
        (1080, 1080),
        (1600, 900),  # 16:9: too many cards
        (1500, 1000),
        (800, 600),  # the aspect without the size
        (899, 674),
        (1600, 1193),  # half a per cent beside 4:3
        (1600, 1207),
        (720, 899),
        (0, 0),
        (1600, 0),
    ],
)
def test_what_they_do_not(size: tuple[int, int]) -> None:
    assert not is_camera_shaped(*size)
    assert not is_camera_shaped(*reversed(size))


def test_the_tolerance_ends_at_four_thousandths() -> None:
    sizes = range(1150, 1250)
    accepted = [short for short in sizes if is_camera_shaped(1600, short)]
    assert (accepted[0], accepted[-1]) == (1196, 1204)
