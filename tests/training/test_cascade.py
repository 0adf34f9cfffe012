"""What is promised to whom, on made-up margins."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from memesweep.evaluation.labels import Label
from memesweep.training.measure.cascade import choose, fit_cascade, logit, sigmoid, sweep_logit
from memesweep.training.measure.figures import figure_out, headline
from memesweep.training.measure.groups import KEEPERS, Group, group_of
from memesweep.training.measure.leftout import (
    SHIPPED,
    LeftOut,
    Net,
    labels_of,
    margins_by,
    read_left_out,
    write_left_out,
)

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

KINDS = {
    Group.PERSONAL: "people",
    Group.TEXT: "screenshot",
    Group.DESIGNED: "poster",
    Group.OTHER: "art",
    Group.MEME: "macro",
    Group.CARD: "quote",
}
HARD = {Group.PERSONAL: -7.0, Group.TEXT: -4.0, Group.DESIGNED: -1.0, Group.OTHER: -5.0}
NETS = {Net.JUDGE: 1.0, Net.SCOUT: 2.5, Net.SECOND_OPINION: 1.0, Net.BEFORE: 1.6}
"""Standard deviation of each net's mistakes."""


@pytest.fixture(scope="module")
def rows() -> list[LeftOut]:
    rng = np.random.default_rng(4)
    found: list[LeftOut] = []
    for group, kind in KINDS.items():
        for number in range(3000):
            label = Label.PHOTO if group in HARD else Label.MEME
            truth = float(rng.normal(HARD.get(group, 4.0), 1.5))
            margins = {net: truth + float(rng.normal(0, spread)) for net, spread in NETS.items()}
            name = f"{kind}-{number}"
            found.append(
                LeftOut(
                    file=name,
                    sha256=f"{len(found):064x}",
                    label=label,
                    kind=kind,
                    source=f"{kind}-{number % 7}",
                    unclear=False,
                    fold=number % 2,
                    width=1600,
                    height=(901, 1200)[number % 10 == 0],
                    margins=margins,
                )
            )
    return found


def _groups(rows: list[LeftOut]) -> NDArray[Any]:
    return np.array([row.group for row in rows])


def test_every_promise_is_kept_by_the_judge_and_by_the_whole(rows: list[LeftOut]) -> None:
    cascade, groups = fit_cascade(rows), _groups(rows)
    margins = {net: margins_by(rows, net) for net in NETS}
    guarded = np.array([row.guarded for row in rows])
    for scores, operating in (
        (sigmoid(cascade.scan.logits(margins)), cascade.operating),
        (cascade.scores(margins), cascade.final),
    ):
        swept = (scores >= operating.sweep) & ~guarded
        assert not swept[groups == Group.PERSONAL].any()
        assert swept[groups == Group.TEXT].sum() <= 3
        assert swept[groups == Group.DESIGNED].sum() <= 30
        assert swept[groups == Group.OTHER].sum() <= 3
        assert operating.review <= operating.sweep
    whole = cascade.scores(margins)
    assert (
        logit(cascade.final.sweep) - logit(float(whole[(groups == Group.PERSONAL) & ~guarded].max())) >= 0.5
    )
    assert (whole[groups == Group.DESIGNED] >= cascade.final.review).mean() <= 0.25


def test_a_second_opinion_finds_more_at_the_same_promises(rows: list[LeftOut]) -> None:
    groups, figures = _groups(rows), figure_out(rows)
    judge, scan, whole = (
        {row.name: row.swept.value for row in figures.groups[name]} for name in ("judge", "scan", "cascade")
    )
    assert whole[Group.MEME] > scan[Group.MEME] + 0.03
    assert scan[Group.MEME] > judge[Group.MEME]
    assert sum(price.memes.total for price in figures.prices) == 4 * (groups == Group.MEME).sum()
    assert figures.beside is not None
    assert figures.beside.before.roc_auc is not None
    assert figures.beside.now.roc_auc is not None
    assert figures.beside.before.roc_auc < figures.beside.now.roc_auc
    known = [replace(row, margins={net: row.margins[net] for net in SHIPPED}) for row in rows]
    assert figure_out(known).beside is None


def test_the_scout_settles_keepers_and_loses_next_to_nothing(rows: list[LeftOut]) -> None:
    figures = figure_out(rows)
    assert 0 < figures.scout_loses.value <= 0.005
    assert figures.scout_settles[Group.PERSONAL].value > 0.5
    margins = {net: margins_by(rows, net) for net in NETS}
    cascade = figures.cascade
    assert cascade.scout is not None
    settled = cascade.scout.score(margins[Net.SCOUT]) < cascade.settles_below
    assert (cascade.scores(margins)[settled] < cascade.final.review).all()


def test_what_a_scan_does_not_list_is_not_listed_by_the_whole(rows: list[LeftOut]) -> None:
    cascade = fit_cascade(rows)
    margins = {net: margins_by(rows, net) for net in NETS}
    unasked = sigmoid(cascade.scan.logits(margins)) < cascade.operating.review
    assert (cascade.scores(margins)[unasked] < cascade.final.review).all()


def test_a_camera_s_shape_is_counted_where_it_counts(rows: list[LeftOut]) -> None:
    camera = figure_out(rows).camera
    assert camera.personal.value == 0.1
    assert 0.05 < camera.memes.value < 0.15


def test_what_the_guard_holds_back_raises_no_threshold(rows: list[LeftOut]) -> None:
    worst = max((row for row in rows if row.group is Group.PERSONAL), key=lambda row: row.margins[Net.JUDGE])
    high = dict.fromkeys(Net, 30.0)
    free = [*rows, replace(worst, margins=high, width=1600, height=901)]
    held = [*rows, replace(worst, margins=high, width=1600, height=1200)]
    assert fit_cascade(held).final.sweep < 1 - 1e-4
    assert fit_cascade(free).final.sweep > fit_cascade(held).final.sweep
    people = next(row for row in figure_out(held).groups["cascade"] if row.name == Group.PERSONAL)
    assert people.swept.hits == 0


def test_the_strictest_promise_decides_and_easy_keepers_do_not_lower_it() -> None:
    rng = np.random.default_rng(5)
    groups = [group for group in KEEPERS for _ in range(2000)]
    logits = rng.normal(-4, 1.5, len(groups))
    free = np.zeros(len(groups), dtype=bool)
    needed = sweep_logit(logits, groups, free)
    assert choose(logits, groups, free, 0.25).sweep == pytest.approx(
        float(sigmoid(max(needed.values()))), abs=2e-5
    )
    assert choose(logits - 50, groups, free, 0.25).sweep == 0.5


def test_groups_follow_label_and_kind() -> None:
    assert group_of(Label.MEME, "greeting") is Group.CARD
    assert group_of(Label.PHOTO, "greeting") is Group.OTHER
    assert {group_of(Label.PHOTO, kind) for kind in ("poster", "cover")} == {Group.DESIGNED}


def test_left_out_rows_survive_the_disk(rows: list[LeftOut], tmp_path: Path) -> None:
    table = tmp_path / "rows.csv"
    write_left_out(table, rows[:20])
    again = read_left_out(table)
    assert np.array_equal(labels_of(again), labels_of(rows[:20]))
    assert [(row.file, row.group, row.fold, row.width) for row in again] == [
        (row.file, row.group, row.fold, row.width) for row in rows[:20]
    ]
    assert again[3].margins == pytest.approx(rows[3].margins, abs=1e-6)


def test_the_headline_counts(rows: list[LeftOut]) -> None:
    swept = headline(figure_out(rows))["swept"]
    assert swept[Group.PERSONAL] == {"swept": 0, "of": 3000}
