"""One user's memesweep: where its state is, and what can be done with it.

What only some of that takes is loaded when it is asked for.
"""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from threading import Event
from typing import TYPE_CHECKING

from memesweep.catalog.database import open_catalog, readable_catalog
from memesweep.catalog.decisions import Origin, list_decisions
from memesweep.catalog.galleries import last_scanned
from memesweep.errors import BadUsageError, ErrorCode
from memesweep.gallery.walk import open_gallery
from memesweep.gallery_lock import lock_gallery
from memesweep.home import Home, find_home
from memesweep.verdict.purpose import ScanPurpose
from memesweep.workspace.models import naming_model, open_model
from memesweep.workspace.observer import Observer, SilentObserver
from memesweep.workspace.options import ScanOptions
from memesweep.workspace.session import GallerySession
from memesweep.workspace.undoing.moved import follow_moved_gallery

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from memesweep.catalog.decisions import Decision
    from memesweep.scan.single import Checked
    from memesweep.sweep.journal.record import SweepRecord
    from memesweep.workspace.proposals.results import KeepResult, UndoResult
    from memesweep.workspace.run_records import GalleryRuns, RunRecord
    from memesweep.workspace.undoing.holding import HeldSweep, TrashResult
    from memesweep.workspace.undoing.undo import UndoProposal

_LOOKS_AWAY = SilentObserver()


