"""What the page needs said; who starts it brings the words, so that they are the terminal's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from memesweep.errors import MemesweepError
    from memesweep.workspace import Notice, Objection, Trouble


class Sentences(Protocol):
    """Codes and facts in plain English. Names in them are made printable by the page."""

    def error(self, error: MemesweepError) -> str:
        """Say why something is not to be had."""

    def objection(self, objection: Objection) -> str:
        """Say what speaks against a sweep."""

    def trouble(self, trouble: Trouble) -> str:
        """Say in a few words what is the matter with one file, without its name."""

    def notice(self, notice: Notice) -> str:
        """Say something worth knowing."""
