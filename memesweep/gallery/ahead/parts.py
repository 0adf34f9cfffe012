"""Long folders: the second process asks for two parts of three."""

from __future__ import annotations

from array import array
from contextlib import contextmanager
from typing import TYPE_CHECKING

from memesweep.gallery.ahead.process import second_process, write_all
from memesweep.gallery.stamps import FIELDS, ask_stamps

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import BinaryIO


class PartAsker:
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
def asking_for_parts(descriptor: int, parts: Sequence[list[str]], *, ahead: bool) -> Iterator[PartAsker]:
    """Ask for the parts of an open folder.

    Args:
        descriptor: the folder.
        parts: names that lie in it.
        ahead: whether a second process may help. It does where there is more than one part.

    """
    if not ahead or len(parts) == 1:
        yield PartAsker(descriptor)
        return

    def work(pipe: int) -> None:
        for number, names in enumerate(parts):
            if _is_its(number):
                write_all(pipe, memoryview(ask_stamps(descriptor, names)))

    with second_process(work) as answers:
        yield PartAsker(descriptor, answers)
