"""What a person says of pictures, written down as it is said: by content, which outlives names and scans."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from memesweep.catalog.database import open_catalog
from memesweep.catalog.decisions import Choice, Decision, Origin
from memesweep.gallery.digest import digest_file
from memesweep.workspace.decisions.decide import write_decisions

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from memesweep.gallery.files import GalleryFile

__all__ = ["Choice", "DecisionBook", "Origin", "Said"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What is said of one content."""

    choice: Choice | None
    """None: nothing any more."""
    file: GalleryFile
    """One that has this content."""
    perceptual_hash: bytes | None = None
    """What its copies are told by, where that is known."""


class DecisionBook:
    """Writes decisions of one origin. Holds nothing open: any thread may use it, beside a scan or a sweep."""

    def __init__(self, catalog_file: Path, origin: Origin) -> None:
        """Write into a user's catalog."""
        self._catalog_file = catalog_file
        self._origin = origin

    def content_of(self, file: GalleryFile) -> bytes | None:
        """Return the SHA-256 of a file, 32 bytes; None where it has changed, or cannot be read."""
        try:
            digested = digest_file(file.path, file.stamp)
        except OSError:
            return None
        return None if digested is None else digested[0]

    def write(self, said: Mapping[bytes, Said]) -> None:
        """Write what is said now of contents, given by SHA-256.

        Raises:
            UnfitEnvironmentError: the catalog cannot be written.

        """
        now = time.time()
        decisions = {sha256: self._decision(sha256, word, now) for sha256, word in said.items()}
        with open_catalog(self._catalog_file) as catalog:
            write_decisions(catalog, decisions)

    def _decision(self, sha256: bytes, said: Said, now: float) -> Decision | None:
        if said.choice is None:
            return None
        return Decision(
            sha256=sha256,
            size=said.file.stamp.size,
            path=said.file.path,
            choice=said.choice,
            origin=self._origin,
            decided_at=now,
            perceptual_hash=said.perceptual_hash,
        )
