"""Nets of one model, lent to threads: an interpreter that two threads share ends in a RuntimeError."""

from __future__ import annotations

from collections import deque
from contextlib import contextmanager
from typing import TYPE_CHECKING

from memesweep.classifier.cascade import Cascade
from memesweep.classifier.scorer import open_scorers
from memesweep.classifier.selftest import run_selftest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from memesweep.classifier.bundle import ModelBundle
    from memesweep.classifier.net import Net
    from memesweep.classifier.scorer import Scorer


class ScorerPool:
    """Lends each thread a scorer of its own. Never blocks: where all are lent, one more is opened."""

    def __init__(self, bundle: ModelBundle, count: int = 1) -> None:
        """Open `count` judges and run the self-test on the first.

        Raises:
            ModelError: no runtime opens the model, or the self-test fails.

        """
        self._bundle = bundle
        self._idle = deque(open_scorers(bundle.judge, count))  # its append and pop are atomic
        run_selftest(self._idle[0])

    @contextmanager
    def lend(self) -> Iterator[Scorer]:
        """Lend a judge to the calling thread for the length of the block."""
        try:
            scorer = self._idle.pop()
        except IndexError:
            scorer = open_scorers(self._bundle.judge, 1)[0]
        try:
            yield scorer
        finally:
            self._idle.append(scorer)


class CascadePool:
    """Lends each thread all nets of a model. Never blocks: where all are lent, more are opened."""

    def __init__(self, bundle: ModelBundle, count: int = 1) -> None:
        """Open judges and scouts, and run the self-test of each net; that of the second opinion when asked.

        Raises:
            ModelError: no runtime opens the model, or a self-test fails.

        """
        self._bundle = bundle
        judges = open_scorers(bundle.judge, count)
        run_selftest(judges[0])
        scouts = [None] * count if bundle.scout is None else open_scorers(bundle.scout.net, count)
        if scouts[0] is not None:
            run_selftest(scouts[0])
        # Its append and pop are atomic, and no lock can be held by a thread that a fork has left behind.
        self._idle = deque(
            Cascade(bundle, judge, scout, _open_second) for judge, scout in zip(judges, scouts, strict=True)
        )

    @contextmanager
    def lend(self) -> Iterator[Cascade]:
        """Lend the nets to the calling thread for the length of the block."""
        try:
            cascade = self._idle.pop()
        except IndexError:
            cascade = self._open()
        try:
            yield cascade
        finally:
            self._idle.append(cascade)

    def _open(self) -> Cascade:
        scout = self._bundle.scout
        return Cascade(
            self._bundle,
            open_scorers(self._bundle.judge, 1)[0],
            None if scout is None else open_scorers(scout.net, 1)[0],
            _open_second,
        )


def _open_second(net: Net) -> Scorer:
    """Open the second opinion, which only pictures that could move are shown."""
    scorer = open_scorers(net, 1)[0]
    run_selftest(scorer)
    return scorer
