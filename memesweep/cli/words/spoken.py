"""The command line's sentences for another front end, which has none of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from memesweep.cli.words.errors import sentence_of
from memesweep.cli.words.notices import sentence_of_notice
from memesweep.cli.words.objections import refusal_of, warning_of
from memesweep.cli.words.reasons import words_of
from memesweep.errors import RefusedError

if TYPE_CHECKING:
    from memesweep.errors import MemesweepError
    from memesweep.workspace import Notice, Objection, Trouble


class TerminalSentences:
    """See `web.review.sentences.Sentences`."""

    def error(self, error: MemesweepError) -> str:
        """See `Sentences`."""
        if isinstance(error, RefusedError) and error.objections:
            return refusal_of(error.objections)
        return sentence_of(error)

    def objection(self, objection: Objection) -> str:
        """See `Sentences`."""
        return warning_of(objection)

    def trouble(self, trouble: Trouble) -> str:
        """See `Sentences`."""
        return words_of(trouble)

    def notice(self, notice: Notice) -> str:
        """See `Sentences`."""
        return sentence_of_notice(notice)
