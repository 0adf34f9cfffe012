"""What scan and clean need before they can begin: a gallery, its lock, the catalog, the model."""

from __future__ import annotations

import os
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from memesweep.catalog.database import open_catalog
from memesweep.classifier.cores import usable_cores
from memesweep.cli.model import blaming, open_model
from memesweep.gallery.walk import WalkOptions, count_files, open_gallery
from memesweep.gallery_lock import lock_gallery
from memesweep.home import Home, find_home
from memesweep.scan.decider import VerdictOptions
from memesweep.scan.scanner import Scan, ScanSetup

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path

    from memesweep.classifier.bundle import ModelBundle
    from memesweep.cli.console import Console
    from memesweep.scan.results import PictureResult
    from memesweep.verdict.purpose import ScanPurpose


@dataclass(frozen=True, slots=True)
class ScanRequest:
    """The options of a scan as the user gave them."""

    include_sent: bool = False
    include_private: bool = False
    sweep_camera: bool = False
    sweep_camera_shaped: bool = False
    min_age: float = 0.0
    workers: int | None = None
    model: Path | None = None
    nice: int = 0
    """How much this process steps back behind others, 0 to 19."""

    def options(self, bundle: ModelBundle, purpose: ScanPurpose) -> ScanSetup:
        """Return the options in the core's words."""
        verdicts = VerdictOptions(
            bundle.thresholds,
            self.min_age,
            self.sweep_camera,
            sweep_camera_shaped=self.sweep_camera_shaped,
        )
        walk = WalkOptions(self.include_sent, self.include_private)
        return ScanSetup(verdicts, walk, self.workers or usable_cores(), purpose)


@dataclass(frozen=True, slots=True)
class Session:
    """A locked gallery, ready to be scanned."""

    root: Path
    connection: sqlite3.Connection
    bundle: ModelBundle
    request: ScanRequest

    def scan(self, purpose: ScanPurpose) -> Scan:
        """Return a scan that has not begun."""
        options = self.request.options(self.bundle, purpose)
        return Scan(self.connection, self.root, self.bundle, options)

    def results(
        self, scan: Scan, console: Console, *, skip_unchanged: bool = True
    ) -> Iterator[PictureResult]:
        """Run a scan under a progress bar; see `Scan.run` for `skip_unchanged`."""
        walk = scan.options.walk
        counted = console.progress("Scanning", lambda: count_files(self.root, walk))
        with blaming(self.request.model), counted as advance:
            yield from scan.run(advance, skip_unchanged=skip_unchanged)


@contextmanager
def open_session(gallery: Path, request: ScanRequest, home: Home | None = None) -> Iterator[Session]:
    """Open and lock a gallery.

    Raises:
        MemesweepError: the gallery, the model, the catalog or the lock is not to be had.

    """
    home = home or find_home()
    if request.nice:
        os.nice(request.nice)
    root = open_gallery(gallery)
    bundle = open_model(request.model)
    with ExitStack() as stack:
        stack.enter_context(lock_gallery(home.lock_folder, root))
        connection = stack.enter_context(open_catalog(home.catalog_file))
        yield Session(root, connection, bundle, request)
