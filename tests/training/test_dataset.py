from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from memesweep.evaluation.labels import Label
from memesweep.training.data.dataset import CORRECTIONS, Corrections, read_corrections, read_index
from memesweep.training.data.pixels import decoded

if TYPE_CHECKING:
    from pathlib import Path


def test_corrections_turn_labels_and_mark_the_unclear(small_dataset: Path) -> None:
    first, second, *_ = read_index(small_dataset)
    assert first.label is Label.MEME
    assert not first.unclear
    fixes = Corrections({first.sha256: Label.PHOTO}, frozenset({second.sha256}))
    turned, unclear, *rest = read_index(small_dataset, fixes)
    assert turned.label is Label.PHOTO
    assert unclear.unclear
    assert unclear.label is Label.MEME
    assert len(rest) == 46


def test_a_correction_may_name_a_kind(small_dataset: Path, tmp_path: Path) -> None:
    first, second, *_ = read_index(small_dataset)
    listed = tmp_path / "corrections.csv"
    listed.write_text(f"sha256,action\n{first.sha256},kind:poster\n", encoding="utf-8")
    renamed, same, *_ = read_index(small_dataset, read_corrections(listed))
    assert (renamed.kind, renamed.label) == ("poster", first.label)
    assert same.kind == second.kind
    listed.write_text(f"sha256,action\n{first.sha256},unclear;kind:poster\n", encoding="utf-8")
    both, *_ = read_index(small_dataset, read_corrections(listed))
    assert (both.kind, both.unclear) == ("poster", True)


def test_the_shipped_corrections_are_well_formed() -> None:
    fixes = read_corrections()
    hashes = {*fixes.labels, *fixes.unclear, *fixes.kinds}
    assert all(len(name) == 64 and int(name, 16) >= 0 for name in hashes)
    assert len(CORRECTIONS.read_text(encoding="utf-8").splitlines()) == 1 + len(hashes)


def test_the_cache_gives_back_every_picture(small_dataset: Path, tmp_path: Path) -> None:
    (cache,) = decoded([small_dataset / "train-00.tar"], tmp_path)
    assert len(cache) == 48
    assert cache.names() == [picture.file for picture in read_index(small_dataset)]
    (again,) = decoded([small_dataset / "train-00.tar"], tmp_path)
    name = cache.names()[7]
    assert name in again
    assert again.image(name).size == (96, 72)
    assert np.array_equal(np.asarray(again.image(name)), np.asarray(cache.image(name)))


def test_a_missing_data_set_says_so(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_index(tmp_path)
