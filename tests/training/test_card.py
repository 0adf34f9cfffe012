from __future__ import annotations

from typing import TYPE_CHECKING

from memesweep.evaluation.metrics import Rate
from memesweep.training.measure.figures import figure_out
from memesweep.training.measure.robustness import Agreement
from memesweep.training.release.card import Checks, write_card
from memesweep.training.release.release import _PROSE
from tests.training.test_cascade import rows  # noqa: F401 - a fixture

if TYPE_CHECKING:
    from memesweep.training.measure.leftout import LeftOut


def test_the_card_leaves_no_field_open(rows: list[LeftOut]) -> None:  # noqa: F811 - the fixture
    figures = figure_out(rows)
    agreements = [Agreement("400 px", Rate(99, 100), Rate(98, 100))]
    card = write_card(
        _PROSE.read_text(encoding="utf-8"), figures, Checks(agreements, 1e-6, figures.cascade), "9.8.7"
    )
    assert "--version 9.8.7" in card
    assert "{" not in card
    assert "| people | 3000 | 0 |" in card
    assert f"{figures.cascade.final.sweep:g}" in card


def test_agreements_of_folds_are_added_up() -> None:
    one, two = Agreement("x", Rate(9, 10), Rate(10, 10)), Agreement("x", Rate(10, 10), Rate(8, 10))
    assert Agreement.pool([one, two]) == Agreement("x", Rate(19, 20), Rate(18, 20))
