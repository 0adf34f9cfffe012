"""The three shapes of a scan's result: tables, one document, lines."""

from __future__ import annotations

import json
import shlex
import sys
from typing import TYPE_CHECKING, Any, Protocol

from memesweep.workspace import Reason, Verdict

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import RenderableType

    from memesweep.cli.terminal.console import Console
    from memesweep.cli.terminal.tables import PictureRow
    from memesweep.workspace import PictureResult, ScanRun


class ScanOutput(Protocol):
    """One of them."""

    skips_unchanged: bool
    """Whether it does without unchanged pictures that are kept."""

    def picture(self, result: PictureResult) -> None:
        """Take one picture."""

    def end(self, run: ScanRun) -> None:
        """Take the counts, and print what is not printed yet."""


class JsonOutput:
    """One document at the end."""

    skips_unchanged = False

    def __init__(self, command: str, root: Path, console: Console) -> None:
        """See `ScanOutput`."""
        self._command = command
        self._root = root
        self._console = console
        self._images: list[dict[str, Any]] = []

    def picture(self, result: PictureResult) -> None:
        """See `ScanOutput`."""
        from memesweep.report.images import describe_result

        if result.reason is not Reason.NOT_A_PICTURE:
            self._images.append(describe_result(result))

    def end(self, run: ScanRun) -> None:
        """See `ScanOutput`."""
        from memesweep.cli.words.reasons import words_of
        from memesweep.report.documents import scan_document

        document = scan_document(self._command, self._root, run.counts, self._images, run.troubles, words_of)
        self._console.data(document.to_json())


class LinesOutput:
    """One object a picture, as they come."""

    skips_unchanged = False

    def __init__(self, command: str, root: Path, console: Console) -> None:
        """See `ScanOutput`."""
        del command, root
        self._console = console

    def picture(self, result: PictureResult) -> None:
        """See `ScanOutput`."""
        from memesweep.report.images import describe_result

        if result.reason is not Reason.NOT_A_PICTURE:
            self._console.data(json.dumps(describe_result(result)))

    def end(self, run: ScanRun) -> None:
        """See `ScanOutput`."""


class NoOutput:
    """Nothing, where the result is a file."""

    skips_unchanged = True

    def picture(self, result: PictureResult) -> None:
        """See `ScanOutput`."""

    def end(self, run: ScanRun) -> None:
        """See `ScanOutput`."""


class TablesOutput:
    """Tables for people: what would be moved, what is to review, what is kept."""

    skips_unchanged = True

    def __init__(self, command: str, root: Path, console: Console) -> None:
        """See `ScanOutput`."""
        del command
        self._root = root
        self._console = console
        self._sweep: list[PictureResult] = []
        self._review: list[PictureResult] = []

    def picture(self, result: PictureResult) -> None:
        """See `ScanOutput`."""
        if result.verdict is Verdict.SWEEP:
            self._sweep.append(result)
        elif result.verdict is Verdict.REVIEW:
            self._review.append(result)

    def end(self, run: ScanRun) -> None:
        """See `ScanOutput`."""
        if self._console.quiet:
            return
        from memesweep.cli.terminal.layout import Heading
        from memesweep.cli.terminal.names import counted, human_size, printable
        from memesweep.cli.terminal.tables import ROWS, closing_line, counts_table, pictures_table

        rows = ROWS if sys.stdout.isatty() else None  # a pipe gets them all
        parts: list[RenderableType] = [f"Gallery {printable(str(self._root))}", ""]
        if self._sweep:
            size = human_size(run.counts.sweep_bytes)
            parts += [Heading(f"Would be moved: {counted(len(self._sweep), 'picture')}, {size}")]
            parts += [pictures_table(map(_row, self._sweep), rows=rows, least_sure_first=True), ""]
        if self._review:
            parts += [Heading(f"To review: {counted(len(self._review), 'picture')}, never swept")]
            parts += [pictures_table(map(_row, self._review), rows=rows), ""]
        kept = counts_table(run.counts, run.left_out_pictures())
        parts += [Heading("Kept"), kept, ""] if kept.rows else []
        parts += [closing_line(run.counts)]
        if self._sweep or self._review:
            parts += self._next_steps()
        self._console.render(*parts)

    def _next_steps(self) -> list[RenderableType]:
        """Return what to type next; nothing where the folder's name could not be typed as it is shown."""
        from memesweep.cli.terminal.names import printable

        root = str(self._root)
        if printable(root) != root:
            return []
        quoted = shlex.quote(root)
        steps: list[RenderableType] = [
            f"To look at them and decide: memesweep review {quoted}",
            f"To have them on one page: memesweep report {quoted} --html report.html",
        ]
        if self._sweep:
            # These are the judge's scores; a sweep asks a second net about the same pictures.
            steps.append(f"To have a second net look at them first: memesweep clean {quoted} --dry-run")
        return steps


def _row(result: PictureResult) -> PictureRow:
    from memesweep.cli.terminal.tables import PictureRow

    return PictureRow(result.score, result.file.stamp.size, result.file.relative)