class Workspace:
    """The way in. It holds nothing open itself, so it can live as long as its program, in any thread."""

    def __init__(self, home: Home | None = None) -> None:
        """Work in a home; by default in the user's, or in `$MEMESWEEP_HOME`."""
        self.home = home or find_home()

    @contextmanager
    def open_gallery(self, root: Path, options: ScanOptions | None = None) -> Iterator[GallerySession]:
        """Open and lock a gallery until the block ends: no other run can touch it meanwhile.

        Raises:
            BadUsageError: it is a file, or a folder of swept pictures; or does not hold a named file.
            UnfitEnvironmentError: it is missing, empty or unreadable; catalog or model cannot be used.
            GalleryBusyError: another run holds it.

        """
        options = options or ScanOptions()
        resolved = open_gallery(root)
        bundle = open_model(options.model)
        with ExitStack() as stack:
            stack.enter_context(lock_gallery(self.home.lock_folder, resolved))
            catalog = stack.enter_context(open_catalog(self.home.catalog_file))
            follow_moved_gallery(catalog, resolved)
            session = GallerySession(resolved, options, bundle, catalog, self.home.catalog_file)
            stack.callback(session.close)
            yield session

    @contextmanager
    def open_checker(
        self, options: ScanOptions | None = None, *, second_opinion: bool = False
    ) -> Iterator[Callable[[bytes], Checked]]:
        """Open what scores single pictures and decides about them, from their bytes.

        Guards that need a gallery (age, folder) do not apply. One thread at a time.

        Args:
            options: what they say of models and cameras counts.
            second_opinion: whether pictures are looked at as `clean` does, not as `scan` does.

        Raises:
            UnfitEnvironmentError: the catalog or the model cannot be used.

        """
        from memesweep.classifier.pool import CascadePool
        from memesweep.scan.single import check_picture

        options = options or ScanOptions()
        bundle = open_model(options.model)
        with naming_model(options.model):
            pool = CascadePool(bundle)
            if second_opinion:
                with pool.lend() as nets:
                    nets.open_second_opinion()
        with readable_catalog(self.home.catalog_file) as catalog:

            def check(data: bytes) -> Checked:
                with naming_model(options.model), pool.lend() as nets:
                    return check_picture(
                        data,
                        bundle,
                        nets,
                        catalog,
                        purpose=ScanPurpose.SWEEP if second_opinion else ScanPurpose.REPORT,
                        sweep_camera=options.sweep_camera,
                        sweep_camera_shaped=options.sweep_camera_shaped,
                    )

            yield check

    @contextmanager
    def open_past_decisions(self) -> Iterator[Callable[[bytes, Checked], Checked]]:
        """Open what lets a person's decisions here count for a picture that another machine has judged.

        Raises:
            UnfitEnvironmentError: the catalog cannot be used.

        """
        from memesweep.scan.single import with_past_decision

        with readable_catalog(self.home.catalog_file) as catalog:
            yield lambda data, checked: with_past_decision(data, checked, catalog)

    def last_gallery(self) -> Path:
        """Return the gallery that was scanned last.

        Raises:
            BadUsageError: none was.

        """
        with open_catalog(self.home.catalog_file) as catalog:
            gallery = last_scanned(catalog)
        if gallery is None:
            raise BadUsageError(ErrorCode.NO_GALLERY_KNOWN)
        return gallery

    def runs(self) -> dict[str, GalleryRuns]:
        """Return how the unattended runs of each gallery went, by its path.

        Raises:
            OSError: their record cannot be read.

        """
        from memesweep.workspace.run_records import read_runs

        return read_runs(self.home.state_folder)

    def record_run(self, record: RunRecord) -> None:
        """Put down how an unattended run went.

        Raises:
            OSError: the state folder cannot be written to; what was there is as it was.

        """
        from memesweep.workspace.run_records import write_run

        write_run(self.home.state_folder, record)

    def held_sweeps(self, holding: Path, *, older_than_days: float = 0.0) -> tuple[HeldSweep, ...]:
        """List the sweeps that wait in a holding folder, the oldest first.

        Raises:
            OSError: the folder cannot be listed.

        """
        from memesweep.workspace.undoing.holding import held_sweeps

        return held_sweeps(holding, older_than_days=older_than_days)

    def trash_held(self, sweeps: Iterable[HeldSweep], *, stop: Event | None = None) -> TrashResult:
        """Move sweeps' folders to the trash, each by one rename, with the manifest that brings them back."""
        from memesweep.workspace.undoing.holding import trash_held

        return trash_held(sweeps, self.home.lock_folder, stop or Event())

    def history(self) -> tuple[SweepRecord, ...]:
        """Return all sweeps, the newest first."""
        from memesweep.sweep.journal.table import list_sweeps

        with readable_catalog(self.home.catalog_file) as catalog:
            return tuple(list_sweeps(catalog))

    def find_sweep(self, which: str) -> SweepRecord:
        """Return a sweep by its id, or by as much of it as no other begins with.

        Raises:
            BadUsageError: there is none, or more than one.

        """
        records = [record for record in self.history() if record.header.id.startswith(which)]
        exact = [record for record in records if record.header.id == which]
        if len(exact or records) != 1:
            raise BadUsageError(ErrorCode.NO_SUCH_SWEEP, sweep=which)
        return (exact or records)[0]

    def prepare_undo(
        self,
        *words: str,
        keep: bool = False,
        to: Path | None = None,
        observer: Observer = _LOOKS_AWAY,
    ) -> UndoProposal | None:
        """Find the sweep that an undo would bring back; None where none has a file away.

        A broken or unwritable catalog ends no undo that can do without: a folder with a manifest is enough.

        Args:
            words: a sweep (its id, the beginning of it, its folder, or a holding folder), then files of it;
                files alone mean the last sweep that took the first of them; no words mean
                all of the last sweep that has files away.
            keep: whether the undo is to put what comes back on the keep-list, which takes a catalog.
            to: where the gallery is now, if it has moved.
            observer: told where something has to do instead of the catalog.

        Raises:
            BadUsageError: there is no such sweep or file.
            UnfitEnvironmentError: its holding folder is not there, or a needed catalog cannot be used.

        """
        from memesweep.workspace.undoing.undo import prepare_undo

        return prepare_undo(self.home, words, observer, keep=keep, to=to)

    def undo(
        self,
        proposal: UndoProposal,
        *,
        origin: Origin | None = Origin.UNDO,
        stop: Event | None = None,
        observer: Observer = _LOOKS_AWAY,
    ) -> UndoResult:
        """Restore every file of a sweep to its path, over nothing that is there.

        Args:
            proposal: what `prepare_undo` found.
            origin: as whose decision each picture is kept from now on: that of the undo, or the keep-list's
                (`COMMAND`). None: the next sweep may take it again.
            stop: when set, the rest stays where it is.
            observer: told of progress.

        Raises:
            GalleryBusyError: another run holds the gallery.
            UnfitEnvironmentError: the gallery or the holding folder is not there.

        """
        from memesweep.workspace.undoing.undo import carry_out_undo

        return carry_out_undo(self.home, proposal, stop or Event(), observer, origin=origin)

    def keep(self, files: Iterable[Path]) -> KeepResult:
        """Remember pictures by their content: they are never swept, wherever they move."""
        from memesweep.workspace.decisions.keep import keep_files

        with open_catalog(self.home.catalog_file) as catalog:
            return keep_files(catalog, files)

    def pictures_below(self, folder: Path) -> tuple[Path, ...]:
        """Return the pictures in a folder and below it, to be kept.

        Raises:
            BadUsageError: it is a folder of swept pictures.
            UnfitEnvironmentError: it is empty or cannot be read.

        """
        from memesweep.workspace.decisions.keep import pictures_below

        return pictures_below(folder)

    def decisions(self) -> tuple[Decision, ...]:
        """Return all that was said of pictures, the oldest first."""
        with readable_catalog(self.home.catalog_file) as catalog:
            return tuple(list_decisions(catalog))

    def remove_decisions(self, names: Iterable[str]) -> int:
        """Forget what was said of pictures.

        Args:
            names: files, or beginnings of content hashes in hexadecimal digits, at least 4.

        Returns:
            of how many pictures something had been said.

        Raises:
            BadUsageError: a name is neither; nothing is forgotten then.

        """
        from memesweep.workspace.decisions.keep import remove_named

        with open_catalog(self.home.catalog_file) as catalog:
            return remove_named(catalog, names)

    def import_decisions(self, file: Path) -> int:
        """Take in what `format_decisions` wrote; what was said later than that stays.

        Returns:
            how many decisions say something new.

        Raises:
            BadUsageError: it is no such file, or a decision in it is damaged; none is taken then.

        """
        from memesweep.workspace.decisions.decision_file import merge_decisions, parse_decisions

        try:
            text = file.read_text("utf-8")
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or "not text"
            raise BadUsageError(ErrorCode.DECISIONS_UNREADABLE, path=file, reason=reason) from error
        decisions = parse_decisions(text, file)
        with open_catalog(self.home.catalog_file) as catalog:
            return merge_decisions(catalog, decisions)
