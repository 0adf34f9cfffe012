"""A copy of this process that does one thing beside it, and ends with it."""

from __future__ import annotations

import fcntl
import os
import signal
import threading
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import BinaryIO

_PIPE_BYTES: Final = 1 << 20
"""What Linux lets any user ask for: the answers to some 30,000 files."""

_THREADS: Final = Path("/proc/self/task")


@contextmanager
def second_process(work: Callable[[int], None]) -> Iterator[BinaryIO | None]:
    """Let a copy of this process work, as long as the block lasts at most.

    Args:
        work: is given the descriptor of a pipe, and writes into it. Its errors end the copy, and nobody
            hears of them but by the end of the pipe.

    Yields:
        the other end of the pipe; None where there is no copy: the system has no room for one, or this
        process has other threads, whose locks a copy would inherit, and not them.

    """
    if not _is_single_threaded():
        yield None
        return
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as answers:
        child = _fork(work, reading, writing)
        if child is None:
            yield None
            return
        try:
            yield answers
        finally:
            answers.close()  # if it is still writing, it ends now
            with suppress(ChildProcessError):  # whoever started us may have said that no child is waited for
                os.waitpid(child, 0)


def _fork(work: Callable[[int], None], reading: int, writing: int) -> int | None:
    with suppress(OSError):  # a small pipe only means that it waits now and then
        fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)
    # Its signals stay blocked: it has nothing to tidy up, and ends with this process by its pipe.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    try:
        child = os.fork()
        if child == 0:
            try:
                os.close(reading)
                work(writing)
            finally:
                os._exit(0)
    except OSError:
        return None
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        os.close(writing)
    return child


def write_all(pipe: int, data: bytes | memoryview) -> None:
    """Write, however often the pipe is full meanwhile."""
    left = memoryview(data).cast("B")
    while left:
        left = left[os.write(pipe, left) :]


def _is_single_threaded() -> bool:
    """Ask the kernel, which knows of threads that Python does not. If it cannot tell, there may be some."""
    try:
        return threading.active_count() == 1 == sum(1 for _thread in _THREADS.iterdir())
    except OSError:
        return False
