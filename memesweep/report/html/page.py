"""Write the page of a gallery's report."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from memesweep import __version__
from memesweep.report.dates import day, moment
from memesweep.report.html.environment import write_page
from memesweep.report.html.tile import Tile, link_to, named, percent, sized
from memesweep.report.names import counted, printable
from memesweep.report.words import REASON_WORDS, SKIP_WORDS
from memesweep.workspace import Reason, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO

    from memesweep.report.gallery_report import CopyGroup, GalleryReport, ReportSection
    from memesweep.report.previews import Previews
    from memesweep.workspace import PictureResult

_TITLES: Final = {
    Verdict.SWEEP: "Would be swept",
    Verdict.REVIEW: "Needs a look",
    Verdict.KEEP: "Kept, and why",
}
_EXPLANATIONS: Final = {
    Verdict.SWEEP: "The model is sure of these. They go once you say so, into the trash or a folder of your "
    "choice; every move can be undone. The least sure come first.",
    Verdict.REVIEW: "The model is not sure. None of these goes unless you choose it yourself. The least sure "
    "come first.",
    Verdict.KEEP: "The model took these for memes or could not look at them. They stay, whatever it says.",
}
_PARTS: Final = {
    Verdict.SWEEP: "would be swept",
    Verdict.REVIEW: "to look at",
    Verdict.KEEP: "kept by a guard",
}
_SPOKEN_OF: Final = frozenset({Reason.MEME, Reason.UNSURE})
"""What the section itself says of a picture."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """One of the figures at the head of the page, and of the stripes above them."""

    tone: str
    count: int
    what: str
    more: str = ""

    @property
    def count_text(self) -> str:
        """The number with thin spaces between thousands."""
        return f"{self.count:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")


def write_gallery_page(report: GalleryReport, previews: Previews[CopyGroup], stream: TextIO) -> None:
    """Write a report as one page.

    Args:
        report: what to say.
        previews: makes the small pictures, one by one as the page is written.
        stream: UTF-8.

    """
    counts = report.counts
    view = {
        "headline": _headline(report),
        "made_at": moment(report.made_at),
        "model": report.model,
        "version": __version__,
        "root": printable(str(report.root)),
        "how_sure": f"The model sweeps from {percent(report.thresholds.sweep)} on, and asks you from "
        f"{percent(report.thresholds.review)} on.",
        "parts": _parts(report),
        "next_steps": _next_steps(report),
        "sections": [_section(section, previews) for section in report.sections if section.groups],
        "left_alone": [
            {"what": REASON_WORDS[reason], "count": counts.reasons[reason]}
            for reason in (Reason.NO_MEME, Reason.NOT_A_PICTURE)
            if counts.reasons[reason]
        ]
        + [{"what": SKIP_WORDS[skipped], "count": count} for skipped, count in counts.skipped.most_common()],
        "troubles": [printable(f"{folder}/") for folder in counts.unlisted],
    }
    write_page("gallery.html", {"report": view}, stream)


def _headline(report: GalleryReport) -> str:
    sweep, review, _ = (section.count for section in report.sections)
    if not sweep and not review:
        return "Nothing to sweep, and nothing that needs a look"
    would = f"{counted(sweep, 'picture')} would be swept" if sweep else "Nothing would be swept"
    return f"{would}, {review:,} {'needs' if review == 1 else 'need'} a look" if review else would


def _parts(report: GalleryReport) -> list[_Part]:
    parts = [
        _Part(
            tone=section.verdict.value,
            count=section.count,
            what=_PARTS[section.verdict],
            more=sized(section.total_bytes) if section.count else "",
        )
        for section in report.sections
    ]
    rest = report.counts.pictures - sum(part.count for part in parts)
    return [*parts, _Part(tone="rest", count=rest, what="not memes", more="left alone" if rest else "")]


def _next_steps(report: GalleryReport) -> list[dict[str, str]]:
    """Return what to type next; nothing where the folder's name could not be typed as it is shown."""
    root = str(report.root)
    if printable(root) != root or not (report.sections[0].count or report.sections[1].count):
        return []
    steps = (("review", "to decide picture by picture"), ("clean", "to sweep, after a question"))
    return [{"command": f"memesweep {command} {shlex.quote(root)}", "what": what} for command, what in steps]


def _section(section: ReportSection, previews: Previews[CopyGroup]) -> dict[str, object]:
    in_parts = section.verdict is Verdict.KEEP
    title = f"{_TITLES[section.verdict]}: {counted(section.count, 'picture')}, {sized(section.total_bytes)}"
    return {
        "tone": section.verdict.value,
        "title": title,
        "explanation": _EXPLANATIONS[section.verdict],
        "parts": [
            {
                "heading": REASON_WORDS[reason] if in_parts else "",
                "count": len(groups),
                "tiles": _tiles(groups, previews),
            }
            for reason, groups in _by_reason(section, in_parts=in_parts)
        ],
    }


def _by_reason(section: ReportSection, *, in_parts: bool) -> Iterator[tuple[Reason, list[CopyGroup]]]:
    """Split a section where it is ordered by reason; the others are one part."""
    for reason, groups in groupby(
        section.groups, lambda group: group.pictures[0].reason if in_parts else None
    ):
        yield reason or Reason.MEME, list(groups)


def _tiles(groups: list[CopyGroup], previews: Previews[CopyGroup]) -> Iterator[Tile]:
    """Give the tiles one by one, while previews of the next ones are being made."""
    for group, preview in previews.ahead(groups):
        newest = group.pictures[0]
        copies = len(group.pictures)
        text = f"{copies} copies, {sized(group.total_bytes)}" if copies > 1 else ""
        why = (
            ""
            if newest.reason in _SPOKEN_OF or newest.verdict is Verdict.KEEP
            else REASON_WORDS[newest.reason]
        )
        others = tuple(_tile(picture) for picture in group.pictures[1:])
        yield _tile(newest, preview=preview, why=why, copies=others, copies_text=text)


def _tile(picture: PictureResult, **more: object) -> Tile:
    file = picture.file
    name, folder = named(file.relative)
    return Tile(
        name=name,
        folder=folder,
        path=printable(file.relative),
        date=day(file.stamp.mtime_ns / 1e9),
        size=sized(file.stamp.size),
        href=link_to(file.path),
        score=percent(picture.score),
        **more,  # type: ignore[arg-type]
    )
