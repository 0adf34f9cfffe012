"""`memesweep clean` on an open gallery: propose, show, ask, sweep, report."""

from __future__ import annotations

import os
import sys
import tempfile
import webbrowser
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Final

from memesweep.cli.exits import CommandError, ExitCode
from memesweep.cli.show.clean_output import looked_at, mention_too_new, show_plan, show_result
from memesweep.cli.terminal.names import counted, human_size, printable
from memesweep.cli.terminal.observer import watching
from memesweep.cli.terminal.signals import stopping
from memesweep.cli.terminal.tables import ROWS
from memesweep.cli.words.objections import warning_in_a_dry_run, warning_of
from memesweep.cli.words.reasons import staying, words_of
from memesweep.report.documents import declined_clean_document
from memesweep.workspace import Approval, Attendance, Ending, FileStamp, ObjectionCode, PickedFile

if TYPE_CHECKING:
    from collections.abc import Iterable

    from memesweep.cli.terminal.console import Console
    from memesweep.workspace import CleanOptions, CleanResult, GallerySession, Objection, Proposal

_EXITS: Final = {
    Ending.DONE: ExitCode.DONE,
    Ending.PARTIAL: ExitCode.PARTIAL,
    Ending.INTERRUPTED: ExitCode.INTERRUPTED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanOutcome:
    """How a clean ended."""

    result: CleanResult | None
    """None where the question was answered no."""
    code: ExitCode


def run_clean(
    gallery: GallerySession,
    options: CleanOptions,
    attendance: Attendance,
    console: Console,
    *,
    approved: frozenset[ObjectionCode],
    as_json: bool,
) -> CleanOutcome:
    """Clean one gallery; `approved` are the objections that options have overruled beforehand.

    Raises:
        MemesweepError: what the workspace refuses or cannot do.

    """
    stop = Event()
    with stopping(stop), watching(console) as observer:
        proposal = gallery.prepare(options, attendance=attendance, stop=stop, observer=observer)
    mention_too_new(proposal, console)
    # Cron mails every byte: a quiet run says what went wrong, and to a person how to undo what it moved.
    if not as_json and not console.quiet:
        at_question = attendance is Attendance.ASKED and not options.dry_run and sys.stdout.isatty()
        show_plan(proposal, console, rows=ROWS if at_question else None)
    approval = Approval(objections=approved)
    if options.dry_run:
        for objection in approval.left_open(proposal.objections):
            console.notice(warning_in_a_dry_run(objection))
    elif attendance is Attendance.ASKED and proposal.plan.files:
        if not _confirmed(gallery, proposal, approval.left_open(proposal.objections), console):
            return CleanOutcome(result=None, code=_decline(proposal, console, as_json=as_json))
        approval = Approval.of_all_shown(proposal.objections)
    with stopping(stop), watching(console) as observer:
        result = gallery.sweep(proposal, approval, stop=stop, observer=observer)
    show_result(result, console, as_json=as_json)
    return CleanOutcome(result=result, code=_EXITS[result.ending])


def _confirmed(
    gallery: GallerySession, proposal: Proposal, warnings: Iterable[Objection], console: Console
) -> bool:
    plan, holding = proposal.plan, proposal.destination.holding
    where = "the trash" if holding is None else printable(str(holding))
    warned = "".join(f"{printable(warning_of(objection))}\n" for objection in warnings)
    return console.confirm(
        f"{warned}Move {counted(len(plan.files), 'picture')} ({plan.share:.1%} of {looked_at(proposal)}, "
        f"{human_size(plan.total_bytes)}) to {where}? (l: list them all, r: show a report)",
        default=False,
        others={
            "l": lambda: show_plan(proposal, console),
            "r": lambda: _show_report(gallery, proposal, console),
        },
    )


def _show_report(gallery: GallerySession, proposal: Proposal, console: Console) -> None:
    """Write a page of what would go and what is to review, and open it where there is a desktop."""
    from memesweep.cli.commands.scan import write_report
    from memesweep.report.files import ReportFiles
    from memesweep.report.gallery_report import ReportedPictures

    listed = ReportedPictures()
    for picture in (*proposal.to_sweep, *proposal.review):
        listed.add(picture)
    page = Path(tempfile.mkdtemp(prefix="memesweep-report-")) / "report.html"
    write_report(gallery, proposal.counts, listed, ReportFiles(html=page), console)
    if sys.platform == "darwin" or {"DISPLAY", "WAYLAND_DISPLAY"} & os.environ.keys():
        webbrowser.open(page.as_uri())


def _decline(proposal: Proposal, console: Console, *, as_json: bool) -> ExitCode:
    console.notice("Nothing was moved.")
    if as_json:
        console.data(declined_clean_document(proposal, words_of).to_json())
    for trouble in proposal.troubles if not as_json else ():
        console.error(staying(trouble))
    return ExitCode.PARTIAL if proposal.troubles else ExitCode.DONE


def approved_objections(*, synced: bool, incomplete: bool) -> frozenset[ObjectionCode]:
    """Return the objections that options overrule before anybody has seen them."""
    approved = {ObjectionCode.SYNCED} if synced else set()
    if incomplete:
        approved |= {ObjectionCode.GALLERY_SHRUNK, ObjectionCode.SYNC_MARKER_GONE, ObjectionCode.SYNC_AT_WORK}
    return frozenset(approved)


def picked_files(files: Iterable[Path], root: Path) -> frozenset[PickedFile]:
    """Return files that a person names as what they are now.

    Raises:
        CommandError: one is not there, or not in the gallery.

    """
    picked = set()
    for file in files:
        # The last link is not followed: a symlink is no picture of the gallery.
        path = Path(os.path.realpath(file.parent), file.name)
        if not path.is_relative_to(root):
            raise CommandError(f"'{file}' is not in {root}.")
        try:
            stamp = FileStamp.of(path.lstat())
        except OSError as error:
            raise CommandError(f"'{file}' cannot be looked at: {error.strerror}.") from error
        picked.add(PickedFile(relative=str(path.relative_to(root)), stamp=stamp))
    return frozenset(picked)
