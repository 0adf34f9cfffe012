"""Walk a gallery, folder by folder, in a stable order, opening nothing."""

from __future__ import annotations

import os
import stat
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from memesweep.errors import BadUsageError, ErrorCode, UnfitEnvironmentError
from memesweep.gallery.ahead.folders import FolderLister
from memesweep.gallery.ahead.parts import asking_for_parts
from memesweep.gallery.files import FileStamp, GalleryFile
from memesweep.gallery.opening import open_folder, sorted_names
from memesweep.gallery.skip import SkipReason, skip_file, skip_folder
from memesweep.gallery.stamps import NO_STAMPS, PICTURE_SUFFIXES, Stamps, believe_names, places_without_stamp
from memesweep.gallery.swept import MANIFEST_NAME, is_sweep_folder, sweep_folder_around

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterator

    from memesweep.gallery.ahead.folders import ListedFolder
    from memesweep.gallery.exclusions import Exclusion

NOMEDIA: Final = ".nomedia"

LAST_NAME: Final = b"\xff" * 256
"""Sorts after every file name, which has at most 255 bytes."""

_PART: Final = 4096
"""Names of a folder that are handed on at once."""


@dataclass(frozen=True, slots=True)
class WalkOptions:
    """What the user asked to look at beside the default."""

    include_sent: bool = False
    include_private: bool = False
    only: frozenset[str] | None = None
    """Files, below the root, to look at alone; what is skipped among them stays skipped. None for all."""

    excluded: Exclusion | None = None
    """What its owner wants left out."""

    ahead: bool = False
    """Whether a second process may ask the system for a part of the files."""

    by_name: bool = False
    """Whether what is named like a picture counts as a file, and the system is not asked."""

    def allows(self, reason: SkipReason) -> bool:
        """Tell whether the user opted in to what is skipped for `reason`."""
        return (reason is SkipReason.SENT and self.include_sent) or (
            reason is SkipReason.PRIVATE and self.include_private
        )


@dataclass(frozen=True, slots=True)
class Skipped:
    """A name that was passed over; a folder counts once, not by what is inside."""

    relative: str
    reason: SkipReason


@dataclass(frozen=True, slots=True)
class Listing:
    """One folder of the gallery, or a part of a long one: a folder may hold a million files."""

    root: str
    folder: str
    """Relative to the root; empty for the root itself."""
    stamps: Stamps
    """The files."""
    skipped: tuple[Skipped, ...]
    after: bytes = b""
    """Part of a folder: it has the names after this one."""
    upto: bytes = LAST_NAME
    """Part of a folder: it has the names up to this one."""

    @property
    def files(self) -> tuple[GalleryFile, ...]:
        """The files, sorted."""
        return tuple(map(self.file, self.stamps))

    def without_files(self) -> Listing:
        """Return which part of the gallery this is, and no more: a million stamps are a lot of memory."""
        return replace(self, stamps=NO_STAMPS, skipped=())

    def file(self, name: str) -> GalleryFile:
        """Return one of the files."""
        return GalleryFile(self.root, self.folder, name, self.stamps[name])


def open_gallery(root: Path) -> Path:
    """Resolve the root and make sure that it can be a gallery.

    Raises:
        UnfitEnvironmentError: it is missing, may not be read, or is empty: an unmounted disk looks so.
        BadUsageError: it is a file, or a folder of swept pictures.

    """
    try:
        resolved = root.resolve(strict=True)
        if not resolved.is_dir():
            raise BadUsageError(ErrorCode.GALLERY_IS_A_FILE, path=root)
        with os.scandir(resolved) as entries:
            if next(entries, None) is None:
                raise UnfitEnvironmentError(ErrorCode.GALLERY_EMPTY, path=root)
    except PermissionError as error:
        raise UnfitEnvironmentError(ErrorCode.GALLERY_NO_PERMISSION, path=root) from error
    except (OSError, RuntimeError) as error:
        raise UnfitEnvironmentError(ErrorCode.GALLERY_MISSING, path=root) from error
    swept = sweep_folder_around(resolved)
    if swept is not None:
        raise BadUsageError(ErrorCode.GALLERY_HOLDS_SWEPT, path=root, folder=swept)
    return resolved


def walk(root: Path, options: WalkOptions | None = None) -> Iterator[Listing]:
    """Yield every folder of the gallery that is not skipped, parents before children, sorted by name.

    A `Sent` folder that the user names as the root is theirs to scan; skip rules begin below the root.

    Args:
        root: a resolved folder, as `open_gallery` returns it.
        options: what to look at beside the default.

    """
    options = options or WalkOptions()
    device = root.stat().st_dev
    pending = [""]
    with closing(FolderLister(root, ahead=options.ahead and not options.by_name)) as lister:
        while pending:
            children: list[str] = []
            folder = pending.pop()
            told = lister.take(folder, pending)
            for listing in _list(str(root), folder, device, options, children, told):
                lister.met(len(listing.stamps))
                yield listing
            pending.extend(reversed(children))


