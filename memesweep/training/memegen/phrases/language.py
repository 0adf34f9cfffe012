"""One language's phrases, read from its TOML file."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Final

from memesweep.training.memegen.typography.fonts import Look, MissingFontError, faces_for
from memesweep.training.memegen.typography.scripts import Script

if TYPE_CHECKING:
    from numpy.random import Generator

_GALLERY_WEIGHT: Final = 1.0
"""Share of a language in random pictures where its file states none."""


@dataclass(frozen=True, slots=True)
class Language:
    """Phrases of one language, by what they are for."""

    code: str
    script: Script
    weight: float
    setups: tuple[str, ...]
    """First halves of jokes."""
    punchlines: tuple[str, ...]
    """Second halves, which go with any first half as well as jokes ever do."""
    quotes: tuple[str, ...]
    mornings: tuple[str, ...]
    """Good morning, good night, happy weekday."""
    festivals: tuple[str, ...]
    blessings: tuple[str, ...]
    """Religious greetings and short prayers."""
    wishes: tuple[str, ...]
    """What stands below a greeting in smaller letters."""
    chat: tuple[str, ...]
    words: tuple[str, ...]
    """Nouns and short phrases for headings, labels, table cells and body text."""
    names: tuple[str, ...]

    @property
    def alphabet(self) -> str:
        """Every character of the language's phrases, and ASCII."""
        return _alphabet(self.code)

    def pick(self, rng: Generator, phrases: tuple[str, ...]) -> str:
        """One of the phrases, its slots `{name}` and `{thing}` filled with words of the language."""
        phrase = phrases[int(rng.integers(len(phrases)))]
        for slot, words in (("{name}", self.names), ("{thing}", self.words)):
            while slot in phrase:
                phrase = phrase.replace(slot, words[int(rng.integers(len(words)))], 1)
        return phrase

    def sentence(self, rng: Generator, words: int) -> str:
        """Body text of about that many words: chat lines, quotes and nouns in a row."""
        parts: list[str] = []
        while sum(len(part.split()) for part in parts) < words:
            source = (self.quotes, self.chat, self.words, self.wishes)[int(rng.integers(4))]
            parts.append(self.pick(rng, source))
        joined = " ".join(parts)
        return " ".join(joined.split()[:words]) if self.script.traits.spaced else joined[: words * 2]


@lru_cache(maxsize=1)
def languages() -> tuple[Language, ...]:
    """All languages, in the order of their codes."""
    folder = resources.files(__package__) / "data"
    files = sorted(
        (file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name
    )
    return tuple(_read(file.name.removesuffix(".toml"), file.read_text(encoding="utf-8")) for file in files)


def _read(code: str, text: str) -> Language:
    data = tomllib.loads(text)
    lists = {key: tuple(value) for key, value in data.items() if isinstance(value, list)}
    script, weight = Script(data["script"]), float(data.get("weight", _GALLERY_WEIGHT))
    return Language(code=code, script=script, weight=weight, **lists)


@lru_cache(maxsize=64)
def language_named(code: str) -> Language:
    """The language of that code; StopIteration if there is none."""
    return next(language for language in languages() if language.code == code)


@lru_cache(maxsize=64)
def _alphabet(code: str) -> str:
    language = language_named(code)
    lists = (getattr(language, field.name) for field in fields(language))
    phrases = (phrase for each in lists if isinstance(each, tuple) for phrase in each)
    ascii_letters = {chr(point) for point in range(33, 127)}
    return "".join(sorted(ascii_letters.union(*(set(phrase) - {"\n"} for phrase in phrases))))


def can_draw(language: Language) -> bool:
    """Tell whether this machine has a font for every letter of the language: Urdu needs more than Arabic."""
    try:
        return bool(faces_for(language.alphabet, Look.SANS))
    except MissingFontError:
        return False


@lru_cache(maxsize=1)
def _drawable() -> tuple[tuple[Language, ...], tuple[float, ...]]:
    able = tuple(language for language in languages() if can_draw(language))
    total = sum(language.weight for language in able)
    return able, tuple(language.weight / total for language in able)


def pick_language(rng: Generator) -> Language:
    """Pick a language that can be drawn with this machine's fonts, the common ones more often."""
    able, shares = _drawable()
    return able[int(rng.choice(len(able), p=shares))]
