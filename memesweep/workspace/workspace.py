"""One user's memesweep: where its state is, and what can be done with it."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from memesweep.catalog.database import open_catalog
from memesweep.catalog.galleries import last_scanned
from memesweep.gallery.walk import open_gallery
from memesweep.gallery_lock import lock_gallery
from memesweep.home import Home, find_home
from memesweep.sweep.journal.table import list_sweeps
from memesweep.workspace.models import open_model
from memesweep.workspace.options import ScanOptions
from memesweep.workspace.session import GallerySession

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from memesweep.sweep.journal.record import SweepRecord


class Workspace:
    """The way in. It holds nothing open itself, so it can live as long as its program, in any thread."""

    def __init__(self, home: Home | None = None) -> None:
        """Work in a home; by default in the user's, or in `$MEMESWEEP_HOME`."""
        self.home = home or find_home()

    @contextmanager
    def open_gallery(self, root: Path, options: ScanOptions | None = None) -> Iterator[GallerySession]:
        """Open and lock a gallery until the block ends: no other run can touch it meanwhile.

        Raises:
            BadUsageError: it is a file, or a folder of swept pictures.
            UnfitEnvironmentError: it is missing, empty or unreadable; catalog or model cannot be used.
            GalleryBusyError: another run holds it.

        """
        options = options or ScanOptions()
        resolved = open_gallery(root)
        bundle = open_model(options.model)
        with ExitStack() as stack:
            stack.enter_context(lock_gallery(self.home.lock_folder, resolved))
            catalog = stack.enter_context(open_catalog(self.home.catalog_file))
            session = GallerySession(resolved, options, bundle, catalog, self.home.catalog_file)
            stack.callback(session.close)
            yield session

    def last_gallery(self) -> Path | None:
        """Return the gallery that was scanned last, or None."""
        with open_catalog(self.home.catalog_file) as catalog:
            return last_scanned(catalog)

    def history(self) -> tuple[SweepRecord, ...]:
        """Return all sweeps, the newest first."""
        with open_catalog(self.home.catalog_file) as catalog:
            return tuple(list_sweeps(catalog))
