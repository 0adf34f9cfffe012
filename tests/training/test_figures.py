from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from memesweep.evaluation.labels import Label
from memesweep.evaluation.metrics import Rate
from memesweep.training.card import Beside, write_card
from memesweep.training.dataset import DRAWN, GATHERED
from memesweep.training.figures import figure_out, headline
from memesweep.training.leftout import LeftOut, read_left_out, write_left_out
from memesweep.training.rivals import Rival
from memesweep.training.robustness import Agreement

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def rows() -> list[LeftOut]:
    rng = np.random.default_rng(4)
    found = []
    for number in range(18000):
        label = Label(int(number % 3 == 0))
        kind = ("macro", "greeting")[number % 2] if label else ("people", "screenshot")[number % 2]
        if number % 50 == 0:
            kind = DRAWN
        margin = float(rng.normal(5 if label else -5, 2))
        unclear = number % 100 == 1
        source = f"{kind}-{number % 3}"
        found.append(
            LeftOut(f"{number}.webp", f"{number:064x}", label, kind, source, unclear, number % 3, margin)
        )
    return found


def test_left_out_rows_survive_the_disk(rows: list[LeftOut], tmp_path: Path) -> None:
    write_left_out(tmp_path / "rows.csv", rows[:20])
    again = read_left_out(tmp_path / "rows.csv")
    assert [(row.file, row.label, row.unclear, row.fold) for row in again] == [
        (row.file, row.label, row.unclear, row.fold) for row in rows[:20]
    ]
    assert again[3].margin == pytest.approx(rows[3].margin, abs=1e-6)


def test_drawn_pictures_are_in_a_table_but_in_no_headline(rows: list[LeftOut]) -> None:
    figures = figure_out(rows)
    real = sum(row.kind != DRAWN for row in rows)
    assert figures.metrics.memes + figures.metrics.photos == real
    assert {row.name for row in figures.kinds} == {"macro", "greeting", "people", "screenshot", DRAWN}
    assert figures.metrics.sweep.false_positives.value <= 0.001
    people = next(row for row in figures.kinds if row.name == "people")
    assert people.sweep.hits == 0
    assert headline(figures)["recall_at_fpr_0.001"]["of"] == figures.metrics.memes


def test_gathered_keepers_raise_the_threshold_but_are_in_no_headline(rows: list[LeftOut]) -> None:
    easy = next(row for row in rows if row.label is Label.PHOTO)
    hard = [replace(easy, kind=GATHERED, source=f"{GATHERED}-0", margin=2 + n / 600) for n in range(600)]
    figures, harder = figure_out(rows), figure_out([*rows, *hard])
    assert harder.metrics.photos == figures.metrics.photos
    assert harder.operating.sweep > figures.operating.sweep
    gathered = next(row for row in harder.kinds if row.name == GATHERED)
    assert 0 < gathered.sweep.value <= 0.005


def test_the_card_leaves_no_field_open(rows: list[LeftOut]) -> None:
    from memesweep.training.release import _PROSE  # noqa: PLC0415

    figures = figure_out(rows)
    agreements = [Agreement("400 px", Rate(99, 100), Rate(98, 100))]
    rivals = [Rival("half the channels", 160, 50_000_000, 0.9, 0.2, 0.4, 0.96, 0.25)]
    beside = Beside(agreements, 1e-6, rivals, np.eye(4, dtype=np.int64) * 7)
    card = write_card(_PROSE.read_text(encoding="utf-8"), figures, beside, "9.8.7")
    assert "| half the channels | 160 px | 50 |" in card
    assert "--version 9.8.7" in card
    assert "{" not in card.replace("{Final", "")
    assert "| people |" in card
    assert f"{figures.operating.sweep:g}" in card


def test_agreements_of_folds_are_added_up() -> None:
    one, two = Agreement("x", Rate(9, 10), Rate(10, 10)), Agreement("x", Rate(10, 10), Rate(8, 10))
    assert Agreement.pool([one, two]) == Agreement("x", Rate(19, 20), Rate(18, 20))