def _list(
    root: str,
    folder: str,
    device: int,
    options: WalkOptions,
    children: list[str],
    told: ListedFolder | None,
) -> Iterator[Listing]:
    """Yield the parts of one folder, of which some may be told; append the folders in it to `children`."""
    try:
        descriptor = open_folder(Path(root, folder))
    except OSError:
        yield _only_skipped(root, folder, SkipReason.NO_PERMISSION)
        return
    try:
        names = sorted_names(descriptor) if told is None else told.names
        if folder and NOMEDIA in names and not _inside_opted_in(folder, options):
            yield _only_skipped(root, folder, SkipReason.NOMEDIA)
            return
        if MANIFEST_NAME in names and is_sweep_folder(descriptor):
            yield _only_skipped(root, folder, SkipReason.SWEPT)
            return
        opened = _OpenFolder(root, folder, descriptor, device, options, children)
        parts = [names[start : start + _PART] for start in range(0, max(1, len(names)), _PART)]
        after = b""
        with asking_for_parts(descriptor, parts, ahead=options.ahead and not options.by_name) as asker:
            for number, part in enumerate(parts):
                upto = os.fsencode(part[-1]) if number + 1 < len(parts) else LAST_NAME
                if options.by_name:
                    numbers = believe_names(part)
                else:
                    numbers = asker.ask(number, part) if told is None else told.numbers
                yield opened.list_part(part, numbers, after, upto)
                after = upto
    except OSError:
        yield _only_skipped(root, folder, SkipReason.NO_PERMISSION)
    finally:
        os.close(descriptor)


def _only_skipped(root: str, folder: str, reason: SkipReason) -> Listing:
    return Listing(root, folder, NO_STAMPS, (Skipped(folder, reason),))


@dataclass(frozen=True, slots=True)
class _OpenFolder:
    """A folder being listed. Its files are asked for by name below the descriptor: shorter for the kernel."""

    root: str
    folder: str
    descriptor: int
    device: int
    options: WalkOptions
    children: list[str]

    def list_part(self, names: list[str], numbers: array[int], after: bytes, upto: bytes) -> Listing:
        """Judge the names of a part. `numbers` are their stamps, as `ask_stamps` gives them."""
        stamps = Stamps(names, numbers)
        skipped: list[Skipped] = []
        others = places_without_stamp(numbers)
        takes_all = self.options.only is None and self.options.excluded is None
        found: dict[int, FileStamp | None] = {}
        for place in sorted(others) if takes_all else range(len(names)):
            name = names[place]
            judged = self._judge(name) if place in others else stamps[name]
            found[place] = self._take(name, judged, skipped)
        return Listing(self.root, self.folder, stamps.with_found(found), tuple(skipped), after, upto)

    def _take(
        self, name: str, judged: FileStamp | SkipReason | None, skipped: list[Skipped]
    ) -> FileStamp | None:
        """Return the stamp of a file to look at. A folder is for later, and all else is skipped."""
        relative = f"{self.folder}/{name}" if self.folder else name
        only = self.options.only
        if isinstance(judged, SkipReason):
            reason = judged
        elif self._is_excluded(relative, is_folder=judged is None):
            reason = SkipReason.EXCLUDED
        elif judged is None:
            self.children.append(relative)
            return None
        elif only is None or relative in only:
            return judged
        else:
            reason = SkipReason.NOT_NAMED
        skipped.append(Skipped(relative, reason))
        return None

    def _is_excluded(self, relative: str, *, is_folder: bool) -> bool:
        excluded = self.options.excluded
        return excluded is not None and excluded.match_file(f"{relative}/" if is_folder else relative)

    def _judge(self, name: str) -> FileStamp | SkipReason | None:
        """Return the stamp of a file to look at, None for a folder, or why the name is passed over."""
        try:
            status = os.stat(name, dir_fd=self.descriptor, follow_symlinks=False)
        except OSError as error:
            # Gone since the listing, and the next run will tell; or in a folder that may only be listed.
            gone = isinstance(error, FileNotFoundError)
            return SkipReason.UNFINISHED if gone else SkipReason.NO_PERMISSION
        kind = stat.S_IFMT(status.st_mode)
        if kind == stat.S_IFLNK:
            return SkipReason.SYMLINK
        reason = skip_folder(name) if kind == stat.S_IFDIR else skip_file(name)
        if reason is not None and not self.options.allows(reason):
            return reason
        if kind == stat.S_IFREG:
            # Whatever its device: an overlay of several disks gives each file the number of its own.
            return FileStamp.of(status)
        if kind != stat.S_IFDIR:
            return SkipReason.SPECIAL
        return None if status.st_dev == self.device else SkipReason.OTHER_FILESYSTEM


def _inside_opted_in(folder: str, options: WalkOptions) -> bool:
    """WhatsApp puts a `.nomedia` into `Sent` and `Private`: opting in to those means inside them too."""
    reasons = (skip_folder(part) for part in folder.split("/"))
    return any(reason is not None and options.allows(reason) for reason in reasons)


def count_files(root: Path, options: WalkOptions | None = None) -> int:
    """Count what `walk` will find, for a progress bar that knows its end.

    A link or a folder that is named like a picture counts as one: to ask for each takes as long as the walk.
    """
    options = replace(options or WalkOptions(), by_name=True)
    return sum(len(listing.stamps) for listing in walk(root, options))


def count_by_name(root: Path, folder: str) -> int:
    """Count what is named like a picture in a folder that a walk left out; nothing is opened."""
    return sum(
        name.lower().endswith(PICTURE_SUFFIXES)
        for _folder, _folders, names in os.walk(root / folder)
        for name in names
    )
