"""Writing systems: which one a text is in, and what drawing it takes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Final


@dataclass(frozen=True, slots=True)
class ScriptTraits:
    """What the renderer must know of a writing system."""

    sample: str
    """Letters that every font for the script has, all of different shape."""
    ranges: tuple[tuple[int, int], ...]
    """Unicode blocks, first and last code point of each."""
    shaped: bool = False
    """Letters join, stack or reorder: without a shaping engine the result is unreadable."""
    leftward: bool = False
    """Lines run from right to left."""
    spaced: bool = True
    """Words are separated by spaces, so lines break only there."""


class Script(Enum):
    """A writing system, named by its ISO 15924 code."""

    LATIN = "Latn"
    CYRILLIC = "Cyrl"
    GREEK = "Grek"
    HEBREW = "Hebr"
    ARABIC = "Arab"
    DEVANAGARI = "Deva"
    BENGALI = "Beng"
    GURMUKHI = "Guru"
    GUJARATI = "Gujr"
    TAMIL = "Taml"
    TELUGU = "Telu"
    KANNADA = "Knda"
    MALAYALAM = "Mlym"
    THAI = "Thai"
    ETHIOPIC = "Ethi"
    HAN = "Hani"
    KANA = "Kana"
    HANGUL = "Hang"

    @property
    def traits(self) -> ScriptTraits:
        """Sample letters, code points and drawing rules of the script."""
        return _TRAITS[self]


_TRAITS: Final = {
    Script.LATIN: ScriptTraits("AEgnzq", ((0x41, 0x5A), (0x61, 0x7A), (0xC0, 0x24F))),
    Script.CYRILLIC: ScriptTraits("ДЖщыя", ((0x400, 0x52F),)),
    Script.GREEK: ScriptTraits("ΔΨλξω", ((0x370, 0x3FF),)),
    Script.HEBREW: ScriptTraits("אבלמש", ((0x590, 0x5FF),), shaped=True, leftward=True),
    Script.ARABIC: ScriptTraits("ابصعم", ((0x600, 0x6FF), (0x750, 0x77F)), shaped=True, leftward=True),
    Script.DEVANAGARI: ScriptTraits("अकगषह", ((0x900, 0x97F),), shaped=True),
    Script.BENGALI: ScriptTraits("অকগষহ", ((0x980, 0x9FF),), shaped=True),
    Script.GURMUKHI: ScriptTraits("ਅਕਗਸਹ", ((0xA00, 0xA7F),), shaped=True),
    Script.GUJARATI: ScriptTraits("અકગષહ", ((0xA80, 0xAFF),), shaped=True),
    Script.TAMIL: ScriptTraits("அகசழற", ((0xB80, 0xBFF),), shaped=True),
    Script.TELUGU: ScriptTraits("అకగషహ", ((0xC00, 0xC7F),), shaped=True),
    Script.KANNADA: ScriptTraits("ಅಕಗಷಹ", ((0xC80, 0xCFF),), shaped=True),
    Script.MALAYALAM: ScriptTraits("അകഗഷഹ", ((0xD00, 0xD7F),), shaped=True),
    Script.THAI: ScriptTraits("กขคญฮ", ((0xE00, 0xE7F),), shaped=True, spaced=False),
    Script.ETHIOPIC: ScriptTraits("ሀለመሰቀ", ((0x1200, 0x137F),)),
    Script.HAN: ScriptTraits("的我有国年", ((0x3400, 0x4DBF), (0x4E00, 0x9FFF)), spaced=False),
    Script.KANA: ScriptTraits("あねアネヌ", ((0x3040, 0x30FF),), spaced=False),
    Script.HANGUL: ScriptTraits("가나다한글", ((0xAC00, 0xD7A3), (0x1100, 0x11FF))),
}
_RANGES: Final = [(first, last, script) for script in Script for first, last in script.traits.ranges]


@lru_cache(maxsize=8192)
def _script_of_letter(letter: str) -> Script | None:
    point = ord(letter)
    return next((script for first, last, script in _RANGES if first <= point <= last), None)


@lru_cache(maxsize=4096)
def script_of(text: str) -> Script:
    """Tell the writing system of a text: the one with most letters, but Latin only if there is no other.

    A Hindi caption may hold more English letters than Hindi ones and needs the Hindi font all the same,
    which has Latin letters too. Digits and signs alone count as Latin.
    """
    counts = Counter(script for letter in text if (script := _script_of_letter(letter)) is not None)
    counts.pop(Script.LATIN, None)
    if counts.get(Script.KANA):
        return Script.KANA  # Japanese: a font with kana has the han characters too, not the other way round
    return counts.most_common(1)[0][0] if counts else Script.LATIN
