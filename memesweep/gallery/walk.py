"""Walk a gallery, folder by folder, in a stable order, opening nothing."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from memesweep.errors import BadUsageError, UnfitEnvironmentError
from memesweep.gallery.files import FileStamp, GalleryFile
from memesweep.gallery.skip import SkipReason, skip_file, skip_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

NOMEDIA: Final = ".nomedia"


@dataclass(frozen=True, slots=True)
class WalkOptions:
    """What the user asked to look at beside the default."""

    include_sent: bool = False
    include_private: bool = False

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
    """One folder of the gallery."""

    folder: str
    """Relative to the root; empty for the root itself."""
    files: tuple[GalleryFile, ...]
    """Sorted by name."""
    skipped: tuple[Skipped, ...]


def open_gallery(root: Path) -> Path:
    """Resolve the root and make sure that it can be a gallery.

    Raises:
        UnfitEnvironmentError: it is missing, may not be read, or is empty: an unmounted disk looks so.
        BadUsageError: it is a file.

    """
    try:
        resolved = root.resolve(strict=True)
        if not resolved.is_dir():
            raise BadUsageError(f"{root} is a file. Name the folder that holds it, or use: memesweep check")
        with os.scandir(resolved) as entries:
            if next(entries, None) is None:
                raise UnfitEnvironmentError(f"{root} is empty. Is its disk mounted?")
    except PermissionError as error:
        raise UnfitEnvironmentError(f"{root} may not be read: give this user read permission.") from error
    except (OSError, RuntimeError) as error:
        raise UnfitEnvironmentError(f"{root} does not exist. Is its disk mounted?") from error
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
    while pending:
        folder = pending.pop()
        listing, children = _list(str(root), folder, device, options)
        yield listing
        pending.extend(reversed(children))


def _list(root: str, folder: str, device: int, options: WalkOptions) -> tuple[Listing, list[str]]:
    try:
        with os.scandir(Path(root, folder)) as scan:
            entries = sorted(scan, key=lambda entry: entry.name)
    except OSError:
        return Listing(folder, (), (Skipped(folder, SkipReason.NO_PERMISSION),)), []
    if folder and any(entry.name == NOMEDIA for entry in entries):
        allowed = _inside_opted_in(folder, options)
        if not allowed:
            return Listing(folder, (), (Skipped(folder, SkipReason.NOMEDIA),)), []
    files: list[GalleryFile] = []
    skipped: list[Skipped] = []
    children: list[str] = []
    for entry in entries:
        relative = f"{folder}/{entry.name}" if folder else entry.name
        found = _judge(entry, device, options)
        if isinstance(found, SkipReason):
            skipped.append(Skipped(relative, found))
        elif stat.S_ISDIR(found.st_mode):
            children.append(relative)
        else:
            files.append(GalleryFile(root, folder, entry.name, FileStamp.of(found)))
    return Listing(folder, tuple(files), tuple(skipped)), children


def _judge(entry: os.DirEntry[str], device: int, options: WalkOptions) -> os.stat_result | SkipReason:
    """Return the status of a file or folder to look at, or why it is passed over."""
    if entry.is_symlink():
        return SkipReason.SYMLINK
    is_folder = entry.is_dir(follow_symlinks=False)
    reason = skip_folder(entry.name) if is_folder else skip_file(entry.name)
    if reason is not None and not options.allows(reason):
        return reason
    try:
        status = entry.stat(follow_symlinks=False)
    except OSError:
        # Gone since the listing: the next run will tell.
        return SkipReason.UNFINISHED
    if status.st_dev != device:
        return SkipReason.OTHER_FILESYSTEM
    if not (stat.S_ISDIR(status.st_mode) or stat.S_ISREG(status.st_mode)):
        return SkipReason.SPECIAL
    return status


def _inside_opted_in(folder: str, options: WalkOptions) -> bool:
    """WhatsApp puts a `.nomedia` into `Sent` and `Private`: opting in to those means inside them too."""
    reasons = (skip_folder(part) for part in folder.split("/"))
    return any(reason is not None and options.allows(reason) for reason in reasons)


def count_files(root: Path, options: WalkOptions | None = None) -> int:
    """Count what `walk` will find, for a progress bar that knows its end."""
    return sum(len(listing.files) for listing in walk(root, options))
