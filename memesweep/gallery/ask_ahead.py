"""A second process that asks the system for every other part of a long folder.

Asking for the stamps of 100,000 files takes longer than all else that a rescan does, and threads cannot share
it: they wait for the interpreter. A copy of this process, made where the walk has just begun, can. It asks,
writes what it was told into a pipe, and ends; whatever happens to it, this process then asks by itself.
"""

from __future__ import annotations

import fcntl
import os
import signal
import threading
from array import array
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from memesweep.gallery.stamps import FIELDS, ask_stamps

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import BinaryIO

_PIPE_BYTES: Final = 1 << 20
"""What Linux lets any user ask for: eight parts."""

_THREADS: Final = Path("/proc/self/task")


class Asker:
    """Gives the stamps of each part of a folder, in their order."""

    def __init__(self, descriptor: int, answers: BinaryIO | None = None) -> None:
        """Take the open folder, and where the second process writes, if there is one."""
        self._descriptor = descriptor
        self._answers = answers

    def ask(self, number: int, names: list[str]) -> array[int]:
        """Return what `ask_stamps` says of the names of a part; the first has the number 0."""
        if self._answers is not None and _is_its(number):
            numbers = array("q")
            told = self._answers.read(len(names) * FIELDS * numbers.itemsize)
            if len(told) == len(names) * FIELDS * numbers.itemsize:
                numbers.frombytes(told)
                return numbers
            self._answers = None
        return ask_stamps(self._descriptor, names)


def _is_its(number: int) -> bool:
    """Leave two parts of three to the second process: the first one compares them all with the catalog."""
    return number % 3 > 0


@contextmanager
def asking(descriptor: int, parts: Sequence[list[str]], *, ahead: bool) -> Iterator[Asker]:
    """Ask for the parts of an open folder.

    Args:
        descriptor: the folder.
        parts: names that lie in it.
        ahead: whether a second process may help. It does where there is more than one part, and where this
            process has no other thread: a copy of it would have their locks, and not them.

    """
    if not ahead or len(parts) == 1 or not _is_single_threaded():
        yield Asker(descriptor)
        return
    reading, writing = os.pipe()
    with suppress(OSError):  # a small pipe only means that it waits now and then
        fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)
    with os.fdopen(reading, "rb") as answers:
        child = _fork(reading, writing, descriptor, parts)
        if child is None:
            yield Asker(descriptor)
            return
        try:
            yield Asker(descriptor, answers)
        finally:
            answers.close()  # if it is still writing, it ends now
            with suppress(ChildProcessError):  # whoever started us may have said that no child is waited for
                os.waitpid(child, 0)


def _fork(reading: int, writing: int, descriptor: int, parts: Sequence[list[str]]) -> int | None:
    """Start the second process; None where the system has no room for one."""
    # Its signals stay blocked: it has nothing to tidy up, and ends with this process by its pipe.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    try:
        child = os.fork()
        if child == 0:
            try:
                os.close(reading)
                for number, names in enumerate(parts):
                    if _is_its(number):
                        _write(writing, ask_stamps(descriptor, names))
            finally:
                os._exit(0)
    except OSError:
        return None
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        os.close(writing)
    return child


def _write(pipe: int, numbers: array[int]) -> None:
    left = memoryview(numbers).cast("B")
    while left:
        left = left[os.write(pipe, left) :]


def _is_single_threaded() -> bool:
    """Ask the kernel, which knows of threads that Python does not. If it cannot tell, there may be some."""
    try:
        return threading.active_count() == 1 == sum(1 for _thread in _THREADS.iterdir())
    except OSError:
        return False
