"""The stamps of a part of a folder, in columns: of an unchanged part hardly one is ever looked at."""

from __future__ import annotations

import os
from array import array
from bisect import bisect_left
from collections.abc import Mapping
from itertools import chain
from stat import S_IFMT, S_IFREG
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from memesweep.gallery.files import FileStamp
from memesweep.gallery.numbers import signed, unsigned

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PICTURE_SUFFIXES: Final = (
    ".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif", ".heic", ".heif", ".bmp", ".tif", ".tiff",
)  # fmt: skip
"""A name decides nothing: this is for a number that is only shown, and for what no skip rule is about."""

FIELDS: Final = len(FileStamp._fields)
"""Numbers in a row of the columns."""

_WRITTEN: Final = (*PICTURE_SUFFIXES, *map(str.upper, PICTURE_SUFFIXES))
_NO_STAMP: Final = (-1,) * FIELDS
"""No file has a size below zero."""
_NO_FACTS: Final = (0,) * FIELDS


class Stamps(Mapping[str, FileStamp]):
    """Files by name, sorted by the bytes of their names."""

    __slots__ = ("_places", "large", "names", "numbers")

    def __init__(
        self, names: list[str], numbers: array[int], large: Mapping[str, FileStamp] = MappingProxyType({})
    ) -> None:
        """Take the columns."""
        self.names = names
        self.numbers = numbers
        """`FIELDS` for each name, signed and of 64 bits: an inode or a device may be folded."""
        self.large = large
        """What does not fit into 64 bits: ext4 and XFS hold dates beyond 2262."""
        self._places: dict[str, int] | None = None

    def __len__(self) -> int:
        return len(self.names)

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __getitem__(self, name: str) -> FileStamp:
        if name in self.large:
            return self.large[name]
        start = self._place(name) * FIELDS
        size, mtime_ns, inode, device = self.numbers[start : start + FIELDS]
        return FileStamp(size, mtime_ns, unsigned(inode), unsigned(device))

    def _place(self, name: str) -> int:
        # Text sorts as its UTF-8 does; only names that are no text may stand elsewhere.
        place = bisect_left(self.names, name)
        if place < len(self.names) and self.names[place] == name:
            return place
        if self._places is None:
            self._places = {name: place for place, name in enumerate(self.names)}
        return self._places[name]

    def with_found(self, found: Mapping[int, FileStamp | None]) -> Stamps:
        """Return the same files, but at some places others, or none."""
        if not found:
            return self
        names: list[str] = []
        numbers = array("q")
        large: dict[str, FileStamp] = {}
        start = 0
        for place, stamp in sorted(found.items()):
            names += self.names[start:place]
            numbers += self.numbers[start * FIELDS : place * FIELDS]
            if stamp is not None:
                name, row = self.names[place], _row(stamp)
                names.append(name)
                numbers.extend(row)
                if row is _NO_STAMP:
                    large[name] = stamp
            start = place + 1
        return Stamps(names + self.names[start:], numbers + self.numbers[start * FIELDS :], large)


NO_STAMPS: Final = Stamps([], array("q"))


def ask_stamps(descriptor: int, names: Iterable[str]) -> array[int]:
    """Ask for the stamps of regular files that are named like pictures, below an open folder.

    Those are nearly all files of nearly all galleries, and no rule of `skip_file` is about such a name. One
    loop without a call of ours in it takes half the time of asking for each by itself.

    Returns:
        `FIELDS` numbers for each name, signed and of 64 bits; -1 for what has to be judged by itself.

    """
    numbers: list[int] = []
    ask = os.lstat
    for name in names:
        if name.endswith(_WRITTEN) and name[0] not in ".~":
            try:
                status = ask(name, dir_fd=descriptor)
            except OSError:
                numbers += _NO_STAMP
                continue
            if S_IFMT(status.st_mode) == S_IFREG:
                numbers += status.st_size, status.st_mtime_ns, status.st_ino, status.st_dev
                continue
        numbers += _NO_STAMP
    try:
        return array("q", numbers)
    except OverflowError:
        stamps = (FileStamp(*numbers[at : at + FIELDS]) for at in range(0, len(numbers), FIELDS))
        return array("q", chain.from_iterable(map(_row, stamps)))


def believe_names(names: Iterable[str]) -> array[int]:
    """Say of all that is named like a picture that it is a file, and nothing else: the system is not asked.

    Returns:
        as `ask_stamps` does; the numbers of such a file are 0.

    """
    rows = (_NO_FACTS if name.endswith(_WRITTEN) and name[0] not in ".~" else _NO_STAMP for name in names)
    return array("q", chain.from_iterable(rows))


def places_without_stamp(numbers: array[int]) -> set[int]:
    """Return which names `ask_stamps` has no stamp of, by their places."""
    sizes = numbers[::FIELDS]
    return {place for place, size in enumerate(sizes) if size < 0} if -1 in sizes else set()


def _row(stamp: FileStamp) -> tuple[int, ...]:
    """Return a stamp's numbers; `_NO_STAMP` where a time does not fit, or there is none."""
    size, mtime_ns, inode, device = stamp
    if size < 0 or not -(1 << 63) <= mtime_ns < 1 << 63:
        return _NO_STAMP
    return size, mtime_ns, signed(inode), signed(device)
