"""Draws memes, and negatives (what people keep), for training, the demo and the tests.

Needs Pillow and numpy only. Everything but the fonts comes from the package itself and from the photographs
that the caller passes in.
"""

from memesweep.training.memegen.caption import CaptionStyle, caption
from memesweep.training.memegen.draw import draw_meme, draw_negative
from memesweep.training.memegen.memes.meme_kinds import MemeKind
from memesweep.training.memegen.negatives.negative_kinds import NegativeKind
from memesweep.training.memegen.typography.fonts import MissingFontError

__all__ = [
    "CaptionStyle",
    "MemeKind",
    "MissingFontError",
    "NegativeKind",
    "caption",
    "draw_meme",
    "draw_negative",
]
