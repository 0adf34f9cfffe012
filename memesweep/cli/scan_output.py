"""The three shapes of a scan's result: tables, one document, lines."""

from __future__ import annotations

import json
import shlex
from typing import TYPE_CHECKING, Any, Final

from memesweep.report.envelope import Envelope
from memesweep.report.images import describe_result
from memesweep.verdict.verdict import Reason, Verdict

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import RenderableType

    from memesweep.cli.console import Console
    from memesweep.cli.tables import PictureRow
    from memesweep.scan.results import PictureResult, ScanCounts

FAILURES: Final = {
    Reason.NO_PERMISSION: "may not be read",
    Reason.READ_ERROR: "the disk could not read it",
}
"""What makes a scan partial. A damaged picture is a finding, not a failure: it is kept and listed."""

UNLISTED: Final = "may not be listed"
"""The same of a folder."""


class _Output:
    """Common to all shapes: whether something failed."""

    def __init__(self, command: str, root: Path, console: Console) -> None:
        self.command = command
        self.root = root
        self.console = console
        self.failed = False

    def picture(self, result: PictureResult) -> None:
        """Take one file."""
        if result.reason in FAILURES:
            self.failed = True

    def end(self, counts: ScanCounts) -> None:
        """Take the counts, and print what is not printed yet."""
        self.failed = self.failed or bool(counts.unlisted)


class JsonOutput(_Output):
    """One document at the end."""

    def __init__(self, command: str, root: Path, console: Console) -> None:
        super().__init__(command, root, console)
        self._envelope = Envelope(command)

    def picture(self, result: PictureResult) -> None:
        """See `_Output`."""
        super().picture(result)
        if result.reason is Reason.NOT_A_PICTURE:
            return
        self._envelope.images.append(describe_result(result))
        if result.reason in FAILURES:
            self._envelope.fail(str(result.file.path), FAILURES[result.reason])

    def end(self, counts: ScanCounts) -> None:
        """See `_Output`."""
        super().end(counts)
        for folder in counts.unlisted:
            self._envelope.fail(str(self.root / folder), UNLISTED)
        if counts.interrupted:
            self._envelope.fail(str(self.root), "interrupted before the end")
        self._envelope.summary = {"gallery": str(self.root), **summarise(counts)}
        self.console.data(self._envelope.to_json())


class LinesOutput(_Output):
    """One object a picture, as they come."""

    def picture(self, result: PictureResult) -> None:
        """See `_Output`."""
        super().picture(result)
        if result.reason is not Reason.NOT_A_PICTURE:
            self.console.data(json.dumps(describe_result(result)))


class TablesOutput(_Output):
    """Tables for people: what would be swept, what needs a look, what is left alone."""

    def __init__(self, command: str, root: Path, console: Console) -> None:
        super().__init__(command, root, console)
        self._sweep: list[PictureResult] = []
        self._review: list[PictureResult] = []

    def picture(self, result: PictureResult) -> None:
        """See `_Output`."""
        super().picture(result)
        if result.verdict is Verdict.SWEEP:
            self._sweep.append(result)
        elif result.verdict is Verdict.REVIEW:
            self._review.append(result)

    def end(self, counts: ScanCounts) -> None:
        """See `_Output`."""
        super().end(counts)
        from rich.text import Text

        from memesweep.cli.names import counted, human_size, printable
        from memesweep.cli.tables import closing_line, counts_table, heading, pictures_table

        parts: list[RenderableType] = [Text(f"Gallery {printable(str(self.root))}"), ""]
        if self._sweep:
            size = human_size(counts.sweep_bytes)
            parts += [heading(f"Would sweep: {counted(len(self._sweep), 'picture')}, {size}")]
            parts += [pictures_table(map(_row, self._sweep)), ""]
        if self._review:
            parts += [heading(f"Needs a look: {counted(len(self._review), 'picture')}, never swept")]
            parts += [pictures_table(map(_row, self._review)), ""]
        parts += [heading("Left alone"), counts_table(counts), "", closing_line(counts)]
        if self._sweep:
            parts += self._hint()
        self.console.render(*parts)

    def _hint(self) -> list[RenderableType]:
        """Return the line to type next; nothing where the folder's name could not be typed as it is shown."""
        from rich.text import Text

        from memesweep.cli.names import printable

        root = str(self.root)
        if printable(root) != root:
            return []
        return [Text(f"To see what a sweep would do: memesweep clean {shlex.quote(root)} --dry-run")]


def _row(result: PictureResult) -> PictureRow:
    from memesweep.cli.tables import PictureRow

    return PictureRow(result.score, result.file.stamp.size, result.file.relative)


def summarise(counts: ScanCounts) -> dict[str, Any]:
    """Return the counts of a scan as the document's summary has them."""
    return {
        "pictures": counts.pictures,
        "scored_now": counts.scored_now,
        "scored_before": counts.scored_before,
        "verdicts": {verdict.value: counts.verdicts[verdict] for verdict in Verdict},
        "reasons": {reason.value: count for reason, count in sorted(counts.reasons.items())},
        "skipped": {reason.value: count for reason, count in sorted(counts.skipped.items())},
        "sweep_bytes": counts.sweep_bytes,
        "interrupted": counts.interrupted,
    }
