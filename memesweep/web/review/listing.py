"""From a scan to what the page shows."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from memesweep.copies.groups import group_copies
from memesweep.errors import ErrorCode, StoppedError
from memesweep.web.review.candidate import Candidate, candidate_from
from memesweep.web.review.shelf import Shelf
from memesweep.workspace import ScanPurpose

if TYPE_CHECKING:
    from collections.abc import Iterable
    from threading import Event

    from memesweep.workspace import DecisionBook, GallerySession, Observer


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictures:
    """What one scan found."""

    shelf: Shelf
    gallery_pictures: int
    """In all, plain photographs included."""
    edition: str = field(default_factory=lambda: secrets.token_hex(4))
    """Tells the page whether its list is this one."""


def look(gallery: GallerySession, book: DecisionBook, *, stop: Event, observer: Observer) -> Pictures:
    """Scan as a sweep would, so that verdicts here are those of the last page, and contents are known.

    Raises:
        StoppedError: `stop` was set.

    """
    scan = gallery.scan(purpose=ScanPurpose.SWEEP, skip_unchanged=True, stop=stop, observer=observer)
    candidates = []
    for result in scan:
        candidate = candidate_from(result, gallery.thresholds, gallery.options)
        if candidate is not None:
            candidates.append(candidate)
    if scan.counts.interrupted:
        raise StoppedError(ErrorCode.STOPPED)
    group(candidates)
    return Pictures(shelf=Shelf(candidates, book), gallery_pictures=scan.counts.pictures)


def group(candidates: Iterable[Candidate]) -> None:
    """Number the groups of copies."""
    for number, copies in enumerate(group_copies(candidates)):
        if len(copies) > 1:
            for candidate in copies:
                candidate.group = number
