"""What birthday and congratulation posters say, by code of the language; English where none is given."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from memesweep.training.memegen.studio import Studio

_ENGLISH: Final = 0.3
"""Share of posters with an English heading whatever the language below it."""


def birthday(studio: Studio) -> str:
    """Happy birthday."""
    return _heading(studio, "birthday", "Happy Birthday")


def congratulations(studio: Studio) -> str:
    """Congratulations."""
    return _heading(studio, "congratulations", "Congratulations")


@lru_cache(maxsize=1)
def _phrases() -> dict[str, dict[str, str]]:
    return tomllib.loads((resources.files(__package__) / "words.toml").read_text(encoding="utf-8"))


def _heading(studio: Studio, occasion: str, english: str) -> str:
    if studio.chance(_ENGLISH):
        return english
    return _phrases()[occasion].get(studio.language.code, english)
