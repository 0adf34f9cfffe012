"""What the drawn pictures say: original phrases in many languages, put together at random."""

from memesweep.training.memegen.phrases.language import (
    Language,
    can_draw,
    language_named,
    languages,
    pick_language,
)

__all__ = ["Language", "can_draw", "language_named", "languages", "pick_language"]
