"""Many folders: the second process lists two of three that the walk is about to come to."""

from __future__ import annotations

import os
import struct
from array import array
from collections import deque
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from memesweep.gallery.ahead.process import second_process, write_all
from memesweep.gallery.opening import open_folder, sorted_names
from memesweep.gallery.stamps import FIELDS, ask_stamps

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

_WORTH_IT: Final = 1000
"""Files that a walk has met before it starts a second process."""
_AHEAD: Final = 6
"""Folders next on the walk's stack of which is settled who lists them."""
_LONGEST: Final = 4096
"""Names of a folder that are told. A longer one is a matter for `parts`."""

_HEADER: Final = struct.Struct("=qq")
"""Names, and bytes that they take."""
_NOT_TOLD: Final = -1
"""Instead of the number of names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedFolder:
    """A folder's names, sorted by their bytes, and their stamps as `ask_stamps` gives them."""

    names: list[str]
    numbers: array[int]


class FolderLister:
    """Keeps a second process at work for one walk, from when that is worth it."""

    def __init__(self, root: Path, *, ahead: bool) -> None:
        """Take the gallery, and whether there may be a second process."""
        self._root = root
        self._may_begin = ahead
        self._met = 0
        self._settled = 0
        self._own: set[str] = set()
        self._requested: deque[str] = deque()
        self._requests = -1
        self._answers: BinaryIO | None = None
        self._stack = ExitStack()

    def close(self) -> None:
        """End the second process."""
        self._stack.close()

    def met(self, files: int) -> None:
        """Count what the walk has come by."""
        self._met += files

    def take(self, folder: str, coming: list[str]) -> ListedFolder | None:
        """Return what the second process says of a folder; None where the walk has to list it.

        Args:
            folder: the next one, below the root.
            coming: those after it, the nearest one last.

        """
        if self._may_begin and self._met >= _WORTH_IT and len(coming) >= _AHEAD:
            self._may_begin = False
            self._begin()
        is_requested = bool(self._requested) and self._requested[0] == folder
        if is_requested:
            self._requested.popleft()
        self._own.discard(folder)
        self._settle(coming)
        return self._read() if is_requested else None

    def _settle(self, coming: list[str]) -> None:
        """Ask for what is nearest. Answers come in the order of requests, which must be that of the walk."""
        nearer = 0
        for folder in reversed(coming[-_AHEAD:]):
            if self._answers is None:
                return
            if folder in self._requested:
                nearer += 1
            elif folder not in self._own and nearer == len(self._requested):
                self._settled += 1
                if self._settled % 3 > 0:
                    self._request(folder)
                    nearer += 1
                else:
                    self._own.add(folder)

    def _begin(self) -> None:
        reading, self._requests = os.pipe()

        def work(answers: int) -> None:
            os.close(self._requests)  # or there would be no end of requests when the first process ends
            _answer(self._root, reading, answers)

        self._answers = self._stack.enter_context(second_process(work))
        # Closed before the second process is waited for, which waits for requests.
        self._stack.callback(os.close, self._requests)
        os.close(reading)

    def _request(self, folder: str) -> None:
        try:
            write_all(self._requests, os.fsencode(folder) + b"\0")
        except OSError:
            self._answers = None
        self._requested.append(folder)

    def _read(self) -> ListedFolder | None:
        if self._answers is None:
            return None
        numbers = array("q")
        header = self._answers.read(_HEADER.size)
        count, length = _HEADER.unpack(header) if len(header) == _HEADER.size else (_NOT_TOLD, 0)
        if count == _NOT_TOLD:
            return None
        blob = self._answers.read(length)
        rows = self._answers.read(count * FIELDS * numbers.itemsize)
        if len(blob) < length or len(rows) < count * FIELDS * numbers.itemsize:
            self._answers = None
            return None
        numbers.frombytes(rows)
        return ListedFolder(names=os.fsdecode(blob).split("\0") if count else [], numbers=numbers)


def _answer(root: Path, requests: int, answers: int) -> None:
    """List the folders that are asked for, until nobody asks any more."""
    with os.fdopen(requests, "rb") as stream:
        waiting = b""
        while data := os.read(stream.fileno(), 1 << 16):
            *folders, waiting = (waiting + data).split(b"\0")
            for folder in folders:
                write_all(answers, _told(root / os.fsdecode(folder)))


def _told(path: Path) -> bytes:
    try:
        descriptor = open_folder(path)
    except OSError:
        return _HEADER.pack(_NOT_TOLD, 0)
    try:
        names = sorted_names(descriptor)
        if len(names) > _LONGEST:
            return _HEADER.pack(_NOT_TOLD, 0)
        blob = os.fsencode("\0".join(names))
        return _HEADER.pack(len(names), len(blob)) + blob + ask_stamps(descriptor, names).tobytes()
    except OSError:
        return _HEADER.pack(_NOT_TOLD, 0)
    finally:
        os.close(descriptor)
