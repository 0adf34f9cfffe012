"""A few hundred of the files of `python -m tests.decoding.strict`, which shows 20,000."""

from __future__ import annotations

from tests.decoding.strict import compare


def test_what_a_strict_decoder_refuses_has_no_score() -> None:
    figures = compare(320)
    print(figures)  # noqa: T201 - the figure is part of the result
    assert figures.files == 320
    assert figures.refused > 60
    assert not figures.refused_and_scored
    assert figures.whole > 30
    assert not figures.whole_called_damaged
