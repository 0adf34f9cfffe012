"""Where a progressive JPEG is cut: by what its scans bring, never by where they lie."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memesweep.gallery.jpeg.markers import JpegOutline, Prefix
from memesweep.gallery.jpeg.quick import needed_bytes, quick_scale
from tests.performance.jpegs import COARSE, SPECTRAL_ONLY, WHATSAPP, WHATSAPP_HD, Script, prefix, skeleton

SIZE = 224
EIGHTH, QUARTER, HALF = (1600, 1200), (1000, 750), (400, 300)


def scans_left(script: Script, width: int, height: int) -> int | None:
    needed = needed_bytes(JpegOutline(prefix(skeleton(script, width, height))), SIZE)
    return None if needed is None else needed.count(b"\xff\xda")


@pytest.mark.parametrize(
    ("script", "shape", "scans"),
    [
        (WHATSAPP, EIGHTH, 2),
        (WHATSAPP, QUARTER, 6),
        (WHATSAPP, HALF, None),
        (WHATSAPP_HD, (4000, 3000), 1),
        (WHATSAPP_HD, QUARTER, 5),
        (SPECTRAL_ONLY, EIGHTH, 1),
        (SPECTRAL_ONLY, QUARTER, 4),
        (COARSE, EIGHTH, None),
        (COARSE, QUARTER, None),
        (WHATSAPP[3:], EIGHTH, None),
    ],
)
def test_the_cut_follows_from_the_scans_and_the_target(
    script: Script, shape: tuple[int, int], scans: int | None
) -> None:
    assert scans_left(script, *shape) == scans


@pytest.mark.parametrize(
    ("shape", "scale"),
    [((1600, 1200), 8), ((1600, 1075), 8), ((1600, 900), 4), ((1182, 886), 4), ((90, 9), 1)],
)
def test_the_scale_leaves_most_of_the_nets_input(shape: tuple[int, int], scale: int) -> None:
    assert quick_scale(*shape, SIZE) == scale


def test_no_more_is_read_than_up_to_the_cut() -> None:
    data = skeleton(WHATSAPP)
    grown = prefix(data, step=50)
    needed = needed_bytes(JpegOutline(grown), SIZE)
    assert needed is not None
    assert len(grown.data) < len(needed) + 100 < len(data) / 2


@pytest.mark.parametrize("step", [1, 2, 3, 7, 64])
def test_markers_on_the_border_of_two_reads_are_found(step: int) -> None:
    data = skeleton(WHATSAPP, *QUARTER)
    small, large = JpegOutline(prefix(data, step)), JpegOutline(prefix(data))
    assert needed_bytes(small, SIZE) == needed_bytes(large, SIZE)


def test_smoothing_is_stopped_by_one_step_of_the_lumas_table_only() -> None:
    data = skeleton(WHATSAPP)
    needed = needed_bytes(JpegOutline(prefix(data)), SIZE)
    assert needed is not None
    changed = [n for n, (old, new) in enumerate(zip(data, needed[:-2], strict=False)) if old != new]
    assert changed == [data.index(bytes(range(1, 65))) + 3]
    assert needed[changed[0]] == 0


@pytest.mark.parametrize("start_of_frame", [0xC0, 0xC1, 0xC9, 0xCA])
def test_baseline_in_several_scans_and_arithmetic_coding_are_read_whole(start_of_frame: int) -> None:
    sequential = tuple(((component,), 0, 63, 0, 0) for component in (1, 2, 3))
    assert (
        needed_bytes(JpegOutline(prefix(skeleton(sequential, start_of_frame=start_of_frame))), SIZE) is None
    )


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xd8\xff",
        b"\xff\xd8\xff\xc2\x00\x00",
        b"\xff\xd8\xff\xc2\x00\x02",
        b"\xff\xd8\xff\xc2\xff\xff",
        b"\xff\xd8\xff\xda\x00\x02",
        b"\xff\xd8" + b"\xff\xe0\x00\x02" * 2000,
        skeleton(WHATSAPP, 0, 0),
        skeleton((((7,), 0, 0, 0, 0),)),
        skeleton((((1, 2, 3), 9, 3, 0, 0),)),
        skeleton((((1, 2, 3), 0, 200, 0, 0),)),
    ],
)
def test_nonsense_is_left_to_a_full_decode(data: bytes) -> None:
    assert needed_bytes(JpegOutline(prefix(data)), SIZE) is None


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_damaged_headers_end_in_some_answer(data: st.DataObject) -> None:
    damaged = bytearray(skeleton(WHATSAPP, *QUARTER))
    for _ in range(data.draw(st.integers(1, 6))):
        damaged[data.draw(st.integers(2, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    reads: list[int] = []

    def read(offset: int, count: int) -> bytes:
        reads.append(offset)
        return bytes(damaged[offset : offset + count])

    needed = needed_bytes(JpegOutline(Prefix(b"", read)), SIZE)
    assert needed is None or needed.endswith(b"\xff\xd9")
    assert len(reads) <= 3
