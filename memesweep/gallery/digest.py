"""The content hash that keep-list, plans and journals go by."""

from __future__ import annotations

import hashlib
import os
import stat
from typing import TYPE_CHECKING, Final

from memesweep.gallery.files import FileStamp
from memesweep.gallery.opening import open_unfollowed

if TYPE_CHECKING:
    from pathlib import Path

_BLOCK: Final = 1 << 20


def digest_open(descriptor: int) -> bytes:
    """Return the SHA-256 of an open file from its beginning; 32 bytes."""
    digest = hashlib.sha256()
    offset = 0
    while block := os.pread(descriptor, _BLOCK, offset):
        digest.update(block)
        offset += len(block)
    return digest.digest()


def digest_file(path: Path, expected: FileStamp | None = None) -> tuple[bytes, FileStamp] | None:
    """Hash a regular file.

    Args:
        path: never followed where it is a symlink.
        expected: the stamp that the file must have before and after.

    Returns:
        the SHA-256 and the stamp that it belongs to, or None where the file changed or is no regular file.

    Raises:
        OSError: it cannot be opened or read.

    """
    descriptor = open_unfollowed(path)
    try:
        before = os.fstat(descriptor)
        stamp = FileStamp.of(before)
        if not stat.S_ISREG(before.st_mode) or (expected is not None and stamp != expected):
            return None
        digest = digest_open(descriptor)
        return (digest, stamp) if FileStamp.of(os.fstat(descriptor)) == stamp else None
    finally:
        os.close(descriptor)
