"""Chooses a typeface for a text: by writing system, by look, and only if it draws every character."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from PIL import ImageFont, features

from memesweep.training.memegen.typography.coverage import draws, draws_script
from memesweep.training.memegen.typography.fontfiles import font_files
from memesweep.training.memegen.typography.scripts import Script, script_of

if TYPE_CHECKING:
    from pathlib import Path


class MissingFontError(RuntimeError):
    """No font on this machine draws the text, or its script needs a shaping engine that is missing."""

    def __init__(self, script: Script, text: str, reason: str) -> None:
        super().__init__(f"cannot draw {text[:40]!r} ({script.value}): {reason}")
        self.script = script


class Look(Enum):
    """The manner of a typeface, shared by memes and negatives: a font must not give the class away."""

    IMPACT = "impact"
    SANS = "sans"
    BOLD = "bold"
    SERIF = "serif"
    MONO = "mono"
    HAND = "hand"
    FANCY = "fancy"


@dataclass(frozen=True, slots=True)
class Face:
    """One typeface."""

    path: Path | None
    """The font file; None is the font inside Pillow."""
    squeeze: float = 1.0
    """Width of the letters against the font's own: heavy letters at 0.7 stand in for Impact."""
    companion: Path | None = None
    """A second font, for characters that the first lacks: Indic fonts often have no Latin letters."""

    @property
    def italic(self) -> bool:
        """Whether the letters slant, by the name of the file."""
        return self.path is not None and bool(_SLANTED.search(self.path.stem))


_SLANTED: Final = re.compile(r"(Italic|Oblique|Slanted|It$|Ita$)")
_SKIPPED: Final = re.compile(
    r"lastresort|emoji|symbol|math|siz\w+sym|nonuni|^cm[a-z]+\d|thin|hairline|extralight|display-?it|quran|qurn"
    r"|decorative|kacstpen|music|dingbat|d050000|standardsymbols|mono-?oblique|humor"
)
_LOOKS: Final = {
    Look.IMPACT: (
        r"bebasneue|condbold|condensed-bold\b|narrow-bold\b|spartan-(black|extrab)|dosis-extrabold"
        r"|anton|impact|oswald"
    ),
    Look.HAND: r"comic|breip|dkg|femke|tomson|purisa|sawasdee|chilanka|handw|kacstletter|caveat|nafees",
    Look.FANCY: r"lobster|dancing|kaushan|leckerli|z003|havana|kacstart|nastaliq|pacifico|vollkorn-blackit",
    Look.MONO: r"mono|courier|inconsolata|typewriter|code",
    Look.SERIF: (
        r"serif|slab|garamond|vollkorn|caladea|roman|c059|p052|bookman|naskh|amiri|scheher|stixgeneral"
        r"|kacstbook|samanata|chandas|kalimati|times|georgia"
    ),
    Look.BOLD: r"black|bold|heavy|semibold|demi",
    Look.SANS: r".",
}
"""Patterns of file names; the first that is found decides."""
_COMMON_BLOCKS: Final = (Script.LATIN, Script.CYRILLIC, Script.GREEK)
_RARE_NOTO: Final = re.compile(r"^noto(sans|serif)(?!(-|display|mono))")
"""Noto files of one foreign script: their few Latin letters add no variety to Latin text."""
_SUBSTITUTES: Final = {
    Look.IMPACT: (Look.BOLD, Look.SANS),
    Look.BOLD: (Look.SANS, Look.SERIF),
    Look.HAND: (Look.SANS, Look.FANCY),
    Look.FANCY: (Look.SERIF, Look.HAND, Look.BOLD),
    Look.MONO: (Look.SANS,),
    Look.SERIF: (Look.SANS, Look.BOLD),
    Look.SANS: (Look.SERIF, Look.BOLD),
}


def look_of(path: Path) -> Look | None:
    """Tell a font's look from its file name; None for fonts that set no running text."""
    name = path.stem.lower().replace(" ", "-")
    if _SKIPPED.search(name):
        return None
    return next(look for look, pattern in _LOOKS.items() if re.search(pattern, name))


def can_shape() -> bool:
    """Tell whether Pillow found libraqm, which joins and reorders letters."""
    return bool(features.check("raqm"))


