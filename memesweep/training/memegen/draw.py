"""Draws a random picture of either class."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from memesweep.training.memegen.artwork.finish import finish
from memesweep.training.memegen.drawcontext import DrawContext, new_context
from memesweep.training.memegen.memes.meme_kinds import MEME_PAINTERS, MemeKind
from memesweep.training.memegen.negatives.negative_kinds import NEGATIVE_PAINTERS, NegativeKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.random import Generator
    from PIL import Image

Kind = TypeVar("Kind", MemeKind, NegativeKind)


def draw_meme(
    photos: Sequence[Image.Image],
    rng: Generator,
    kind: MemeKind | None = None,
    *,
    long_side: int | None = None,
    language: str | None = None,
) -> Image.Image:
    """Draw something that people forward: a joke, a greeting, a saying.

    Args:
        photos: photographs to draw on, any size; several, if panels shall differ. Drawn scenes if empty.
        rng: decides everything else. The same state, photographs, fonts and Pillow give the same picture.
        kind: one kind, or a random one by its weight.
        long_side: draw a clean picture of about that many pixels. By default pictures have random sizes, long
            side 320 to 560 pixels, and the wear of compression that training needs.
        language: code of a language of `phrases`, by default a random one that this machine can draw.

    Returns:
        An RGB picture.

    Raises:
        MissingFontError: this machine has no font for the language, or not even one for Latin letters.

    """
    return _draw(photos, rng, kind, MEME_PAINTERS, long_side, language)


def draw_negative(
    photos: Sequence[Image.Image],
    rng: Generator,
    kind: NegativeKind | None = None,
    *,
    long_side: int | None = None,
    language: str | None = None,
) -> Image.Image:
    """Draw something that people keep and that looks a bit like a meme: text, frames, screens, papers.

    Arguments, result and errors are those of `draw_meme`.
    """
    return _draw(photos, rng, kind, NEGATIVE_PAINTERS, long_side, language)


def _draw(
    photos: Sequence[Image.Image],
    rng: Generator,
    kind: Kind | None,
    painters: Mapping[Kind, tuple[float, Callable[[DrawContext], Image.Image]]],
    long_side: int | None,
    language: str | None,
) -> Image.Image:
    if kind is None:
        kinds = list(painters)
        total = sum(weight for weight, _ in painters.values())
        kind = kinds[int(rng.choice(len(kinds), p=[painters[each][0] / total for each in kinds]))]
    image = painters[kind][1](new_context(photos, rng, long_side, language))
    return finish(image, rng) if long_side is None else image
