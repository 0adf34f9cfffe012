"""From what was decided to a proposal of exactly that."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from memesweep.errors import ErrorCode, RefusedError
from memesweep.workspace import Attendance, Choice, PickedFile, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator
    from threading import Event

    from memesweep.web.review.shelf import Shelf
    from memesweep.workspace import CleanOptions, DecisionBook, GallerySession, Observer, Proposal

_ATTEMPTS: Final = 3
"""Times that pictures which came meanwhile are left out, in a gallery that does not come to rest."""


def propose(
    gallery: GallerySession, shelf: Shelf, options: CleanOptions, *, stop: Event, observer: Observer
) -> Proposal:
    """Propose to sweep what the page showed as going, and nothing that nobody has seen.

    Raises:
        RefusedError: there always is something new.
        MemesweepError: see `GallerySession.prepare`.

    """
    candidates = shelf.candidates.values()
    going = {candidate.result.file.relative for candidate in shelf.with_outcome(Verdict.SWEEP)}
    left_out = frozenset(candidate.result.file.relative for candidate in candidates) - going
    chosen = frozenset(
        PickedFile(relative=candidate.result.file.relative, stamp=candidate.result.file.stamp)
        for candidate in candidates
        if candidate.choice is Choice.SWEEP
    )
    for _ in range(_ATTEMPTS):
        proposal = gallery.prepare(
            replace(options, chosen=chosen, left_out=left_out),
            attendance=Attendance.ASKED,
            stop=stop,
            observer=observer,
        )
        unseen = {file.relative for file in proposal.plan.files} - going
        if not unseen:
            return proposal
        left_out |= unseen
    raise RefusedError(ErrorCode.PROPOSAL_STALE, path=gallery.root)


@contextmanager
def split_contents_free(shelf: Shelf, book: DecisionBook) -> Iterator[None]:
    """Let a sweep take one of two files that are the same to the byte, of which the other is to stay.

    What is kept goes by content and would hold both. The gallery is locked meanwhile, so that no other run
    sees the content unkept; afterwards what is left of it is kept again.
    """
    split = shelf.split_contents()
    book.write({sha256: replace(said, choice=None) for sha256, said in split.items()})
    try:
        yield
    finally:
        book.write(split)
