"""Words that no scheduler's file can hold."""

from __future__ import annotations


class UnschedulableError(ValueError):
    """A name cannot be written into a scheduler's file."""

    def __init__(self, word: str, why: str) -> None:
        """`word` is what cannot be written, `why` a sentence's end: `holds a line break`."""
        super().__init__(f"{word!r} {why}")
        self.word = word
        self.why = why


def refuse_line_breaks(word: str) -> None:
    """Check a word of a command or a path.

    Raises:
        UnschedulableError: it holds a line break or a zero byte; both end what a scheduler reads.

    """
    if any(char in word for char in "\n\r\0"):
        raise UnschedulableError(word, "holds a line break")
