"""What the drawn pictures say: original phrases in many languages, put together at random."""

from memesweep.training.memegen.phrases.language import Language, languages, pick_language

__all__ = ["Language", "languages", "pick_language"]
