"""A question that one thread asks and another answers."""

from __future__ import annotations

from queue import Empty, Queue
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from memesweep.workspace import Approval


class Question:
    """May this happen? Asked once, answered once."""

    def __init__(self, name: str) -> None:
        """`name` tells it from earlier ones: a yes to another proposal is no yes to this."""
        self._name = name
        self._answers: Queue[Approval | None] = Queue()
        self._lock = Lock()
        self._is_open = True

    def answer(self, name: str | None, approval: Approval | None) -> bool:
        """Answer; a no needs no name. False where the question is not this one, or not open any more."""
        with self._lock:
            if not self._is_open or (approval is not None and name != self._name):
                return False
            self._is_open = False
        self._answers.put(approval)
        return True

    def wait(self, seconds: float) -> Approval | None:
        """Return the answer; None for no, and for no answer in time."""
        try:
            return self._answers.get(timeout=seconds)
        except Empty:
            return None if self.answer(None, None) else self._answers.get()
