"""What birthday and congratulation posters say, by code of the language; English where none is given."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from memesweep.training.memegen.drawcontext import DrawContext

_ENGLISH: Final = 0.3
"""Share of posters with an English heading whatever the language below it."""


def birthday(context: DrawContext) -> str:
    """Happy birthday."""
    return _heading(context, "birthday", "Happy Birthday")


def congratulations(context: DrawContext) -> str:
    """Congratulations."""
    return _heading(context, "congratulations", "Congratulations")


@lru_cache(maxsize=1)
def _phrases() -> dict[str, dict[str, str]]:
    return tomllib.loads((resources.files(__package__) / "words.toml").read_text(encoding="utf-8"))


def _heading(context: DrawContext, occasion: str, english: str) -> str:
    if context.chance(_ENGLISH):
        return english
    return _phrases()[occasion].get(context.language.code, english)
