"""Draws memes and keepers for training, the demo and the tests.

Needs Pillow and numpy only. Everything but the fonts comes from the package itself and from the photographs
that the caller passes in.
"""

from memesweep.training.memegen.caption import CaptionStyle, caption
from memesweep.training.memegen.draw import draw_keeper, draw_meme
from memesweep.training.memegen.keepers.kinds import KeeperKind
from memesweep.training.memegen.memes.kinds import MemeKind
from memesweep.training.memegen.typography.fonts import MissingFontError

__all__ = [
    "CaptionStyle",
    "KeeperKind",
    "MemeKind",
    "MissingFontError",
    "caption",
    "draw_keeper",
    "draw_meme",
]
