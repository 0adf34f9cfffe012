"""The documents of what surrounds unattended runs: how they went, and what waits in a holding folder."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from memesweep.report.envelope import Envelope

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from memesweep.workspace import GalleryRuns, HeldSweep, TrashResult


def status_document(runs: Mapping[str, GalleryRuns], late: Iterable[str]) -> Envelope:
    """Return how the unattended runs of each gallery went; `late` ones had no good run for too long."""
    document = Envelope("status", summary={"galleries": [asdict(each) for each in runs.values()]})
    for gallery in late:
        document.fail(gallery, "no good run within --max-age")
    return document


def holding_document(held: Iterable[HeldSweep], result: TrashResult | None) -> Envelope:
    """Return what waits in a holding folder, and what became of it where it was to go to the trash."""
    trashed = {} if result is None else {sweep.id: place for sweep, place in result.trashed}
    document = Envelope("holding")
    document.summary = {
        "sweeps": [
            {
                "id": sweep.id,
                "folder": str(sweep.folder),
                "gallery": str(sweep.root),
                "swept_at": sweep.swept_at,
                "pictures": sweep.pictures,
                "copies": sweep.copies,
                "bytes": sweep.size,
                "trashed_to": str(trashed[sweep.id]) if sweep.id in trashed else None,
            }
            for sweep in held
        ]
    }
    for sweep, reason in () if result is None else result.refused:
        document.fail(str(sweep.folder), reason)
    return document
