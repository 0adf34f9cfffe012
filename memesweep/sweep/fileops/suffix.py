"""Another name for a file whose name is taken."""

from __future__ import annotations

import os
from typing import Final

MOST_BYTES: Final = 255
"""Longest file name of the usual file systems."""
_LONGEST_EXTENSION: Final = 32
"""What is longer after the last dot is no extension but the rest of a name."""


def with_suffix(relative: str, number: int, most_bytes: int = MOST_BYTES) -> str:
    """Return `folder/name (number).jpg`, its stem shortened where the name would grow too long.

    Args:
        relative: a path whose last part is to be changed.
        number: from 1; each gives another name. Counts from the original, so a suffix is replaced.
        most_bytes: the longest name that will do.

    """
    folder, slash, name = relative.rpartition("/")
    stem, extension = _split(name)
    if number > 1:
        stem = stem.removesuffix(f" ({number - 1})")
    tail = f" ({number}){extension}"
    return f"{folder}{slash}{_shortened(stem, most_bytes - len(os.fsencode(tail)))}{tail}"


def shortened(name: str, most_bytes: int) -> str:
    """Return a name that is no longer than `most_bytes`, its extension kept."""
    if len(os.fsencode(name)) <= most_bytes:
        return name
    stem, extension = _split(name)
    return _shortened(stem, most_bytes - len(os.fsencode(extension))) + extension


def _split(name: str) -> tuple[str, str]:
    stem, extension = os.path.splitext(name)  # noqa: PTH122 - names may hold bytes that are no text
    return (stem, extension) if len(os.fsencode(extension)) <= _LONGEST_EXTENSION else (name, "")


def _shortened(stem: str, most_bytes: int) -> str:
    """Cut between characters: half a character is a name that some file systems refuse."""
    while len(os.fsencode(stem)) > most_bytes:
        stem = stem[:-1]
    return stem
