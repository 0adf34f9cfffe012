"""No mistake is made twice."""

from __future__ import annotations

from functools import cache

import pytest

from memesweep.classifier.bundle import find_bundle, load_bundle
from tests.corpus.pictures import FIRST_SEED, Mistake, read_corpus
from tests.corpus.score import Said, score_corpus

CORPUS = read_corpus()


@cache
def scores() -> dict[str, Said]:
    return score_corpus()


def repeated(mistake: Mistake) -> bool:
    """Whether the shipped model judges this picture as wrongly as the one before."""
    thresholds = load_bundle(find_bundle()).thresholds
    said = scores()[mistake.id]
    return max(said) >= thresholds.sweep if mistake.must == "stay" else said.scan < thresholds.review


@pytest.mark.parametrize("mistake", [one for one in CORPUS if not one.open], ids=lambda one: one.id)
def test_past_mistake_is_not_repeated(mistake: Mistake) -> None:
    assert not repeated(mistake)


@pytest.mark.parametrize("mistake", [one for one in CORPUS if one.open], ids=lambda one: one.id)
def test_open_entries_are_still_wrong(mistake: Mistake) -> None:
    """Where this fails, the model has learned: take `open` off the entry, and it must not unlearn."""
    assert repeated(mistake)


def test_entries_are_well_formed_and_out_of_trainings_reach() -> None:
    assert len({one.id for one in CORPUS}) == len(CORPUS)
    assert {one.must for one in CORPUS} <= {"stay", "show"}
    assert not any(one.open for one in CORPUS if one.must == "stay")
    seeds = [int(one.draw.split(":")[2]) for one in CORPUS if not one.draw.startswith("sample:")]
    assert all(seed >= FIRST_SEED for seed in seeds)
