"""Which characters a font really draws.

A character map can lie (a "last resort" font maps everything to the same box), so this looks at the pixels.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from PIL import ImageFont

if TYPE_CHECKING:
    from pathlib import Path

    from memesweep.training.memegen.typography.scripts import Script

_PROBE_SIZE: Final = 20
_UNASSIGNED: Final = "\U0010fffe"
"""A code point that no font maps: what is drawn for it is the font's missing-glyph box."""


@lru_cache(maxsize=1024)
def _probe(path: Path | None) -> ImageFont.FreeTypeFont | None:
    if path is None:
        builtin = ImageFont.load_default(_PROBE_SIZE)
        return builtin if isinstance(builtin, ImageFont.FreeTypeFont) else None
    try:
        return ImageFont.truetype(path, _PROBE_SIZE, layout_engine=ImageFont.Layout.BASIC)
    except OSError:  # broken file, or a bitmap font of one fixed size
        return None


@lru_cache(maxsize=65536)
def _drawing(path: Path | None, letter: str) -> int | None:
    """Hash of one character's pixels and place, None where the font cannot be read."""
    font = _probe(path)
    if font is None:
        return None
    mask, offset = font.getmask2(letter, mode="L")
    return hash((bytes(mask), mask.size, offset))


def _is_invisible(letter: str) -> bool:
    return letter.isspace() or unicodedata.category(letter) in {"Cf", "Zs", "Cc"}


@lru_cache(maxsize=65536)
def draws(path: Path | None, text: str) -> bool:
    """Tell whether the font has a drawing of its own for every visible character of `text`."""
    return all(
        _drawing(path, letter) not in {None, _drawing(path, _UNASSIGNED)}
        for letter in set(text)
        if not _is_invisible(letter)
    )


@lru_cache(maxsize=8192)
def draws_script(path: Path | None, script: Script) -> bool:
    """Tell whether the font is one for `script`: its sample letters exist and differ from each other."""
    sample = script.traits.sample
    return draws(path, sample) and len({_drawing(path, letter) for letter in sample}) == len(sample)
