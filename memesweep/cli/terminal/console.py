"""The process's streams: data to stdout, everything else to stderr, a progress bar only for a terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from memesweep.cli.terminal.names import printable

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.progress import Progress

_PIPE_WIDTH: Final = 100
"""Columns of a table that goes to no terminal."""


class Console:
    """What a command says, and to whom."""

    def __init__(self, *, quiet: bool = False) -> None:
        """`quiet` leaves nothing on stderr but errors."""
        self.quiet = quiet

    @property
    def interactive(self) -> bool:
        """Whether a person can be asked: they see the question and can type the answer."""
        return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()

    def data(self, line: str) -> None:
        """Write one line of data."""
        sys.stdout.write(line + "\n")

    def render(self, *renderables: RenderableType) -> None:
        """Write tables and text for people to stdout."""
        from rich.console import Console as RichConsole
        from rich.text import Text

        width = None if sys.stdout.isatty() else _PIPE_WIDTH
        console = RichConsole(file=sys.stdout, width=width, highlight=False, emoji=False, markup=False)
        for renderable in renderables:
            # A sentence may hold a path to copy: the terminal may fold it, we never do.
            console.print(renderable, soft_wrap=isinstance(renderable, str | Text))

    def notice(self, text: str) -> None:
        """Tell a person, in one line, something that is neither data nor an error."""
        if not self.quiet:
            sys.stderr.write(printable(text) + "\n")

    def error(self, text: str) -> None:
        """Say in one line what went wrong; the only thing that `--quiet` lets through."""
        sys.stderr.write(f"memesweep: {printable(text)}\n")

    def confirm(self, question: str, *, default: bool) -> bool:
        """Ask on stderr, so that stdout stays data. No answer at all is the default."""
        sys.stderr.write(f"{question} [{'Y/n' if default else 'y/N'}] ")
        sys.stderr.flush()
        answer = sys.stdin.readline().strip().lower()
        return default if not answer else answer in {"y", "yes"}

    def bar(self) -> Progress:
        """Return a progress bar for stderr that leaves no trace when it is stopped."""
        from rich.console import Console as RichConsole
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(compact=True),
        )
        return Progress(*columns, console=RichConsole(file=sys.stderr), transient=True)
