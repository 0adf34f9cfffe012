"""One run at a time for each gallery."""

from __future__ import annotations

import fcntl
import hashlib
import os
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING

from memesweep.errors import ErrorCode, GalleryBusyError, UnfitEnvironmentError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def lock_gallery(lock_folder: Path | None, root: Path) -> Iterator[None]:
    """Hold the gallery until the block ends.

    Two locks: a file in the state folder, which works wherever that is and names its holder, and the
    gallery's own folder, which other users and other state folders meet as well, where its file system can
    lock folders. The kernel lets go of both when their holder dies, however it dies: there is no stale lock
    to clear. The file stays, since removing it would let two later runs lock two files of the same name.

    Args:
        lock_folder: where the lock file goes; None to lock the gallery's own folder only.
        root: the resolved gallery.

    Raises:
        GalleryBusyError: another run holds it.

    """
    with ExitStack() as stack:
        if lock_folder is not None:
            descriptor = _open_lock(lock_folder, root)
            stack.callback(os.close, descriptor)
            _lock(descriptor, root, _holder(descriptor))
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, str(os.getpid()).encode(), 0)
        folder = _open_folder(root)
        if folder is not None:
            stack.callback(os.close, folder)
            _lock(folder, root, "unknown")
        yield


def _lock(descriptor: int, root: Path, holder: str) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise GalleryBusyError(ErrorCode.GALLERY_BUSY, path=root, process=holder) from error
    except OSError:
        # No locks on this file system, or none for folders (NFS): the other lock has to do.
        return


def _holder(descriptor: int) -> str:
    with suppress(OSError):
        return os.pread(descriptor, 32, 0).decode("ascii", "replace").strip() or "unknown"
    return "unknown"


def _open_lock(lock_folder: Path, root: Path) -> int:
    name = hashlib.sha256(os.fsencode(root)).hexdigest()[:32]
    try:
        lock_folder.mkdir(parents=True, exist_ok=True)
        return os.open(lock_folder / f"{name}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise UnfitEnvironmentError(
            ErrorCode.STATE_UNWRITABLE, path=lock_folder, reason=error.strerror or str(error)
        ) from error


def _open_folder(root: Path) -> int | None:
    try:
        return os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError:
        return None  # an undo into a gallery that is gone says so itself
