"""Write the page of a sweep: what went, and where it is."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Final

from memesweep import __version__
from memesweep.report.dates import day, moment
from memesweep.report.html.environment import write_page
from memesweep.report.html.tile import Tile, link_to, named, percent, sized
from memesweep.report.names import counted, printable
from memesweep.report.words import REASON_WORDS
from memesweep.workspace import MoveState, Reason, place_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import TextIO

    from memesweep.report.previews import Previews
    from memesweep.workspace import Move, SweepRecord

_SECTIONS: Final = (
    ("sweep", "Swept", (MoveState.MOVED, MoveState.RESTORING)),
    ("keep", "Back in the gallery", (MoveState.RESTORED,)),
    ("rest", "Stayed in the gallery", (MoveState.STAYED, MoveState.INTENDED)),
    ("rest", "Lost sight of: somebody else moved them on", (MoveState.GONE,)),
)
"""Tone, title and the states of the moves that belong there."""


def write_sweep_page(record: SweepRecord, previews: Previews[Move], stream: TextIO) -> None:
    """Write a sweep as one page.

    Args:
        record: as the journal has it.
        previews: makes the small pictures, one by one as the page is written.
        stream: UTF-8.

    """
    header = record.header
    sections = [
        (tone, title, [move for move in record.moves if move.state in states])
        for tone, title, states in _SECTIONS
    ]
    away = sections[0][2]
    view = {
        "headline": f"{counted(len(away), 'picture')} swept, {sized(sum(move.size for move in away))}",
        "id": header.id,
        "started_at": moment(header.started_at),
        "version": __version__,
        "root": printable(str(header.root)),
        "place": "the trash" if header.holding is None else printable(str(header.holding)),
        "undo": f"memesweep undo {shlex.quote(header.id)}" if away else "",
        "sections": [
            {
                "tone": tone,
                "title": f"{title}: {counted(len(moves), 'picture')}",
                "tiles": _tiles(record, moves, previews),
            }
            for tone, title, moves in sections
            if moves
        ],
    }
    write_page("sweep.html", {"sweep": view}, stream)


def _tiles(record: SweepRecord, moves: list[Move], previews: Previews[Move]) -> Iterator[Tile]:
    for move, preview in previews.ahead(moves):
        place = place_of(record, move)
        name, folder = named(move.relative)
        yield Tile(
            name=name,
            folder=folder,
            path=printable(move.relative),
            date=day(move.mtime_ns / 1e9),
            size=sized(move.size),
            href="" if place is None or preview is None else link_to(place),
            score=percent(move.score),
            why=_why(move, place),
            preview=preview,
        )


def _why(move: Move, place: Path | None) -> str:
    """Return what its tile says beside the score: why it went, where it is, or why it stayed."""
    words = [] if move.reason is Reason.MEME else [REASON_WORDS[move.reason]]
    if move.state is MoveState.MOVED and place is not None and place.name != move.relative.rpartition("/")[2]:
        words.append(f"now {printable(place.name)}")
    if move.note:
        words.append(printable(move.note))
    return ", ".join(words)
