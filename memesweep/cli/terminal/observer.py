"""The workspace's observer at a terminal: a progress bar for each phase, a line for each notice."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.progress import Progress, TaskID

    from memesweep.cli.terminal.console import Console
    from memesweep.workspace.observer import Notice, Phase


_REDRAW_S: Final = 0.1
"""Drawing takes milliseconds, and a rescan reports thousands of files in each."""


class TerminalObserver:
    """Draws on a terminal's stderr and nowhere else, since cron mails every byte."""

    def __init__(self, console: Console) -> None:
        """Use `watching` instead, which clears the bar at the end."""
        self._console = console
        self._bar: Progress | None = None
        self._tasks: dict[str, TaskID] = {}
        self._drawn = 0.0
        self.wants_totals = not console.quiet and sys.stderr.isatty()

    def progress(self, phase: Phase, done: int, total: int | None) -> None:
        """See `Observer`."""
        if self.wants_totals:
            from memesweep.cli.words.notices import PHASES

            self.draw(PHASES[phase], done, total)

    def draw(self, title: str, done: int, total: int | None) -> None:
        """Show how far something is that has a title of its own."""
        if not self.wants_totals:
            return
        if self._bar is None:
            self._bar = self._console.bar()
            self._bar.start()
        if title not in self._tasks:
            self._tasks[title] = self._bar.add_task(title, total=total)
        self._bar.update(self._tasks[title], completed=done)
        now = monotonic()
        if now - self._drawn >= _REDRAW_S or done == total:
            self._drawn = now
            self._bar.refresh()

    def counting(self, title: str, total: int) -> Callable[[int], None]:
        """Return what takes the number of steps just done of something that has a title of its own."""
        done = 0

        def advance(count: int) -> None:
            nonlocal done
            done += count
            self.draw(title, done, total)

        return advance

    def notice(self, notice: Notice) -> None:
        """See `Observer`."""
        from memesweep.cli.words.notices import LOUD, sentence_of_notice

        say = self._console.error if notice.code in LOUD else self._console.notice
        say(sentence_of_notice(notice))

    def end(self) -> None:
        """Clear the bar, before anything else is printed or asked."""
        if self._bar is not None:
            self._bar.stop()


@contextmanager
def watching(console: Console) -> Iterator[TerminalObserver]:
    """Observe what the block does."""
    observer = TerminalObserver(console)
    try:
        yield observer
    finally:
        observer.end()
