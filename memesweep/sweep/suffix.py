"""Another name for a file whose name is taken."""

from __future__ import annotations

import os
from typing import Final

_MOST_BYTES: Final = 255
"""Longest file name of the usual file systems."""


def with_suffix(relative: str, number: int) -> str:
    """Return `folder/name (number).jpg`, its stem shortened where the name would grow too long.

    Args:
        relative: a path whose last part is to be changed.
        number: from 1; each gives another name. Counts from the original, so a suffix is replaced.

    """
    folder, slash, name = relative.rpartition("/")
    stem, extension = os.path.splitext(name)  # noqa: PTH122 - names may hold bytes that are no text
    if number > 1:
        stem = stem.removesuffix(f" ({number - 1})")
    tail = os.fsencode(f" ({number}){extension}")
    room = _MOST_BYTES - len(tail)
    return f"{folder}{slash}{os.fsdecode(os.fsencode(stem)[:room] + tail)}"
