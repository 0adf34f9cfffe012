"""The two classes of labelled pictures."""

from __future__ import annotations

from enum import IntEnum


class Label(IntEnum):
    """The two classes; the value is the index of the net's output."""

    PHOTO = 0
    MEME = 1
