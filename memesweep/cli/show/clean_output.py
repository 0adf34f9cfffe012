"""What `clean` shows: the plan before, the outcome after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from memesweep.cli.terminal.names import counted, counted_days, human_size, printable
from memesweep.cli.words.reasons import staying, words_of
from memesweep.report.documents import clean_document
from memesweep.workspace import Attendance

if TYPE_CHECKING:
    from memesweep.cli.terminal.console import Console
    from memesweep.workspace import CleanResult, Proposal


def looked_at(proposal: Proposal) -> str:
    """Name what the share is of."""
    return "the files named" if proposal.counts.only_named else "the gallery"


def mention_too_new(proposal: Proposal, console: Console) -> None:
    """Say how many memes stay because they are young."""
    count = proposal.too_new
    if count:
        console.notice(
            f"{counted(count, 'meme')} younger than {counted_days(proposal.min_age_days)} "
            f"{'stays' if count == 1 else 'stay'}; --min-age 0 takes new ones too."
        )


def show_plan(proposal: Proposal, console: Console, *, rows: int | None = None) -> None:
    """Show what a sweep would take, the least sure first; `rows` of it, or all."""
    from rich.text import Text

    from memesweep.cli.terminal.layout import Heading
    from memesweep.cli.terminal.tables import PictureRow, pictures_table

    plan, destination = proposal.plan, proposal.destination
    if not plan.files:
        review = counted(len(proposal.review), "picture")
        look = f" To review: {review}; memesweep scan lists them." if proposal.review else ""
        console.render(Text(f"Gallery {printable(str(proposal.root))}: nothing to sweep.{look}"))
        return
    where = "the trash" if destination.holding is None else printable(str(destination.holding))
    what = "Would move" if destination.dry else "To move"
    title = (
        f"{what} to {where}: {counted(len(plan.files), 'picture')}, "
        f"{plan.share:.1%} of {looked_at(proposal)}, {human_size(plan.total_bytes)}, "
        f"score {proposal.threshold:.3f} or more"
    )
    if rows is not None and len(plan.files) > rows:
        title += f". The {rows} least sure:"
    table = pictures_table(
        (PictureRow(file.score, file.stamp.size, file.relative) for file in plan.files),
        rows=rows,
        least_sure_first=True,
    )
    console.render(Text(f"Gallery {printable(str(proposal.root))}"), "", Heading(title), table)


def _is_seen(result: CleanResult) -> bool:
    """Tell whether anybody reads a line of a quiet run; cron would mail it, and the run has its record."""
    return result.proposal.attendance is not Attendance.UNATTENDED


def show_result(result: CleanResult, console: Console, *, as_json: bool) -> None:
    """Show what a sweep did, to a person or to a script."""
    if as_json:
        console.data(clean_document(result, words_of).to_json())
        return
    if result.record is not None and result.proposal.destination.dry:
        console.notice("Dry run: nothing was moved. The same command without --dry-run moves them.")
    elif result.record is not None and (not console.quiet or (result.moved and _is_seen(result))):
        moved = counted(len(result.moved), "picture")
        way_back = f" To restore them: memesweep undo {result.record.header.id}" if result.moved else ""
        console.render(f"Moved {moved}.{way_back}")
    for trouble in result.troubles:
        console.error(staying(trouble))
