from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pytest

from memesweep.evaluation.labels import Label
from memesweep.training.dataset import Picture
from memesweep.training.kinds import (
    GROUPS,
    Group,
    confusion_of_groups,
    group_of,
    kinds_table,
    read_confusion,
    write_confusion,
)
from memesweep.training.rivals import judge, read_rivals, rivals_table, write_rivals

if TYPE_CHECKING:
    from pathlib import Path


def test_a_rival_is_judged_by_its_own_calibration() -> None:
    rng = np.random.default_rng(2)
    labels = (np.arange(4000) % 2).astype(np.int64)
    margins = rng.normal(np.where(labels, 2.0, -2.0), 1.0)
    one, scaled = (judge("net", 160, 10**8, margins * scale, labels) for scale in (1.0, 30.0))
    assert one.log_loss == pytest.approx(scaled.log_loss, abs=1e-3)
    assert one.recall_01 == scaled.recall_01 < one.recall_05
    assert 0.99 < one.roc_auc < 1.0


def test_the_table_of_rivals_survives_the_disk(tmp_path: Path) -> None:
    labels = (np.arange(40) % 2).astype(np.int64)
    rivals = [judge(name, 224, 3 * 10**8, labels - 0.4, labels) for name in ("a", "b")]
    write_rivals(tmp_path / "rivals.csv", rivals)
    again = read_rivals(tmp_path / "rivals.csv")
    assert [one.name for one in again] == ["a", "b"]
    assert math.isnan(again[0].milliseconds)
    assert again[0].log_loss == pytest.approx(rivals[0].log_loss)
    assert "| a | 224 px | 300 |  | 100.0 |" in rivals_table(again)


def test_groups_come_from_labels_and_kinds() -> None:
    def group(label: Label, kind: str) -> Group:
        return group_of(Picture("", "", label, kind, "", ""))

    assert group(Label.MEME, "greeting") is Group.CARD
    assert group(Label.MEME, "macro") is Group.JOKE
    assert group(Label.PHOTO, "receipt") is Group.SCREEN
    assert group(Label.PHOTO, "people") is Group.PHOTO


def test_separable_groups_are_told_apart(tmp_path: Path) -> None:
    rng = np.random.default_rng(3)
    groups = [GROUPS[number % 4] for number in range(400)]
    features = rng.normal(0, 0.3, (400, 8)).astype(np.float32)
    features[np.arange(400), np.arange(400) % 4] += 3.0
    counts = confusion_of_groups(features[:200], groups[:200], features[200:], groups[200:])
    assert counts.sum() == 200
    assert np.trace(counts) > 195
    write_confusion(tmp_path / "kinds.csv", counts)
    assert (read_confusion(tmp_path / "kinds.csv") == counts).all()
    assert f"| {Group.CARD} | 50 |" in kinds_table(counts)
