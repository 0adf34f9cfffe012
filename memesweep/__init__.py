"""Sweep forwarded memes out of a phone gallery and never take a personal photo with them.

The names in `__all__` are the public API, explained in docs/api.md. Each is loaded when it is first used, so
that importing memesweep costs next to nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from memesweep.classifier.classification import Classification
    from memesweep.classifier.classifier import Classifier
    from memesweep.errors import MemesweepError
    from memesweep.gallery.formats import ImageKind
    from memesweep.gallery.picture import Depth, ImageInfo, Problem
    from memesweep.verdict.stage import Stage
    from memesweep.verdict.thresholds import Thresholds
    from memesweep.verdict.verdict import Reason, Verdict

__version__ = "0.1.0"

__all__ = [
    "Classification",
    "Classifier",
    "Depth",
    "ImageInfo",
    "ImageKind",
    "MemesweepError",
    "Problem",
    "Reason",
    "Stage",
    "Thresholds",
    "Verdict",
]

_HOMES = {
    "Classification": "memesweep.classifier.classification",
    "Classifier": "memesweep.classifier.classifier",
    "Depth": "memesweep.gallery.picture",
    "ImageInfo": "memesweep.gallery.picture",
    "ImageKind": "memesweep.gallery.formats",
    "MemesweepError": "memesweep.errors",
    "Problem": "memesweep.gallery.picture",
    "Reason": "memesweep.verdict.verdict",
    "Stage": "memesweep.verdict.stage",
    "Thresholds": "memesweep.verdict.thresholds",
    "Verdict": "memesweep.verdict.verdict",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415 - most starts of the program need none of this

    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
