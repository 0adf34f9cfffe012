"""Single keys from a terminal, none of them typed before there was something to answer."""

from __future__ import annotations

import os
import sys
import termios
import tty
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_READ: Final = 32
"""Bytes that one key may send."""


class Key(StrEnum):
    """What a person can want; the same keys as on the review page."""

    KEEP = "k"
    SWEEP = "s"
    UNDO = "u"
    LARGE = " "
    NEXT = "n"
    BACK = "p"
    QUIT = "q"
    HELP = "?"


_KEYS: Final = {
    b"\x1b[C": Key.NEXT,
    b"\x1bOC": Key.NEXT,
    b"\x1b[B": Key.NEXT,
    b"\x1bOB": Key.NEXT,
    b"\x1b[D": Key.BACK,
    b"\x1bOD": Key.BACK,
    b"\x1b[A": Key.BACK,
    b"\x1bOA": Key.BACK,
    b"": Key.QUIT,  # the terminal is gone
    b"\x04": Key.QUIT,
    b"\x1b": Key.QUIT,
}
"""What arrows and the like send."""


@contextmanager
def single_keys() -> Iterator[None]:
    """Let keys through one by one, unseen; the terminal is as before when the block ends, however it ends."""
    descriptor = sys.stdin.fileno()
    before = termios.tcgetattr(descriptor)
    tty.setcbreak(descriptor)
    try:
        yield
    finally:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)


def forget_typed() -> None:
    """Throw away what was typed until now: it was meant for another picture, or for none."""
    termios.tcflush(sys.stdin.fileno(), termios.TCIFLUSH)


def read_key() -> Key | None:
    """Wait for a key; None of one that means nothing here."""
    typed = os.read(sys.stdin.fileno(), _READ)
    if typed in _KEYS:
        return _KEYS[typed]
    text = typed.decode("ascii", "replace").lower()
    return Key(text) if text in {key.value for key in Key} else None
