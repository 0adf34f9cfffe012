"""What native libraries write to file descriptor 2, behind Python's back."""

from __future__ import annotations

import os
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator


class _Silence:
    """File descriptor 2, sent nowhere from the first that asks for it until the last is done.

    The descriptor belongs to the whole process: if each of two threads put back what it found, the one that
    came second would put back the silence, and no error would be seen any more.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._inside = 0
        self._saved = -1

    def begin(self) -> None:
        with self._lock:
            if self._inside == 0:
                self._saved = os.dup(2)
                nowhere = os.open(os.devnull, os.O_WRONLY)
                os.dup2(nowhere, 2)
                os.close(nowhere)
            self._inside += 1

    def end(self) -> None:
        with self._lock:
            self._inside -= 1
            if self._inside == 0:
                os.dup2(self._saved, 2)
                os.close(self._saved)


_SILENCE: Final = _Silence()


@contextmanager
def silence_native_stderr() -> Iterator[None]:
    """Send file descriptor 2 nowhere: the runtime's INFO line would be a mail from every cron run."""
    _SILENCE.begin()
    try:
        yield
    finally:
        _SILENCE.end()


def silence_libtiff() -> None:
    """Tell Pillow's own copy of libtiff not to write about damage: Pillow raises an error for it anyway.

    Where the copy cannot be reached, it goes on writing, and nothing else changes.
    """
    import ctypes

    from PIL import _imaging

    try:
        library = ctypes.CDLL(_imaging.__file__)
        for name in ("TIFFSetErrorHandler", "TIFFSetWarningHandler"):
            handler = getattr(library, name)
            handler.restype = ctypes.c_void_p
            handler(None)
    except (OSError, AttributeError):
        pass
