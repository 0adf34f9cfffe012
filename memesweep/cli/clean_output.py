"""What `clean` shows: the plan before, the outcome after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from memesweep.cli.exits import ExitCode
from memesweep.cli.names import counted, human_size, printable
from memesweep.report.envelope import Envelope
from memesweep.report.images import describe_move
from memesweep.sweep.execute import INTERRUPTED
from memesweep.sweep.journal.record import MoveState, SweepRecord

if TYPE_CHECKING:
    from pathlib import Path

    from memesweep.cli.console import Console
    from memesweep.sweep.plan import Plan
    from memesweep.sweep.run import Destination


def show_plan(plan: Plan, destination: Destination, console: Console) -> None:
    """Show what a sweep would take, the surest first."""
    from rich.text import Text

    from memesweep.cli.tables import PictureRow, heading, pictures_table

    if not plan.files:
        console.render(Text(f"Gallery {printable(str(plan.root))}: nothing to sweep."))
        return
    where = "the trash" if destination.holding is None else printable(str(destination.holding))
    what = "Would move" if destination.dry else "To move"
    title = (
        f"{what} to {where}: {counted(len(plan.files), 'picture')}, "
        f"{plan.share:.1%} of the gallery, {human_size(plan.total_bytes)}"
    )
    table = pictures_table(PictureRow(file.score, file.stamp.size, file.relative) for file in plan.files)
    console.render(Text(f"Gallery {printable(str(plan.root))}"), "", heading(title), table)


@dataclass(frozen=True, slots=True)
class Unread:
    """A file or folder that could not be looked at. It stays, and the run is not all that was asked for."""

    relative: str
    note: str


class CleanReport:
    """Tells how a sweep ended, to a person or to a script."""

    def __init__(
        self,
        root: Path,
        plan: Plan,
        unread: tuple[Unread, ...],
        destination: Destination,
        console: Console,
        *,
        as_json: bool,
    ) -> None:
        """Nothing is printed before `end`."""
        self._root = root
        self._plan = plan
        self._unread = unread
        self._destination = destination
        self._console = console
        self._as_json = as_json

    def end(self, record: SweepRecord | None) -> ExitCode:
        """Print the outcome; return the exit code that goes with it.

        Args:
            record: what the sweep did; None where there was nothing to do, or the question was answered no.

        """
        envelope = Envelope("clean")
        moves = () if record is None else record.moves
        done = MoveState.INTENDED if self._destination.dry else MoveState.MOVED
        for unread in self._unread:
            envelope.fail(str(self._root / unread.relative), unread.note)
        for unplanned in self._plan.unplanned:
            envelope.fail(str(self._root / unplanned.relative), unplanned.note)
        for move in moves:
            envelope.images.append(describe_move(self._root, move))
            if move.state is not done:
                envelope.fail(str(self._root / move.relative), move.note)
        envelope.summary = self._summary(record)
        interrupted = any(move.note == INTERRUPTED for move in moves)
        if self._as_json:
            self._console.data(envelope.to_json())
        else:
            self._tell(record)
            for trouble in envelope.errors:
                self._console.error(f"{trouble['path']} stays: {trouble['message']}")
        if interrupted:
            return ExitCode.INTERRUPTED
        return ExitCode.PARTIAL if envelope.errors else ExitCode.DONE

    def _summary(self, record: SweepRecord | None) -> dict[str, object]:
        holding = self._destination.holding
        moved = [] if record is None else [one for one in record.moves if one.state is MoveState.MOVED]
        return {
            "gallery": str(self._root),
            "pictures": self._plan.pictures,
            "planned": len(self._plan.files),
            "planned_bytes": self._plan.total_bytes,
            "share": round(self._plan.share, 5),
            "dry_run": self._destination.dry,
            "destination": "trash" if holding is None else str(holding),
            "sweep": None if record is None or self._destination.dry else record.header.id,
            "moved": len(moved),
            "moved_bytes": sum(one.size for one in moved),
        }

    def _tell(self, record: SweepRecord | None) -> None:
        if record is None or self._console.quiet:
            return
        if self._destination.dry:
            self._console.notice("Dry run: nothing was moved.")
            return
        moved = record.count(MoveState.MOVED)
        self._console.render(
            f"Moved {counted(moved, 'picture')}. To bring them back: memesweep undo {record.header.id}"
        )
