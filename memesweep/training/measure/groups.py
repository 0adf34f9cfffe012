"""What is promised to whom: the groups of pictures for which thresholds are chosen and figures reported."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from memesweep.evaluation.labels import Label


class Group(StrEnum):
    """A kind of picture as a person sees it; the first four are keepers."""

    PERSONAL = "people and personal"
    TEXT = "screenshots, documents, lettering"
    DESIGNED = "designed graphics"
    OTHER = "products, art, everything else"
    MEME = "memes"
    CARD = "greeting and quote cards"


KEEPERS: Final = (Group.PERSONAL, Group.TEXT, Group.DESIGNED, Group.OTHER)
_PERSONAL: Final = frozenset(
    {"people", "selfie", "event", "everyday", "pets", "landscape", "food", "collage"}
)
_TEXT: Final = frozenset(
    {"screenshot", "document", "receipt", "chart", "map", "slide", "handwriting", "scenetext"}
)
_DESIGNED: Final = frozenset({"poster", "cover"})
_CARDS: Final = frozenset({"greeting", "quote"})


def group_of(label: Label, kind: str) -> Group:
    """Place a picture by its label and its kind in the data set's index."""
    if label is Label.MEME:
        return Group.CARD if kind in _CARDS else Group.MEME
    if kind in _PERSONAL:
        return Group.PERSONAL
    if kind in _TEXT:
        return Group.TEXT
    return Group.DESIGNED if kind in _DESIGNED else Group.OTHER
