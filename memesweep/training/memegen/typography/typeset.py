"""Breaks a text into lines and finds the size at which it fills a box."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from memesweep.training.memegen.typography.fonts import Face, load, runs
from memesweep.training.memegen.typography.scripts import script_of

if TYPE_CHECKING:
    from memesweep.training.memegen.geometry import Box

_EM: Final = 64
"""Words are measured once at this size; widths scale with the size nearly exactly."""
_STEP: Final = 0.93
_MAX_SIZE: Final = 400


@dataclass(frozen=True, slots=True)
class Setting:
    """A text broken into lines, at a size in pixels."""

    lines: tuple[str, ...]
    face: Face
    size: int
    line_height: int
    ascent: int
    shaped: bool
    leftward: bool = False

    @property
    def height(self) -> int:
        """Height of all lines in pixels."""
        return self.line_height * len(self.lines)


@lru_cache(maxsize=65536)
def _ems(word: str, face: Face, *, shaped: bool) -> float:
    """Width of a word as a multiple of the font size."""
    return (
        sum(load(own, _EM, shaped=shaped).getlength(run) for run, own in runs(word, face))
        / _EM
        * face.squeeze
    )


@lru_cache(maxsize=4096)
def _words(paragraph: str) -> tuple[tuple[str, str], ...]:
    """Words with what joins each to the one before: a space, or nothing where the script has no spaces."""
    if script_of(paragraph).traits.spaced:
        return tuple((" ", word) for word in paragraph.split())
    words: list[tuple[str, str]] = []
    space = ""
    for letter in paragraph:
        if letter.isspace():
            space = " "
        elif words and (unicodedata.category(letter)[0] in "MP" or letter in "ะาำๅๆฯー"):
            words[-1] = (words[-1][0], words[-1][1] + letter)  # marks and stops stay with their letter
        elif words and not space and words[-1][1][-1].isascii() and letter.isascii():
            words[-1] = (words[-1][0], words[-1][1] + letter)
        else:
            words.append((space, letter))
            space = ""
    return tuple(words)


def break_lines(text: str, face: Face, width_ems: float) -> tuple[str, ...]:
    """Break a text into lines of at most `width_ems` font sizes; a longer word gets a line of its own."""
    shaped = script_of(text).traits.shaped
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line, used = "", 0.0
        for joint, word in _words(paragraph):
            extra = _ems(word, face, shaped=shaped)
            gap = _ems(joint, face, shaped=shaped) if joint else 0.0
            if line and used + gap + extra > width_ems:
                lines.append(line)
                line, used = word, extra
            else:
                line, used = (f"{line}{joint}{word}", used + gap + extra) if line else (word, extra)
        lines.append(line)
    return tuple(lines)


def _widest_word(text: str, face: Face, *, shaped: bool) -> float:
    words = [word for paragraph in text.split("\n") for _, word in _words(paragraph)]
    return max((_ems(word, face, shaped=shaped) for word in words), default=0.0)


def set_at(text: str, face: Face, width: int, size: int, leading: float = 1.0) -> Setting:
    """Set a text at a given size in lines of at most `width` pixels."""
    traits = script_of(text).traits
    ascent, descent = load(face, size, shaped=traits.shaped).getmetrics()
    return Setting(
        lines=break_lines(text, face, width / size),
        face=face,
        size=size,
        line_height=max(1, round((ascent + descent) * leading)),
        ascent=round(ascent * leading),
        shaped=traits.shaped,
        leftward=traits.leftward,
    )


def fit(
    text: str,
    face: Face,
    box: Box,
    *,
    largest: int = _MAX_SIZE,
    smallest: int = 7,
    leading: float = 1.0,
) -> Setting:
    """Set a text as large as fits the box, between two sizes in pixels.

    At the smallest size a text that still does not fit runs over the bottom: the caller cuts or shortens it.
    """
    shaped = script_of(text).traits.shaped
    widest = _widest_word(text, face, shaped=shaped)
    size = min(largest, _MAX_SIZE, box.height, int(box.width / widest) if widest else largest)
    size = max(size, smallest)
    setting = set_at(text, face, box.width, size, leading)
    while setting.height > box.height and size > smallest:
        size = max(smallest, min(size - 1, int(size * _STEP)))
        setting = set_at(text, face, box.width, size, leading)
    return setting


def line_width(setting: Setting, line: str) -> float:
    """Width in pixels of one line as it will be drawn."""
    pieces = runs(line, setting.face)
    return (
        sum(load(own, setting.size, shaped=setting.shaped).getlength(run) for run, own in pieces)
        * setting.face.squeeze
    )
