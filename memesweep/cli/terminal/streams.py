"""stdout and stderr as a run may find them: closed, full, or read by somebody who has seen enough."""

from __future__ import annotations

import errno
import io
import os
import sys
from typing import TYPE_CHECKING, Final, TextIO

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_NAMES: Final = ("stdin", "stdout", "stderr")


class OutputError(Exception):
    """stdout takes no more. No OSError: those of the gallery's disk must not be mistaken for it."""

    def __init__(self, error: OSError) -> None:
        """`error` is what the system said."""
        super().__init__(f"the output cannot be written: {error.strerror}")
        self.closed = error.errno == errno.EPIPE
        """Whether the reader went away, as `head` does when it has its lines."""


class _Stdout(io.FileIO):
    def write(self, data: ReadableBuffer) -> int:
        try:
            return super().write(data)
        except OSError as error:
            raise OutputError(error) from error


class _Stderr(io.FileIO):
    def write(self, data: ReadableBuffer) -> int:
        try:
            return super().write(data)
        except OSError:
            # Nobody is left to be told, and a sweep must not end in the middle for that.
            return memoryview(data).nbytes


def watch_streams() -> None:
    """Make all three streams usable, whatever they are."""
    for number, name in enumerate(_NAMES):
        if getattr(sys, name) is None:
            _open_nothing(number, name)
    sys.stdout = _watched(sys.stdout, _Stdout)
    sys.stderr = _watched(sys.stderr, _Stderr)


def discard_output() -> None:
    """Let what is still buffered for stdout go nowhere, so that the interpreter's end does not stumble."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, sys.stdout.fileno())
    os.close(null)


def _open_nothing(number: int, name: str) -> None:
    """Take a closed stream's number, or the next file to be opened gets it and what is said goes in there."""
    null = os.open(os.devnull, os.O_RDWR)
    if null != number:
        os.dup2(null, number)
        os.close(null)
    setattr(sys, name, io.TextIOWrapper(io.FileIO(number, "w" if number else "r", closefd=False)))


def _watched(stream: TextIO, raw: type[io.FileIO]) -> io.TextIOWrapper:
    # A letter that the terminal or cron's locale cannot show must not end a sweep in the middle.
    return io.TextIOWrapper(
        io.BufferedWriter(raw(stream.fileno(), "w", closefd=False)),
        encoding=stream.encoding,
        errors="backslashreplace",
        line_buffering=stream.isatty() or stream is sys.stderr,
    )
