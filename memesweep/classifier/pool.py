"""Nets of one model, lent to threads: an interpreter that two threads share ends in a RuntimeError."""

from __future__ import annotations

from collections import deque
from contextlib import contextmanager
from typing import TYPE_CHECKING

from memesweep.classifier.scorer import open_scorers
from memesweep.classifier.selftest import run_selftest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from memesweep.classifier.bundle import ModelBundle
    from memesweep.classifier.scorer import Scorer


class ScorerPool:
    """Lends each thread a scorer of its own. Never blocks: where all are lent, one more is opened."""

    def __init__(self, bundle: ModelBundle, count: int = 1) -> None:
        """Open `count` scorers and run the self-test on the first.

        Raises:
            ModelError: no runtime opens the model, or the self-test fails.

        """
        self._bundle = bundle
        # Its append and pop are atomic, and no lock can be held by a thread that a fork has left behind.
        self._idle = deque(open_scorers(bundle.judge, count))
        run_selftest(self._idle[0])

    @contextmanager
    def lend(self) -> Iterator[Scorer]:
        """Lend a scorer to the calling thread for the length of the block."""
        try:
            scorer = self._idle.pop()
        except IndexError:
            scorer = open_scorers(self._bundle.judge, 1)[0]
        try:
            yield scorer
        finally:
            self._idle.append(scorer)
