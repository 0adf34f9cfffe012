"""Ctrl-C and SIGTERM ask a run to end; a second one insists."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, NoReturn

if TYPE_CHECKING:
    from collections.abc import Iterator
    from threading import Event
    from types import FrameType

_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM)


class Interruption(BaseException):
    """The run is to end now. No KeyboardInterrupt: typer ends the program on that without a document."""


def end_on_signals() -> None:
    """Raise `Interruption` on a signal, wherever no work is at hand that should be finished first."""
    for number in _SIGNALS:
        # A run in the background of a shell script ignores Ctrl-C, and goes on doing so.
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _interrupt)


def die_on_signals() -> None:
    """Let the next signal end the process at once: it is ending already."""
    for number in _SIGNALS:
        signal.signal(number, signal.SIG_DFL)


@contextmanager
def stopping(stop: Event) -> Iterator[None]:
    """Set `stop` on the first signal, so that work at hand is finished and written down."""

    def ask(_number: int, _frame: FrameType | None) -> None:
        if stop.is_set():
            raise Interruption
        stop.set()

    before = {number: signal.signal(number, ask) for number in _SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _interrupt(_number: int, _frame: FrameType | None) -> NoReturn:
    raise Interruption
