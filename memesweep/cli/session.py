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
from memesweep.scan.judge import JudgeOptions
from memesweep.scan.scanner import Scan, ScanOptions

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path

    from memesweep.classifier.bundle import ModelBundle
    from memesweep.cli.console import Console
    from memesweep.scan.judged import Judged


@dataclass(frozen=True, slots=True)
class ScanRequest:
    """The options of a scan as the user gave them."""

    include_sent: bool = False
    include_private: bool = False
    sweep_camera: bool = False
    min_age: float = 0.0
    workers: int | None = None
    model: Path | None = None
    nice: int = 0
    """How much this process steps back behind others, 0 to 19."""

    def options(self, bundle: ModelBundle, *, confirm: bool) -> ScanOptions:
        """Return the options in the core's words; see `Session.scan` for `confirm`."""
        judge = JudgeOptions(bundle.thresholds, self.min_age, self.sweep_camera)
        walk = WalkOptions(self.include_sent, self.include_private)
        return ScanOptions(judge, walk, self.workers or usable_cores(), confirm)


@dataclass(frozen=True, slots=True)
class Session:
    """A locked gallery, ready to be scanned."""

    root: Path
    connection: sqlite3.Connection
    bundle: ModelBundle
    request: ScanRequest

    def scan(self, *, confirm: bool) -> Scan:
        """Return a scan that has not begun.

        Args:
            confirm: whether pictures may be moved by it, so that no score rests on a quick look at a meme.

        """
        options = self.request.options(self.bundle, confirm=confirm)
        return Scan(self.connection, self.root, self.bundle, options)

    def judged(self, scan: Scan, console: Console, *, settle: bool = True) -> Iterator[Judged]:
        """Run a scan under a progress bar; see `Scan.run` for `settle`."""
        walk = scan.options.walk
        counted = console.progress("Scanning", lambda: count_files(self.root, walk))
        with blaming(self.request.model), counted as advance:
            yield from scan.run(advance, settle=settle)


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
