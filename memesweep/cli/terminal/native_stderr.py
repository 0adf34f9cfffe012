"""What native libraries write to file descriptor 2, behind Python's back."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def silence_native_stderr() -> Iterator[None]:
    """Send file descriptor 2 nowhere: the runtime's INFO line would be a mail from every cron run."""
    saved = os.dup(2)
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(nowhere, 2)
        finally:
            os.close(nowhere)
        try:
            yield
        finally:
            os.dup2(saved, 2)
    finally:
        os.close(saved)


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
