"""Ctrl-C and SIGTERM ask a run to end; a second one insists."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from threading import Event
    from types import FrameType


@contextmanager
def stopping(stop: Event) -> Iterator[None]:
    """Set `stop` on the first signal, so that work at hand is finished and written down."""

    def ask(_number: int, _frame: FrameType | None) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()

    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
