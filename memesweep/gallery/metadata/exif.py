"""Whether a TIFF block names a camera. Damage hides nothing that can still be seen beside it."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Final, NamedTuple

from memesweep.gallery.metadata.blocks import Metadata

if TYPE_CHECKING:
    from collections.abc import Iterator

ORIENTATION: Final = 0x0112
_MAKE: Final = 0x010F
_MODEL: Final = 0x0110
_CAMERA_MODEL: Final = 0xC614
_EXIF: Final = 0x8769
_GPS: Final = 0x8825
NAMES: Final = frozenset({_MAKE, _MODEL, _CAMERA_MODEL})
EXPOSURE: Final = frozenset(
    {
        0x829A,  # exposure time
        0x829D,  # f-number
        0x8827,  # ISO
        0x8832,  # recommended exposure index
        0x8833,  # ISO speed
        0x9201,  # shutter speed
        0x9202,  # aperture
        0x9205,  # largest aperture
        0x920A,  # focal length
        0xA405,  # focal length in 35 mm film
        0xA431,  # body's serial number
        0xA432,  # lens specification
        0xA433,  # lens make
        0xA434,  # lens model
        0xA435,  # lens serial number
    }
)
_NO_POSITION: Final = frozenset({0, 5, 6})
"""GPS version and altitude, which some programs write of no place at all."""

_HEADERS: Final = {b"II*\0": "<", b"MM\0*": ">"}
_SIZES: Final = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 129: 1}
"""Bytes of one value of each type."""

_TEXT: Final = frozenset({1, 2, 7, 129})
_ENTRY_BYTES: Final = 12
_INLINE_BYTES: Final = 4
_MOST_DIRECTORIES: Final = 16
_MOST_ENTRIES: Final = 1000
_MOST_VALUE_BYTES: Final = 256
"""How much of a value is looked at: whether it is blank shows sooner."""


class Entry(NamedTuple):
    """One entry of a directory, as it is written."""

    tag: int
    type: int
    number_of_values: int
    value: bytes
    """The four bytes that are the value or say where it is."""


class Directory:
    """One directory of a TIFF block, with as many of its entries as are there."""

    def __init__(self, data: bytes, order: str, at: int) -> None:
        """Read the entries at an offset of the block."""
        self._data = data
        self._order = order
        self.is_sound = False
        self.entries: list[Entry] = []
        self.following = 0
        """Offset of the next directory; 0 where this is the last."""
        if not 0 < at <= len(data) - 2:
            return
        count: int = struct.unpack_from(f"{order}H", data, at)[0]
        there = min(count, _MOST_ENTRIES, (len(data) - at - 2) // _ENTRY_BYTES)
        end = at + 2 + there * _ENTRY_BYTES
        self.entries = [Entry(*entry) for entry in struct.iter_unpack(f"{order}HHI4s", data[at + 2 : end])]
        # Programs write an empty directory where there is nothing to say; with more behind it, it is a hole.
        says_nothing = count == 0 and len(data) - end <= 2 * _INLINE_BYTES
        is_filled = 0 < count == there and all(entry.type in _SIZES for entry in self.entries)
        self.is_sound = says_nothing or is_filled
        if count == there and end + _INLINE_BYTES <= len(data):
            self.following = struct.unpack_from(f"{order}I", data, end)[0]

    def number(self, entry: Entry) -> int:
        """Return the single whole number of an entry."""
        layout = "H" if entry.type == 3 else "I"  # noqa: PLR2004 - SHORT
        return int(struct.unpack_from(self._order + layout, entry.value)[0])

    def says_something(self, entry: Entry) -> bool:
        """Tell whether an entry has a value that is neither blank nor zero; one that cannot be seen has."""
        size = entry.number_of_values * _SIZES.get(entry.type, 1)
        if size <= _INLINE_BYTES:
            value = entry.value[:size]
        else:
            at = struct.unpack(f"{self._order}I", entry.value)[0]
            value = self._data[at : at + min(size, _MOST_VALUE_BYTES)]
            if not value:
                return True
        if entry.type in {5, 10}:  # rationals: a denominator says nothing
            value = b"".join(value[start : start + 4] for start in range(0, len(value), 8))
        return bool(value.strip(b"\0 \t\r\n" if entry.type in _TEXT else b"\0"))


def read_exif(data: bytes) -> Metadata:
    """Return what a block says; never raises."""
    while data.startswith(b"Exif"):
        data = data[6:]
    if not data:
        return Metadata()
    order = _HEADERS.get(data[:4])
    if order is not None:
        return _read_block(data, order)
    # Without a sound header either order may be the right one. What they show is damaged at any rate.
    seen = [_read_block(data, guess) for guess in "<>"]
    return Metadata(camera=any(metadata.camera for metadata in seen), damaged=True)


def directories(data: bytes, order: str) -> Iterator[Directory]:
    """Yield the directories that follow one another in a block, each once."""
    if len(data) < 8:  # noqa: PLR2004 - header and offset
        return
    at, seen = struct.unpack_from(f"{order}I", data, 4)[0], set[int]()
    while at and at not in seen and len(seen) < _MOST_DIRECTORIES:
        seen.add(at)
        directory = Directory(data, order, at)
        yield directory
        at = directory.following


def _read_block(data: bytes, order: str) -> Metadata:
    camera, damaged, orientation = False, True, 1
    for number, directory in enumerate(directories(data, order)):
        damaged = (damaged and number > 0) or not directory.is_sound
        for entry in directory.entries:
            if entry.tag in NAMES:
                camera = camera or directory.says_something(entry)
            elif entry.tag == ORIENTATION and number == 0 and entry.type in {3, 4}:
                orientation = directory.number(entry)
            elif entry.tag in {_EXIF, _GPS}:
                below = Directory(data, order, directory.number(entry))
                damaged = damaged or not below.is_sound
                camera = camera or _shows_camera(below, position=entry.tag == _GPS)
    return Metadata(
        camera=camera, damaged=damaged, orientation=orientation if orientation in range(1, 9) else 1
    )


def _shows_camera(directory: Directory, *, position: bool) -> bool:
    if position:
        return any(entry.tag not in _NO_POSITION and entry.tag < 32 for entry in directory.entries)  # noqa: PLR2004
    return any(
        entry.tag in EXPOSURE | NAMES and directory.says_something(entry) for entry in directory.entries
    )