@lru_cache(maxsize=256)
def faces(script: Script, look: Look) -> tuple[Face, ...]:
    """Typefaces of that look for a script, in a fixed order; may be empty."""
    latin = script in _COMMON_BLOCKS
    found = [
        path
        for path in font_files()
        if look_of(path) is look
        and not (latin and _RARE_NOTO.match(path.stem.lower()))
        and draws_script(path, script)
    ]
    result = [Face(path) for path in found]
    if look is Look.IMPACT and latin:
        # Debian packages no Impact: heavy letters made narrow look like it.
        heavy = [
            path
            for path in font_files()
            if re.match(r"(lato|inter|roboto)-black$|dejavusans-bold$", path.stem.lower())
        ]
        result += [Face(path, squeeze=0.72) for path in heavy if draws_script(path, script)]
    if not result and look is Look.SANS and draws_script(None, script):
        result = [Face(None)]
    return tuple(result)


def faces_for(text: str, look: Look) -> tuple[Face, ...]:
    """Typefaces that draw every character of `text`, of that look or else of the nearest one.

    Raises:
        MissingFontError: no font draws the text, or its script needs libraqm and Pillow has none.

    """
    script = script_of(text)
    if script.traits.shaped and not can_shape():
        raise MissingFontError(
            script, text, "its letters join, and Pillow found no libraqm (or fribidi) here"
        )
    return _faces_for(script, frozenset(text), look, text[:40])


@lru_cache(maxsize=32768)
def _faces_for(script: Script, letters: frozenset[str], look: Look, text: str) -> tuple[Face, ...]:
    visible = "".join(sorted(letters))
    for near in dict.fromkeys((look, *_SUBSTITUTES[look], *Look)):
        fitting = [
            complete
            for face in faces(script, near)
            if (complete := _complete(face, visible, script, near)) is not None
        ]
        if fitting:
            return tuple(fitting)
    raise MissingFontError(script, text, "no font on this machine has all its characters")


def _complete(face: Face, visible: str, script: Script, look: Look) -> Face | None:
    """Return the face, with a companion for the letters of other scripts if it needs one and there is one."""
    foreign = "".join(letter for letter in visible if not draws(face.path, letter))
    if not foreign:
        return face
    if script.traits.leftward or any(script_of(letter) is script for letter in foreign):
        return None  # the renderer sets runs of two fonts from left to right only
    for near in (look, *_SUBSTITUTES[look]):
        for other in faces(Script.LATIN, near):
            if other.squeeze == 1.0 and other.path is not None and draws(other.path, foreign):
                return replace(face, companion=other.path)
    return None


_PLAIN_SIGNS: Final = {
    "“": '"',
    "”": '"',
    "•": "-",
    "·": "-",
    "°": "",
    "©": "(c)",
    "₹": "Rs ",
    "€": "EUR ",
    "£": "GBP ",
}


def plain_signs(text: str, face: Face) -> str:
    """Replace typographic signs that the face lacks by ASCII ones."""
    if text.isascii():
        return text
    return "".join(
        _PLAIN_SIGNS[letter] if letter in _PLAIN_SIGNS and not draws(face.path, letter) else letter
        for letter in text
    )


def without_signs(text: str) -> str:
    """Drop the signs that `plain_signs` can replace: no reason to prefer one typeface to another."""
    return text if text.isascii() else "".join(letter for letter in text if letter not in _PLAIN_SIGNS)


def runs(text: str, face: Face) -> tuple[tuple[str, Face], ...]:
    """Split a line where the font changes, into pieces and the face that draws each."""
    if face.companion is None:
        return ((text, face),)
    other = Face(face.companion)
    pieces: list[tuple[str, Face]] = []
    for letter in text:
        last = pieces[-1][1] if pieces and letter.isspace() else None
        own = last or (face if draws(face.path, letter) else other)
        if pieces and pieces[-1][1] is own:
            pieces[-1] = (pieces[-1][0] + letter, own)
        else:
            pieces.append((letter, own))
    return tuple(pieces)


@lru_cache(maxsize=64)
def has_font(script: Script) -> bool:
    """Tell whether text in this script can be drawn here."""
    if script.traits.shaped and not can_shape():
        return False
    return any(faces(script, look) for look in Look)


@lru_cache(maxsize=768)
def load(face: Face, size: int, *, shaped: bool) -> ImageFont.FreeTypeFont:
    """Open a face at a size in pixels. Shaping costs time, so scripts that need none go without."""
    engine = ImageFont.Layout.RAQM if shaped else ImageFont.Layout.BASIC
    if face.path is None:
        builtin = ImageFont.load_default(size)
        if not isinstance(builtin, ImageFont.FreeTypeFont):
            raise MissingFontError(Script.LATIN, "", "Pillow was built without FreeType")
        return builtin
    return ImageFont.truetype(face.path, size, layout_engine=engine)
