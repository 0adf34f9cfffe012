from __future__ import annotations

from collections import Counter, defaultdict

import numpy as np

from memesweep.evaluation.labels import Label
from memesweep.training.data.dataset import Picture
from memesweep.training.data.folds import assign_folds
from memesweep.training.fit.sampling import epoch_order


def _pictures(sizes: dict[tuple[Label, str, str], int]) -> list[Picture]:
    return [
        Picture(f"{source}-{number}", "", label, kind, source, "")
        for (label, kind, source), count in sizes.items()
        for number in range(count)
    ]


def test_each_source_sits_in_one_fold_and_each_fold_sees_every_kind() -> None:
    sizes = {
        (Label.MEME, "macro", "m1"): 900,
        (Label.MEME, "macro", "m2"): 700,
        (Label.MEME, "macro", "m3"): 500,
        (Label.PHOTO, "people", "p1"): 800,
        (Label.PHOTO, "people", "p2"): 600,
        (Label.PHOTO, "people", "p3"): 300,
        (Label.PHOTO, "poster", "small-1"): 12,
        (Label.PHOTO, "poster", "small-2"): 9,
        (Label.PHOTO, "poster", "small-3"): 7,
    }
    pictures = _pictures(sizes)
    folds = assign_folds(pictures, 3)
    assert set(folds) == {picture.source for picture in pictures}
    seen = defaultdict(set)
    for picture in pictures:
        seen[folds[picture.source]].add(picture.kind)
    assert all(kinds == {"macro", "people", "poster"} for kinds in seen.values())
    assert assign_folds(list(reversed(pictures)), 3) == folds


def test_an_epoch_is_half_memes_and_no_source_dominates() -> None:
    sizes = {"big": 900, "middle": 90, "tiny": 10}
    labels = [1] * 1000 + [0] * 3000
    sources = [name for name, count in sizes.items() for _ in range(count)] + ["photos"] * 3000
    order = epoch_order(labels, [(name, "") for name in sources], 2000, np.random.default_rng(0))
    counts = Counter(sources[index] for index in order)
    assert abs(counts["photos"] - 1000) <= 1
    assert counts["big"] / counts["middle"] < 900 / 90 / 1.5
    assert counts["tiny"] > 10
    tiny = Counter(int(index) for index in order if sources[index] == "tiny")
    assert max(tiny.values()) - min(tiny.values()) <= 1


def test_undersampled_sources_show_other_pictures_each_epoch() -> None:
    rng = np.random.default_rng(1)
    labels, sources = [1] * 500 + [0] * 500, [("a", "")] * 500 + [("b", "")] * 500
    first, second = (set(epoch_order(labels, sources, 200, rng).tolist()) for _ in range(2))
    assert len(first) == len(second) == 200
    assert first != second


def test_what_is_mistaken_most_is_shown_more_often() -> None:
    labels, groups = [0] * 1000, [("a", "poster")] * 500 + [("b", "landscape")] * 500
    order = epoch_order(labels, groups, 300, np.random.default_rng(0), {"poster": 2.0})
    assert Counter(groups[index][1] for index in order) == {"poster": 200, "landscape": 100}


def test_a_family_is_left_out_together() -> None:
    names = ("telugufilm", "teluguquotes", "telugupeople", "festpost3", "zim", "alone", "another", "third")
    folds = assign_folds(_pictures({(Label.MEME, "macro", name): 10 for name in names}), 2)
    assert len({folds[name] for name in names if name.startswith("telugu")}) == 1
    assert folds["festpost3"] == folds["zim"]
    assert set(folds.values()) == {0, 1}
