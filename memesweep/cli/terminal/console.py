"""The process's streams: data to stdout, everything else to stderr, a progress bar only for a terminal."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING, Final, TextIO

from memesweep.cli.terminal.names import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from rich.console import Console as RichConsole
    from rich.console import RenderableType
    from rich.progress import Progress

_PIPE_WIDTH: Final = 100_000
"""Columns of a table that goes to no terminal: nothing in it is folded or cut."""


def _discard_typed() -> bool:
    """Throw away what was typed and not read yet; false where that cannot be done."""
    import termios

    try:
        termios.tcflush(sys.stdin, termios.TCIFLUSH)
    except (OSError, ValueError, termios.error):
        return False
    return True


def _rich_console(file: TextIO, width: int | None) -> RichConsole:
    from rich.console import Console as RichConsole

    return RichConsole(file=file, width=width, highlight=False, emoji=False, markup=False)


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
        from memesweep.cli.terminal.layout import Heading

        if not sys.stdout.isatty():
            for renderable in renderables:
                self._write_plain(renderable)
            return
        from rich.text import Text

        console = _rich_console(sys.stdout, None)
        for renderable in renderables:
            # A sentence may hold a path to copy: the terminal may fold it, we never do.
            console.print(renderable, soft_wrap=isinstance(renderable, str | Text | Heading))

    def _write_plain(self, renderable: RenderableType) -> None:
        from memesweep.cli.terminal.layout import Columns, Heading

        if isinstance(renderable, str):
            text = renderable
        elif isinstance(renderable, Heading | Columns):
            text = renderable.plain()
        else:
            piped = io.StringIO()
            _rich_console(piped, _PIPE_WIDTH).print(renderable)
            text = piped.getvalue()
        sys.stdout.writelines(line.rstrip() + "\n" for line in text.splitlines() or [""])

    def notice(self, text: str) -> None:
        """Tell a person, in one line, something that is neither data nor an error."""
        if not self.quiet:
            sys.stderr.write(printable(text) + "\n")

    def error(self, text: str) -> None:
        """Say in one line what went wrong; the only thing that `--quiet` lets through."""
        sys.stderr.write(f"memesweep: {printable(text)}\n")

    def confirm(
        self, question: str, *, default: bool, others: Mapping[str, Callable[[], object]] | None = None
    ) -> bool:
        """Ask on stderr, so that stdout stays data.

        What was typed before the question could be read answers something else, and is thrown away. Where a
        terminal cannot do that, a yes counts when it is given twice.

        Args:
            question: may have several lines.
            default: the answer of an empty line. The end of the input is a no.
            others: what to do for other answers, before asking again.

        """
        discarded = False
        agreed = 0
        while True:
            discarded = _discard_typed() or discarded
            sys.stderr.write(f"{question} [{'Y/n' if default else 'y/N'}] ")
            sys.stderr.flush()
            line = sys.stdin.readline()
            answer = line.strip().lower()
            if others is not None and answer in others:
                others[answer]()
                continue
            if not line or answer not in {"y", "yes", ""} or not (answer or default):
                return False
            agreed += 1
            if discarded or agreed > 1:
                return True
            question = "This terminal cannot tell whether that was typed before the question. Sure?"

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
        # Drawn by who reports progress: beside a thread that draws, a walk starts no second process.
        return Progress(*columns, console=RichConsole(file=sys.stderr), transient=True, auto_refresh=False)
