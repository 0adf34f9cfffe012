"""Colours of messengers, light and dark: wall, bar, bubbles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from memesweep.training.memegen.artwork.palette import deep, grey, mix, pastel, vivid
from memesweep.training.memegen.typography.lettering import BLACK, WHITE

if TYPE_CHECKING:
    from memesweep.training.memegen.drawcontext import DrawContext
    from memesweep.training.memegen.typography.lettering import Colour


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """One messenger's colours."""

    wall: Colour
    bar: Colour
    mine: Colour
    theirs: Colour
    accent: Colour


_KNOWN: Final = (
    Theme(wall=(236, 229, 221), bar=(7, 94, 84), mine=(220, 248, 198), theirs=WHITE, accent=(52, 183, 241)),
    Theme(wall=(239, 234, 226), bar=WHITE, mine=(217, 253, 211), theirs=WHITE, accent=(0, 168, 132)),
    Theme(wall=(11, 20, 26), bar=(31, 44, 52), mine=(0, 92, 75), theirs=(31, 44, 52), accent=(0, 168, 132)),
    Theme(
        wall=(205, 222, 190), bar=(82, 125, 163), mine=(239, 254, 221), theirs=WHITE, accent=(82, 136, 193)
    ),
    Theme(
        wall=(14, 22, 33), bar=(23, 33, 43), mine=(43, 82, 120), theirs=(24, 37, 51), accent=(106, 178, 242)
    ),
    Theme(wall=WHITE, bar=WHITE, mine=(44, 107, 237), theirs=(233, 233, 233), accent=(44, 107, 237)),
    Theme(wall=BLACK, bar=(27, 27, 27), mine=(44, 107, 237), theirs=(59, 59, 59), accent=(44, 107, 237)),
    Theme(wall=WHITE, bar=(246, 246, 246), mine=(0, 122, 255), theirs=(233, 233, 235), accent=(0, 122, 255)),
    Theme(wall=BLACK, bar=(18, 18, 18), mine=(10, 132, 255), theirs=(38, 38, 41), accent=(10, 132, 255)),
    Theme(wall=WHITE, bar=WHITE, mine=(163, 54, 247), theirs=(240, 240, 240), accent=(0, 132, 255)),
    Theme(wall=(237, 237, 237), bar=(237, 237, 237), mine=(149, 236, 105), theirs=WHITE, accent=(7, 193, 96)),
    Theme(wall=(140, 171, 216), bar=(41, 50, 72), mine=(133, 226, 73), theirs=WHITE, accent=(6, 199, 85)),
    Theme(wall=(155, 187, 212), bar=(155, 187, 212), mine=(254, 240, 27), theirs=WHITE, accent=(60, 30, 30)),
    Theme(
        wall=WHITE, bar=(115, 96, 242), mine=(222, 219, 253), theirs=(240, 240, 242), accent=(115, 96, 242)
    ),
)


def any_theme(context: DrawContext) -> Theme:
    """One of the well-known messengers, or one that nobody knows."""
    if context.chance(0.75):
        return context.pick(_KNOWN)
    accent = vivid(context.rng)
    if context.chance(0.4):
        wall = context.pick((BLACK, deep(context.rng), grey(context.rng, 10, 40)))
        return Theme(
            wall=wall,
            bar=mix(wall, WHITE, 0.08),
            mine=deep(context.rng),
            theirs=mix(wall, WHITE, 0.14),
            accent=accent,
        )
    wall = context.pick((WHITE, pastel(context.rng), grey(context.rng, 225, 250)))
    bar = context.pick((WHITE, accent, mix(accent, BLACK, 0.4)))
    return Theme(
        wall=wall, bar=bar, mine=mix(accent, WHITE, 0.7), theirs=mix(wall, BLACK, 0.07), accent=accent
    )
