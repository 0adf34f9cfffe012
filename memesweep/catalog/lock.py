"""One run at a time for each gallery."""

from __future__ import annotations

import fcntl
import hashlib
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from memesweep.errors import GalleryBusyError, UnfitEnvironmentError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def lock_gallery(lock_folder: Path, root: Path) -> Iterator[None]:
    """Hold the gallery until the block ends.

    The kernel lets go of the lock when its holder dies, however it dies: there is no stale lock to clear. The
    file stays, since removing it would let two later runs lock two different files of the same name.

    Raises:
        GalleryBusyError: another run holds it.

    """
    name = hashlib.sha256(os.fsencode(root)).hexdigest()[:32]
    try:
        lock_folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(lock_folder / f"{name}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise UnfitEnvironmentError(
            f"{lock_folder} cannot be written to ({error.strerror}). Set MEMESWEEP_HOME to a folder that can."
        ) from error
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = os.read(descriptor, 32).decode("ascii", "replace").strip() or "unknown"
            raise GalleryBusyError(
                f"Another memesweep (process {holder}) is working on {root}. Wait for it, or end it."
            ) from error
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(descriptor)
