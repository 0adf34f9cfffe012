"""The three shapes of a scan's result: tables, one document, lines."""

from __future__ import annotations

import json
import shlex
from typing import TYPE_CHECKING, Any, Final

from memesweep.report.envelope import Envelope
from memesweep.report.images import describe_judged
from memesweep.verdict.verdict import Reason, Verdict

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import RenderableType

    from memesweep.cli.console import Console
    from memesweep.cli.tables import PictureRow
    from memesweep.scan.judged import Judged, Tally

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

    def picture(self, judged: Judged) -> None:
        """Take one judged file."""
        if judged.decision.reason in FAILURES:
            self.failed = True

    def end(self, tally: Tally) -> None:
        """Take the counts, and print what is not printed yet."""
        self.failed = self.failed or bool(tally.unlisted)


class JsonOutput(_Output):
    """One document at the end."""

    def __init__(self, command: str, root: Path, console: Console) -> None:
        super().__init__(command, root, console)
        self._envelope = Envelope(command)

    def picture(self, judged: Judged) -> None:
        """See `_Output`."""
        super().picture(judged)
        if judged.decision.reason is Reason.NOT_A_PICTURE:
            return
        self._envelope.images.append(describe_judged(judged))
        if judged.decision.reason in FAILURES:
            self._envelope.fail(str(judged.file.path), FAILURES[judged.decision.reason])

    def end(self, tally: Tally) -> None:
        """See `_Output`."""
        super().end(tally)
        for folder in tally.unlisted:
            self._envelope.fail(str(self.root / folder), UNLISTED)
        if tally.interrupted:
            self._envelope.fail(str(self.root), "interrupted before the end")
        self._envelope.summary = {"gallery": str(self.root), **summarise(tally)}
        self.console.data(self._envelope.to_json())


class LinesOutput(_Output):
    """One object a picture, as they come."""

    def picture(self, judged: Judged) -> None:
        """See `_Output`."""
        super().picture(judged)
        if judged.decision.reason is not Reason.NOT_A_PICTURE:
            self.console.data(json.dumps(describe_judged(judged)))


class TablesOutput(_Output):
    """Tables for people: what would be swept, what needs a look, what is left alone."""

    def __init__(self, command: str, root: Path, console: Console) -> None:
        super().__init__(command, root, console)
        self._sweep: list[Judged] = []
        self._review: list[Judged] = []

    def picture(self, judged: Judged) -> None:
        """See `_Output`."""
        super().picture(judged)
        if judged.decision.verdict is Verdict.SWEEP:
            self._sweep.append(judged)
        elif judged.decision.verdict is Verdict.REVIEW:
            self._review.append(judged)

    def end(self, tally: Tally) -> None:
        """See `_Output`."""
        super().end(tally)
        from rich.text import Text

        from memesweep.cli.names import counted, human_size, printable
        from memesweep.cli.tables import closing_line, counts_table, heading, pictures_table

        parts: list[RenderableType] = [Text(f"Gallery {printable(str(self.root))}"), ""]
        if self._sweep:
            size = human_size(tally.sweep_bytes)
            parts += [heading(f"Would sweep: {counted(len(self._sweep), 'picture')}, {size}")]
            parts += [pictures_table(map(_row, self._sweep)), ""]
        if self._review:
            parts += [heading(f"Needs a look: {counted(len(self._review), 'picture')}, never swept")]
            parts += [pictures_table(map(_row, self._review)), ""]
        parts += [heading("Left alone"), counts_table(tally), "", closing_line(tally)]
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


def _row(judged: Judged) -> PictureRow:
    from memesweep.cli.tables import PictureRow

    return PictureRow(judged.score, judged.file.stamp.size, judged.file.relative)


def summarise(tally: Tally) -> dict[str, Any]:
    """Return the counts of a scan as the document's summary has them."""
    return {
        "pictures": tally.pictures,
        "scored_now": tally.scored_now,
        "scored_before": tally.scored_before,
        "verdicts": {verdict.value: tally.verdicts[verdict] for verdict in Verdict},
        "reasons": {reason.value: count for reason, count in sorted(tally.reasons.items())},
        "skipped": {reason.value: count for reason, count in sorted(tally.skipped.items())},
        "sweep_bytes": tally.sweep_bytes,
        "interrupted": tally.interrupted,
    }
