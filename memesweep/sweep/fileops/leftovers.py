"""The names that a move may leave behind when it is cut off, and how recovery knows them again.

All are hidden, so no walker takes them for pictures, and all follow from the file's own name, so recovery
needs no list of them. Names that begin so are memesweep's own.
"""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING, Final

from memesweep.sweep.fileops.anchor import Place

if TYPE_CHECKING:
    from pathlib import PurePath

_PART: Final = ".memesweep-part-"
_ASIDE: Final = ".memesweep-aside-"
_LINKED: Final = ".memesweep-linked-"


def part_of(target: Place) -> Place:
    """Return where a copy grows before it takes its name."""
    return _beside(target, _PART)


def aside_of(source: Place) -> Place:
    """Return where a file waits, out of everybody's way, until it is certain that it may lose its name."""
    return _beside(source, _ASIDE)


def linked_of(source: Place) -> Place:
    """Return where the old name of a file waits that was renamed by a hard link."""
    return _beside(source, _LINKED)


def linked_name(name: str) -> str:
    """Return the last part of `linked_of`."""
    return _LINKED + _brief(name)


def is_leftover(path: PurePath) -> bool:
    """Tell whether a name is one of these."""
    return path.name.startswith((_PART, _ASIDE, _LINKED))


def _beside(place: Place, prefix: str) -> Place:
    folder, slash, name = place.relative.rpartition("/")
    return Place(place.anchor, f"{folder}{slash}{prefix}{_brief(name)}")


def _brief(name: str) -> str:
    """Name a name by its hash: short enough for every file system, and no two collide."""
    return hashlib.sha256(os.fsencode(name)).hexdigest()[:24]
